import { makePlan } from '../../pipeline/planning/make-plan.ts';
import { commit, reveal } from '../../pipeline/planning/draw/index.ts';
import type { PlanUnit } from '../../pipeline/planning/unit.ts';
import { givenRequest, rulesInForce } from '../planning/world.ts';
import type { RecordedVisit } from './plan-records.ts';

/** A unit at the start of a test window: what was known, and what then was found. */
export interface Case {
  readonly unit: string;
  /** What a visit is expected to find, from earlier visits only. */
  readonly expected: number;
  /** ISO date of the last earlier visit. */
  readonly last: string;
  /** What a visit in the window found; or is truly expected to find. */
  readonly truth: number;
}

/** Serious findings a visit, by way of choosing units. */
export interface Rates {
  readonly usual: number;
  readonly oldest: number;
  readonly random: number;
  readonly top: number;
  /** By random share of the plan. */
  readonly planned: ReadonlyMap<number, number>;
}

/** Weight of the newest visit in the moving average (decision 8). */
const ALPHA = 0.3;
const CAPACITY = 0.2;
/** Draws over which a plan with a random share is averaged. */
const DRAWS = 8;
const VISITS_A_DAY = 4;

/** Units visited from `from` until `to`, each by its first visit there; with earlier visits only. */
export function casesOf(visits: readonly RecordedVisit[], from: string, to: string): Case[] {
  const byUnit = new Map<string, RecordedVisit[]>();
  for (const visit of visits) byUnit.set(visit.unit, [...(byUnit.get(visit.unit) ?? []), visit]);
  const earlier = visits.filter(({ date }) => date < from);
  const mean = earlier.reduce((sum, { points }) => sum + points, 0) / earlier.length;
  return [...byUnit].flatMap(([unit, own]) => {
    const sorted = [...own].sort((one, other) => (one.date < other.date ? -1 : 1));
    const first = sorted.find(({ date }) => date >= from && date < to);
    const known = sorted.filter(({ date }) => date < from);
    const last = known.at(-1);
    if (!first || !last) return [];
    const expected = known.reduce((sum, { points }) => ALPHA * points + (1 - ALPHA) * sum, mean);
    return [{ unit, expected, last: last.date, truth: Number(first.serious) }];
  });
}

const meanOf = (cases: readonly Case[]): number =>
  cases.reduce((sum, { truth }) => sum + truth, 0) / cases.length;

/** Rates of all ways of choosing a fifth of the units; `usual`: all that were visited, as they were. */
export async function ratesOf(
  cases: readonly Case[],
  shares: readonly number[],
  usual: number = meanOf(cases),
): Promise<Rates> {
  const count = VISITS_A_DAY * Math.round((cases.length * CAPACITY) / VISITS_A_DAY);
  const chosen = (order: (one: Case, other: Case) => number): number =>
    meanOf([...cases].sort(order).slice(0, count));
  const planned = new Map<number, number>();
  for (const share of shares) planned.set(share, await plannedRate(cases, count, share));
  return {
    usual,
    oldest: chosen((one, other) => (one.last < other.last ? -1 : 1)),
    random: meanOf(cases),
    top: chosen((one, other) => other.expected - one.expected),
    planned,
  };
}

/** What the planner's own visits find, with its own draw, over several seeds. */
async function plannedRate(cases: readonly Case[], count: number, share: number): Promise<number> {
  const truth = new Map(cases.map((each) => [each.unit, each.truth]));
  const units = cases.map(unitOf);
  const turns = share > 0 && share < 1 ? DRAWS : 1;
  let sum = 0;
  for (let turn = 0; turn < turns; turn++) {
    const draws = Math.round(count * share);
    const plan = await makePlan(
      givenRequest(units, oneTeam(count / VISITS_A_DAY), {
        months: 1,
        drawn: { '2026-11': draws === 0 ? [] : drawnOf(units, draws, turn) },
        rules: plainRules,
      }),
    );
    const found = plan.visits.reduce(
      (total, { unitCode }) => total + (truth.get(unitCode) ?? 0),
      0,
    );
    sum += found / plan.visits.length;
  }
  return sum / turns;
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
