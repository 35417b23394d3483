import { commit, canonicalJson, type Commitment } from '../../planning/draw/index.ts';
import { Situation } from '../../planning/situation.ts';
import type { PlanDesk } from './desk.ts';
import type { PlanGround } from './ground.ts';

/**
 * Fixes the list, weights and rule of a draw, before the seed is known; kept under its hash.
 * @param draws how many units; null: the random share of the visits that the bureau's teams have time for
 * @throws Failure `draw_known_already`
 */
export function commitDraw(
  desk: PlanDesk,
  ground: PlanGround,
  month: string,
  draws: number | null,
  announced: Commitment['announced_seed'],
): Commitment {
  const rules = desk.rulesFor(month);
  const situation = new Situation(
    desk.request(ground, { month, months: 1, days: null, certificates: [], locksOf: null }),
  );
  const [first] = situation.months;
  const { method, stratifyBy } = rules.draw;
  const eligible = ground.units.filter((unit) => first && situation.isCalendarOpen(unit, first));
  const teams = ground.capacity.teams.filter(({ kind }) => kind === 'bureau');
  const usual = first ? situation.capacity(first, 'bureau') / minutesAVisit(situation) : 0;
  const commitment = commit({
    format: 'xiaoan-draw/1',
    title: `${month.slice(0, 4)}年${Number(month.slice(5))}月“双随机”抽取`,
    month,
    committed_at: new Date().toISOString(),
    announced_seed: announced,
    rule: {
      method,
      stratify_by: stratifyBy,
      draws: Math.min(eligible.length, draws ?? Math.max(1, Math.round(usual * rules.randomShare))),
      inspectors_per_unit: rules.pair.inspectors,
    },
    entries: eligible.map((unit) => ({
      unit_code: unit.code,
      unit_name: unit.name,
      stratum: stratifyBy === 'none' ? '' : stratifyBy === 'area' ? unit.area : unit.kind,
      weight: method === 'uniform' ? 1 : Math.max(1, unit.score),
      avoid: teams.flatMap((team) =>
        team.inspectors
          .filter((inspector) => situation.mustAvoid(team, inspector, unit))
          .map(({ name }) => `${team.team}/${name}`),
      ),
    })),
    inspectors: teams.flatMap(({ team, inspectors }) =>
      inspectors.map(({ name }) => ({ team, name })),
    ),
  });
  desk.store.saveDraw(commitment.commitment, canonicalJson(commitment));
  return commitment;
}

/** What a drawn visit takes on average, with the way to it. */
function minutesAVisit(situation: Situation): number {
  const { units, request } = situation;
  const sum = units.reduce(
    (total, unit) => total + situation.minutes(unit, 'double_random') + situation.leg(unit),
    0,
  );
  return sum / Math.max(1, units.length) + request.rules.travel.minutesPerStop;
}
