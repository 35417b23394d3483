import { commit, reveal } from '../../pipeline/planning/draw/index.ts';
import { makePlan } from '../../pipeline/planning/make-plan.ts';
import type { PlannedVisit } from '../../pipeline/planning/plan.ts';
import type { PlanUnit } from '../../pipeline/planning/unit.ts';
import { givenRequest, rulesInForce } from '../planning/world.ts';
import type { Case, Choices, Chosen } from './plan-cases.ts';
import type { SimulatedDistrict } from './plan-district.ts';

const CAPACITY = 0.2;
/** Draws over which a plan with a random share is averaged. */
const DRAWS = 8;
const VISITS_A_DAY = 4;

/**
 * Chooses a fifth of the cases in each way; `planned`: by the product's own optimiser and draw.
 * @param shares random shares of the plan
 */
export async function choose(cases: readonly Case[], shares: readonly number[]): Promise<Choices> {
  const count = VISITS_A_DAY * Math.round((cases.length * CAPACITY) / VISITS_A_DAY);
  const first = (order: (one: Case, other: Case) => number): Chosen => {
    const chosen = new Set([...cases].sort(order).slice(0, count));
    return cases.map((each) => Number(chosen.has(each)));
  };
  const planned = new Map<number, Chosen>();
  for (const share of shares) planned.set(share, await plannedVisits(cases, count, share));
  return {
    cases,
    oldest: first((one, other) => one.last - other.last),
    random: cases.map(() => 1),
    top: first((one, other) => other.expected - one.expected),
    planned,
  };
}

/** In which share of several draws the planner visits each case. */
async function plannedVisits(
  cases: readonly Case[],
  count: number,
  share: number,
): Promise<Chosen> {
  const units = cases.map(unitOf);
  const turns = share > 0 && share < 1 ? DRAWS : 1;
  const times = new Map<string, number>();
  for (let turn = 0; turn < turns; turn++) {
    const draws = Math.round(count * share);
    const { visits } = await makePlan(
      givenRequest(units, oneTeam(count / VISITS_A_DAY), {
        months: 1,
        drawn: { '2026-11': draws === 0 ? [] : drawnOf(units, draws, turn) },
        rules: plainRules,
      }),
    );
    for (const { unitCode } of visits) times.set(unitCode, (times.get(unitCode) ?? 0) + 1 / turns);
  }
  return cases.map(({ unit }) => times.get(unit) ?? 0);
}

/** A month's plan of a district under all rules in force, with a draw for the random share. */
export async function wholePlan(
  { units, capacity, month }: SimulatedDistrict,
  share: number,
): Promise<readonly PlannedVisit[]> {
  const request = givenRequest(units, capacity, { firstMonth: month, months: 1 });
  const { visits: usual } = await makePlan(request);
  const drawn = { [month]: drawnOf(units, Math.round(usual.length * share), 0) };
  const { visits } = await makePlan({ ...request, drawn });
  return visits;
}

function drawnOf(units: readonly PlanUnit[], draws: number, turn: number): string[] {
  const { outcomes } = reveal(
    commit({
      format: 'xiaoan-draw/1',
      title: 'bench',
      month: '2026-11',
      committed_at: '2026-10-01T00:00:00Z',
      announced_seed: { sources: ['turn'], known_at: '2026-10-02T00:00:00Z' },
      rule: { method: 'uniform', stratify_by: 'none', draws, inspectors_per_unit: 0 },
      entries: units.map(({ code, name }) => ({
        unit_code: code,
        unit_name: name,
        stratum: '',
        weight: 1,
        avoid: [],
      })),
      inspectors: [],
    }),
    [`turn ${turn}`],
    '2026-10-02T00:00:00Z',
  );
  return outcomes.filter(({ drawn }) => drawn).map(({ unit_code }) => unit_code);
}

const unitOf = ({ unit, expected }: Case): PlanUnit => ({
  code: unit,
  name: unit,
  kind: 'primary',
  area: '',
  tier: 'blue',
  score: 0,
  reason: null,
  expected,
  people: 0,
  hasBoarders: false,
  examSite: false,
  facts: ['always'],
  position: null,
  lastVisit: null,
  lastInspectors: [],
  lastCheckup: null,
});

/** Records know nothing of tiers, quotas and skills: only time and the draw bind. */
const plainRules = {
  ...rulesInForce,
  checkupsPerYear: 0,
  visitsPerYear: { red: 0, orange: 0, yellow: 0, blue: 0 },
  quotas: { covert: 0, area_mutual: 0, night_dormitory: 0 },
  visitMinutes: { ...rulesInForce.visitMinutes, special: 95, double_random: 95, covert: 95 },
  travel: { ...rulesInForce.travel, minutesPerStop: 10 },
  pair: { ...rulesInForce.pair, maximumDaysTogether: 31 },
};

const oneTeam = (days: number) => ({
  file: '',
  version: 'bench',
  months: {},
  teams: Array.from({ length: Math.ceil(days / 20) }, (_, index) => ({
    team: `组${index + 1}`,
    kind: 'bureau' as const,
    area: '',
    daysPerMonth: Math.min(20, days - 20 * index),
    inspectors: ['甲', '乙'].map((name) => ({
      name,
      skills: ['fire', 'food', 'laboratory', 'bus', 'building'] as const,
      fromUnits: [],
      daysOff: [],
    })),
  })),
});
