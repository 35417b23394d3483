import { makePlan, type Plan } from '../../pipeline/planning/make-plan.ts';
import type { PlanRequest } from '../../pipeline/planning/plan.ts';
import { givenCapacity, givenRequest, givenUnits, rulesInForce } from '../planning/world.ts';
import { summarise, timed, type Bench, type Figure, type Timing } from './measure.ts';
import { casesOf, ratesOf, type Rates } from './plan-backtest.ts';
import { districtCases } from './plan-district.ts';
import { austinSchools, chicagoSchools } from './plan-records.ts';

const SHARES = [0, 0.1, 0.15, 0.2];
const RANDOM_SHARE = 0.15;

/** How long a plan takes, against the plan that stops at once; and how near it comes to its bound. */
async function timing(
  key: string,
  label: string,
  aim: number,
  request: PlanRequest,
): Promise<Figure[]> {
  let plan: Plan | undefined;
  let quick: Plan | undefined;
  const before = process.cpuUsage();
  const own = summarise([await timed(async () => (plan = await makePlan(request)))]);
  const { user, system } = process.cpuUsage(before);
  const baseline = summarise([
    await timed(async () => (quick = await makePlan(request, { stopRequested: () => true }))),
  ]);
  const common = { own, baseline };
  return [
    { key: `${key}_seconds`, label, ratio: own.median / 1000, unit: 's', aim, ...common },
    {
      key: `${key}_cpu_seconds`,
      label: `${label}: processor time, whatever else the machine does`,
      ratio: (user + system) / 1e6,
      unit: 's',
      aim,
      ...common,
    },
    {
      key: `${key}_gap`,
      label: `${label}: distance from the bound`,
      ratio: (plan?.gap ?? 1) * 100,
      unit: '%',
      ...common,
    },
    {
      key: `${key}_against_stopped`,
      label: `${label}: objective / that of the plan stopped at once`,
      ratio: (plan?.objective ?? 0) / (quick?.objective ?? 1),
      ...common,
    },
  ];
}

function rateFigures(
  key: string,
  label: string,
  rates: Rates,
  time: Timing,
  aim?: number,
): Figure[] {
  const common = { own: time, baseline: time };
  const against = (name: string, words: string, rate: number, goal?: number): Figure => ({
    key: `${key}_${name}`,
    label: `${label}: ${words} / as it was done`,
    ratio: rate / rates.usual,
    ...(goal === undefined ? {} : { aim: goal, higher: true }),
    ...common,
  });
  return [
    ...[...rates.planned].map(([share, rate]) =>
      against(
        `planned_${Math.round(share * 100)}`,
        `planned with ${Math.round(share * 100)} % random`,
        rate,
        share === RANDOM_SHARE ? aim : undefined,
      ),
    ),
    against('top', 'pure top-k', rates.top),
    against('oldest', 'oldest first', rates.oldest),
    against('random', 'pure random', rates.random),
    {
      key: `${key}_price`,
      label: `${label}: price of 15 % random, of what a plan without it finds`,
      ratio: (1 - (rates.planned.get(RANDOM_SHARE) ?? 0) / (rates.planned.get(0) ?? 1)) * 100,
      unit: '%',
      ...common,
    },
  ];
}

async function measured(
  key: string,
  label: string,
  run: () => Promise<Rates>,
  aim?: number,
): Promise<Figure[]> {
  let rates: Rates | undefined;
  const time = summarise([await timed(async () => (rates = await run()))]);
  return rates ? rateFigures(key, label, rates, time, aim) : [];
}

/** How fast plans are made, and what their visits find. */
export const planBench: Bench = {
  name: 'plan',
  about:
    'Plans of visits: seconds (own: the plan; baseline: the same stopped at once), distance from the bound, and serious findings a visit at 20 % capacity, divided by those of the visits that were really made. Records: first visit of each unit in the window, expectation from earlier visits only (moving average of points, α = 0.3), Austin score below 93, Chicago canvass failed. District: simulated, planned a month before its end, findings by the truth. Shares of chance are averaged over eight draws.',
  async run() {
    const figures = [
      ...(await timing(
        'plan_year',
        '320 units × 12 months × 10 teams',
        10,
        givenRequest(givenUnits(320, 12), givenCapacity(8, 5, 12), {
          drawn: { '2026-11': ['U00007'] },
        }),
      )),
      ...(await timing(
        'plan_month',
        '5,000 units × 1 month × 42 teams',
        60,
        givenRequest(givenUnits(5000, 40), givenCapacity(40, 18, 40), {
          months: 1,
          rules: { ...rulesInForce, pair: { ...rulesInForce.pair, maximumDaysTogether: 9 } },
        }),
      )),
    ];
    const austin = austinSchools();
    const chicago = chicagoSchools();
    if (!austin || !chicago)
      process.stdout.write('  ../shared/data is absent: no figures on real records\n');
    if (austin)
      for (const [name, from, to] of [
        ['2016h1', '2016-01-01', '2016-07-01'],
        ['2016h2', '2016-07-01', '2018-01-01'],
      ] as const)
        figures.push(
          ...(await measured(
            `plan_austin_${name}`,
            `Austin school-like, ${name}`,
            () => ratesOf(casesOf(austin, from, to), SHARES),
            2,
          )),
        );
    if (chicago)
      figures.push(
        ...(await measured('plan_chicago', 'Chicago schools, 2014', () =>
          ratesOf(casesOf(chicago, '2014-01-01', '2015-01-01'), SHARES),
        )),
      );
    const { cases, usual } = await districtCases();
    figures.push(
      ...(await measured('plan_district', 'simulated district', () =>
        ratesOf(cases, SHARES, usual),
      )),
    );
    return figures;
  },
};
