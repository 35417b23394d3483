import { numbers } from '../planning/world.ts';
import type { Bench, Figure } from './measure.ts';
import { choose, wholePlan } from './plan-backtest.ts';
import { ratioInterval, rateOf, type Choices, type Chosen } from './plan-cases.ts';
import { simulatedDistrict } from './plan-district.ts';
import { austinSchools, chicagoSchools } from './plan-records.ts';
import { planSpeed } from './plan-speed.ts';

const SHARES = [0, 0.1, 0.15, 0.2];
const RANDOM_SHARE = 0.15;
const SEEDS = ['plan-1', 'plan-2', 'plan-3'];

/** The ways of choosing, with their keys and words. */
const ways = (choices: Choices): [key: string, words: string, chosen: Chosen][] => [
  ...[...choices.planned].map(([share, chosen]): [string, string, Chosen] => [
    `planned_${Math.round(share * 100)}`,
    `planned with ${Math.round(share * 100)} % random`,
    chosen,
  ]),
  ['top', 'pure top-k', choices.top],
  ['oldest', 'oldest first', choices.oldest],
  ['random', 'pure random', choices.random],
];

const price = (key: string, label: string, free: number, shared: number): Figure => ({
  key: `${key}_price`,
  label: `${label}: price of 15 % random, of what a plan without it finds`,
  ratio: (1 - shared / free) * 100,
  unit: '%',
});

/** What each way finds against what was found as it was done: all units were visited, so the same as pure random. */
function recordFigures(key: string, label: string, choices: Choices, aim?: number): Figure[] {
  const { cases, planned, random } = choices;
  const usual = rateOf(cases, random);
  const rate = (share: number): number => rateOf(cases, planned.get(share) ?? []);
  const figures = ways(choices).map(([way, words, chosen]): Figure => ({
    key: `${key}_${way}`,
    label: `${label}: ${words} / as it was done`,
    ratio: rateOf(cases, chosen) / usual,
    ...(way === 'random' ? {} : { interval: ratioInterval(cases, chosen, random, numbers(1)) }),
    ...(aim !== undefined && way === `planned_${RANDOM_SHARE * 100}` ? { aim, higher: true } : {}),
  }));
  return [...figures, price(key, label, rate(0), rate(RANDOM_SHARE))];
}

/** Several records as one: each was planned by itself. */
function together(all: readonly Choices[]): Choices {
  const joined = (of: (each: Choices) => Chosen | undefined): Chosen =>
    all.flatMap((each) => of(each) ?? []);
  return {
    cases: all.flatMap(({ cases }) => cases),
    oldest: joined(({ oldest }) => oldest),
    random: joined(({ random }) => random),
    top: joined(({ top }) => top),
    planned: new Map(SHARES.map((share) => [share, joined(({ planned }) => planned.get(share))])),
  };
}

async function onRecords(): Promise<Figure[]> {
  const austin = await austinSchools();
  const chicago = await chicagoSchools();
  if (austin.length === 0) {
    process.stdout.write('  ../shared/data is absent: no figures on real records\n');
    return [];
  }
  const spans = [];
  for (const span of austin) spans.push({ ...span, choices: await choose(span.cases, SHARES) });
  return [
    ...recordFigures(
      'plan_austin',
      'Austin school-like',
      together(spans.map(({ choices }) => choices)),
      2,
    ),
    ...spans.flatMap(({ key, label, choices }) =>
      recordFigures(`plan_austin_${key}`, `Austin school-like, ${label}`, choices),
    ),
    ...recordFigures('plan_chicago', 'Chicago schools, 2014', await choose(chicago, SHARES)),
  ];
}

/** The same on the simulator's truth, in several districts; and the whole plan, under all rules. */
async function onDistricts(): Promise<Figure[]> {
  const ratios = new Map<string, { words: string; values: number[] }>();
  const note = (key: string, words: string, value: number): void => {
    const known = ratios.get(key) ?? { words, values: [] };
    known.values.push(value);
    ratios.set(key, known);
  };
  for (const seed of SEEDS) {
    const district = await simulatedDistrict(seed);
    const cases = district.units.map(({ code, expected, lastVisit }) => ({
      unit: code,
      expected,
      last: lastVisit === null ? -Infinity : Date.parse(lastVisit),
      truth: district.truth(code),
    }));
    const choices = await choose(cases, SHARES);
    for (const [way, words, chosen] of ways(choices))
      note(way, words, rateOf(cases, chosen) / district.usual);
    const perfect = await choose(
      cases.map((each) => ({ ...each, expected: each.truth })),
      [],
    );
    note('perfect', 'top-k by the truth itself', rateOf(cases, perfect.top) / district.usual);
    const visits = await wholePlan(district, RANDOM_SHARE);
    const found = visits.reduce((sum, { unitCode }) => sum + district.truth(unitCode), 0);
    note(
      'whole',
      'a month under all rules, check-ups and quotas included, where short visits are worth their time',
      found / visits.length / district.usual,
    );
  }
  const mean = (key: string): number => {
    const values = ratios.get(key)?.values ?? [];
    return values.reduce((sum, each) => sum + each, 0) / values.length;
  };
  const figures = [...ratios].map(([key, { words, values }]): Figure => ({
    key: `plan_district_${key}`,
    label: `simulated districts: ${words} / as the simulated bureau does`,
    ratio: mean(key),
    interval: [Math.min(...values), Math.max(...values)],
  }));
  const shared = mean(`planned_${RANDOM_SHARE * 100}`);
  return [...figures, price('plan_district', 'simulated districts', mean('planned_0'), shared)];
}

/** How fast plans are made, and what their visits find. */
export const planBench: Bench = {
  name: 'plan',
  about:
    'Plans of visits: seconds (own: the plan; baseline: the same stopped at once), distance from the bound, and serious visits among those made at 20 % capacity, divided by the share as it was done. Chosen by the history model (`pipeline/decision/history`, fitted to what was known before) and the product’s own optimiser and draw; shares of chance are averaged over eight draws. Records: first visit in the window of each unit visited before; Austin: score below 93, Chicago: canvass failed; all were visited, so as it was done is the mean; in brackets the 95 % interval, bootstrap over units. Districts: 320 simulated units with 30 months of files, planned a month before the end; a visit counts with its true probability of being serious, against the visits of the simulated bureau’s last year, which prefers who has waited long and whom it knows to be worse; in brackets the lowest and the highest of three.',
  async run() {
    return [...(await planSpeed()), ...(await onRecords()), ...(await onDistricts())];
  },
};
