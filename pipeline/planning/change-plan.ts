import { isOff } from './calendar.ts';
import type { Inspector } from './capacity.ts';
import { checkPlan, roadMinutes, type Breach } from './check-plan.ts';
import type { OverrideReason, PlanChange, PlanDocument } from './document.ts';
import type { PlannedVisit } from './plan.ts';
import { valueOf } from './plan-value.ts';
import type { Situation } from './situation.ts';

/** Who changes a plan, and why. */
export interface Author {
  readonly by: string;
  readonly reason: OverrideReason;
  readonly note: string;
  readonly at: string;
}

/** What became of a change: refused where it would break a rule that cannot be broken. */
export interface Changed {
  readonly plan: PlanDocument;
  /** New breaches; the plan is as before where one of them is hard. */
  readonly breaches: readonly Breach[];
  readonly refused: boolean;
}

/**
 * Moves a visit to another day or team. Who goes is chosen anew for that day: the pair that goes already,
 * if it may; else the one least used.
 */
export function moveVisit(
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  to: { readonly date: string; readonly team: string },
  author: Author,
): Changed {
  const team = situation.request.capacity.teams.find((each) => each.team === to.team);
  const unit = situation.unit(visit.unitCode);
  const plain = visit.type === 'special' || visit.type === 'area_mutual';
  const type = plain ? (team?.kind === 'mutual' ? 'area_mutual' : 'special') : visit.type;
  const moved: PlannedVisit = {
    ...visit,
    ...to,
    type,
    minutes: unit ? situation.minutes(unit, type) : visit.minutes,
    origin: 'override',
  };
  const others = plan.visits.filter((each) => each !== visit);
  const day = others.filter((each) => each.date === to.date && each.team === to.team);
  const route = cheapestRoute(situation, day, moved);
  const pair = pairFor(situation, others, route, to);
  const after = route.map((each) => (pair ? { ...each, inspectors: pair } : each));
  return changed(situation, plan, [visit, ...day], after, 'move', visit.unitCode, author);
}

/** Takes a visit out. */
export const removeVisit = (
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  author: Author,
): Changed => changed(situation, plan, [visit], [], 'remove', visit.unitCode, author);

/** Locks a visit, or lets it go. */
export const lockVisit = (
  situation: Situation,
  plan: PlanDocument,
  visit: PlannedVisit,
  locked: boolean,
  author: Author,
): Changed =>
  changed(situation, plan, [visit], [{ ...visit, locked }], 'lock', visit.unitCode, author);

/** Takes back the last change that stands; the record of it stays. */
export function undo(situation: Situation, plan: PlanDocument): PlanDocument {
  const index = plan.changes.findLastIndex(({ undone }) => !undone);
  const change = plan.changes[index];
  if (!change) return plan;
  const changes = plan.changes.map((each, at) => (at === index ? { ...each, undone: true } : each));
  return withVisits(
    situation,
    { ...plan, changes },
    replaced(plan.visits, change.after, change.before),
  );
}

function changed(
  situation: Situation,
  plan: PlanDocument,
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
  action: PlanChange['action'],
  unitCode: string,
  author: Author,
): Changed {
  const known = new Set(plan.breaches.map(keyOf));
  const visits = replaced(plan.visits, before, after);
  const breaches = checkPlan(situation, visits);
  const fresh = breaches.filter((breach) => !known.has(keyOf(breach)));
  if (fresh.some(({ hard }) => hard)) return { plan, breaches: fresh, refused: true };
  const change: PlanChange = { ...author, action, unitCode, before, after, undone: false };
  const next = withVisits(situation, { ...plan, changes: [...plan.changes, change] }, visits);
  return { plan: next, breaches: fresh, refused: false };
}

const keyOf = ({ rule, unitCode, team, date, month }: Breach): string =>
  [rule, unitCode, team, date, month].join('|');

const sameVisit = (one: PlannedVisit, other: PlannedVisit): boolean =>
  one.unitCode === other.unitCode && one.date === other.date && one.team === other.team;

/** A plan's visits with some taken out and others put in, by day, routes in their order. */
function replaced(
  visits: readonly PlannedVisit[],
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): PlannedVisit[] {
  const left = visits.filter((visit) => !before.some((gone) => sameVisit(gone, visit)));
  return [...left, ...after]
    .map((visit, order) => ({ visit, order }))
    .sort((one, other) =>
      one.visit.date === other.visit.date
        ? one.order - other.order
        : one.visit.date < other.visit.date
          ? -1
          : 1,
    )
    .map(({ visit }) => visit);
}

/** A plan with these visits, valued and checked anew. */
export function withVisits(
  situation: Situation,
  plan: PlanDocument,
  visits: readonly PlannedVisit[],
): PlanDocument {
  const days = new Map<string, PlannedVisit[]>();
  for (const visit of visits) {
    const key = `${visit.date} ${visit.team}`;
    days.set(key, [...(days.get(key) ?? []), visit]);
  }
  const road = [...days.values()].reduce((sum, day) => sum + roadMinutes(situation, day), 0);
  const { findings, travelMinutes, objective } = valueOf(situation, visits, road);
  return {
    ...plan,
    visits,
    findings,
    travel_minutes: travelMinutes,
    objective,
    gap: plan.bound > 0 ? Math.max(0, (plan.bound - objective) / plan.bound) : 0,
    breaches: checkPlan(situation, visits),
  };
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

function pairFor(
  situation: Situation,
  others: readonly PlannedVisit[],
  route: readonly PlannedVisit[],
  { date, team: name }: { readonly date: string; readonly team: string },
): string[] | undefined {
  const team = situation.request.capacity.teams.find((each) => each.team === name);
  if (!team) return undefined;
  const month = others.filter(
    (visit) => visit.team === name && visit.date.startsWith(date.slice(0, 7)),
  );
  const namesOf = (pair: readonly Inspector[]): string[] => pair.map((each) => each.name);
  const daysOf = (pair: readonly string[]): number =>
    new Set(
      month
        .filter(({ inspectors }) => pair.every((each) => inspectors.includes(each)))
        .map((visit) => visit.date),
    ).size;
  const now = route.find((visit) => others.includes(visit))?.inspectors;
  const able = situation
    .pairs(team)
    .filter((pair) => !pair.some((each) => isOff(each, date)))
    .filter((pair) =>
      route.every(({ unitCode, type }) => {
        const unit = situation.unit(unitCode);
        return unit && situation.suits(team, pair, unit, type);
      }),
    )
    .map(namesOf);
  const kept = able.find((pair) => now && pair.every((each) => now.includes(each)));
  return kept ?? able.sort((one, other) => daysOf(one) - daysOf(other))[0];
}
