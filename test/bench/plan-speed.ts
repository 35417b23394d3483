import { makePlan, type Plan } from '../../pipeline/planning/make-plan.ts';
import type { PlanRequest } from '../../pipeline/planning/plan.ts';
import { givenCapacity, givenRequest, givenUnits, rulesInForce } from '../planning/world.ts';
import { summarise, timed, type Figure } from './measure.ts';

/** How long plans of both sizes of the issue take. */
export const planSpeed = async (): Promise<Figure[]> => [
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
