import { Failure, text } from '../contracts/index.ts';
import { pairFor } from './choose-pair.ts';
import type { PlanDocument } from './document.ts';
import type { PlannedVisit } from './plan.ts';
import { changed, type Author, type Changed } from './plan-revision.ts';
import { roadMinutes } from './route-minutes.ts';
import type { VisitType } from './rules.ts';
import type { Situation } from './situation.ts';

/** What a bureau team may be sent to do by hand; teams of areas only check mutually. */
export const addableTypes = ['special', 'full_checkup', 'covert'] as const;

/**
 * Moves a visit to another day or team. Who goes is chosen anew for that day.
 * @throws Failure `visit_locked`
 */
export function moveVisit(
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  to: { readonly date: string; readonly team: string },
  author: Author,
): Changed {
  requireUnlocked(visit);
  const unit = situation.unit(visit.unitCode);
  const plain = visit.type === 'special' || visit.type === 'area_mutual';
  const type = plain ? typeOf(situation, to.team, 'special') : visit.type;
  const moved: PlannedVisit = {
    ...visit,
    ...to,
    type,
    minutes: unit ? situation.minutes(unit, type) : visit.minutes,
    origin: 'override',
  };
  const others = plan.visits.filter((each) => each !== visit);
  const { day, route } = placed(situation, others, moved);
  return changed(
    situation,
    plan,
    { before: [visit, ...day], after: route, action: 'move', unitCode: visit.unitCode },
    author,
  );
}

/**
 * Adds a visit to a unit that was not planned then.
 * @param wish `type` is what a bureau team does there; a team of an area always checks mutually
 * @throws Failure `unit_unknown`
 */
export function addVisit(
  situation: Situation,
  plan: PlanDocument,
  wish: Pick<PlannedVisit, 'unitCode' | 'date' | 'team' | 'type'>,
  author: Author,
): Changed {
  const unit = situation.unit(wish.unitCode);
  if (!unit)
    throw new Failure(
      'unit_unknown',
      text(`没有单位 ${wish.unitCode}`, `There is no unit ${wish.unitCode}`),
      { hint: text('从列表中选择单位', 'Choose a unit from the list') },
    );
  const { date, team } = wish;
  const type = typeOf(situation, team, wish.type);
  const added: PlannedVisit = {
    unitCode: unit.code,
    date,
    type,
    team,
    night: false,
    inspectors: [],
    minutes: situation.minutes(unit, type),
    expected: unit.expected,
    origin: 'override',
    locked: false,
  };
  const { day, route } = placed(situation, plan.visits, added);
  return changed(
    situation,
    plan,
    { before: day, after: route, action: 'add', unitCode: unit.code },
    author,
  );
}

/** Takes a visit out. @throws Failure `visit_locked` */
export function removeVisit(
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  author: Author,
): Changed {
  requireUnlocked(visit);
  const { unitCode } = visit;
  return changed(
    situation,
    plan,
    { before: [visit], after: [], action: 'remove', unitCode },
    author,
  );
}

/** Locks a visit, or lets it go. */
export const lockVisit = (
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  locked: boolean,
  author: Author,
): Changed =>
  changed(
    situation,
    plan,
    {
      before: [visit],
      after: [{ ...visit, locked }],
      action: 'lock',
      unitCode: visit.unitCode,
    },
    author,
  );

function requireUnlocked({ locked }: PlannedVisit): void {
  if (locked)
    throw new Failure('visit_locked', text('这次检查已锁定', 'This visit is locked'), {
      hint: text('先解锁', 'Unlock it first'),
    });
}

const typeOf = ({ request }: Situation, name: string, type: VisitType): VisitType =>
  request.capacity.teams.find(({ team }) => team === name)?.kind === 'mutual'
    ? 'area_mutual'
    : type;

/** The visits of a day before, and with one more where it costs the least way and with who then goes. */
function placed(
  situation: Situation,
  others: readonly PlannedVisit[],
  visit: PlannedVisit,
): { day: PlannedVisit[]; route: PlannedVisit[] } {
  const { date, team } = visit;
  const day = others.filter((each) => each.date === date && each.team === team);
  const route = cheapestRoute(situation, day, visit);
  const inspectors = pairFor(situation, others, route, { date, team });
  return { day, route: route.map((each) => (inspectors ? { ...each, inspectors } : each)) };
}

function cheapestRoute(
  situation: Situation,
  day: readonly PlannedVisit[],
  visit: PlannedVisit,
): PlannedVisit[] {
  const routes = Array.from({ length: day.length + 1 }, (_, at) => [
    ...day.slice(0, at),
    visit,
    ...day.slice(at),
  ]);
  return routes.reduce((best, route) =>
    roadMinutes(situation, route) < roadMinutes(situation, best) ? route : best,
  );
}
