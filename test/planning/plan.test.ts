import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../pipeline/planning/check-plan.ts';
import { explainClash } from '../../pipeline/planning/explain-clash.ts';
import { makePlan } from '../../pipeline/planning/make-plan.ts';
import type { PlannedVisit, PlanRequest } from '../../pipeline/planning/plan.ts';
import { Situation } from '../../pipeline/planning/situation.ts';
import { givenCapacity, givenRequest, givenUnits, rulesInForce } from './world.ts';

const breaches = (request: PlanRequest, visits: readonly PlannedVisit[]) =>
  checkPlan(new Situation(request), visits);

describe('a plan', () => {
  const units = givenUnits(60, 6);
  const drawn = { '2026-11': ['U00003', 'U00017', 'U00044'] };
  const request = givenRequest(units, givenCapacity(3, 5, 6), { drawn });

  test('keeps every rule, sees every unit as its tier asks, and says how far it is from the best', async () => {
    const plan = await makePlan(request);
    expect(breaches(request, plan.visits)).toEqual([]);
    expect(plan.bound).toBeGreaterThanOrEqual(plan.objective);
    expect(plan.gap).toBeLessThan(0.25);
    const drawnVisits = plan.visits.filter(({ origin }) => origin === 'draw');
    expect(drawnVisits.map(({ unitCode }) => unitCode).sort()).toEqual(drawn['2026-11']);
    const expected = plan.visits.reduce((sum, visit) => sum + visit.expected, 0);
    expect(plan.seriousExpected).toBeCloseTo(expected, 6);
  });

  test('sends teams where they find more than chance would', async () => {
    const many = givenUnits(240, 6);
    const tight = givenRequest(many, givenCapacity(3, 2, 6), {
      months: 3,
      rules: {
        ...rulesInForce,
        visitsPerYear: { red: 0, orange: 0, yellow: 0, blue: 0 },
        checkupsPerYear: 0,
      },
    });
    const plan = await makePlan(tight);
    const mean = many.reduce((sum, { expected }) => sum + expected, 0) / many.length;
    expect(plan.seriousExpected / plan.visits.length).toBeGreaterThan(1.4 * mean);
  });

  test('keeps locked visits where they are', async () => {
    const first = await makePlan(request);
    const locked = first.visits.slice(0, 4).map((visit) => ({ ...visit, locked: true }));
    const again = await makePlan({ ...request, locked });
    for (const { unitCode, date, team } of locked)
      expect(again.visits).toContainEqual(
        expect.objectContaining({ unitCode, date, team, locked: true }),
      );
    expect(breaches(request, again.visits).filter(({ hard }) => hard)).toEqual([]);
  });

  test('stopped at once is a plan all the same', async () => {
    const plan = await makePlan(request, { stopRequested: () => true });
    expect(plan.stopped).toBe(true);
    expect(plan.visits.length).toBeGreaterThan(0);
    expect(breaches(request, plan.visits).filter(({ hard }) => hard)).toEqual([]);
  });

  test('tells of its progress, with the best so far and the bound', async () => {
    const seen: string[] = [];
    let bound = 0;
    await makePlan(request, {
      onProgress: (progress) => {
        seen.push(progress.step);
        bound = progress.bound ?? bound;
      },
    });
    expect(new Set(seen)).toEqual(new Set(['months', 'bound', 'days', 'fill']));
    expect(bound).toBeGreaterThan(0);
  });
});

interface World {
  readonly units: number;
  readonly areas: number;
  readonly teams: number;
  readonly days: number;
  readonly months: number;
  readonly first: string;
  readonly seed: number;
  readonly gapMonths: number;
  readonly maximumDaysTogether: number;
  readonly draws: number;
  readonly leftOver: number;
}

/** Of a world's units the first are drawn, the next were left over from an earlier plan. */
function requestOf(world: World): PlanRequest {
  const units = givenUnits(world.units, world.areas, world.seed);
  const left = units.slice(world.draws, world.draws + world.leftOver);
  return givenRequest(units, givenCapacity(world.teams, world.days, world.areas), {
    firstMonth: world.first,
    months: world.months,
    drawn: { [world.first]: units.slice(0, world.draws).map(({ code }) => code) },
    rolledOver: left.map(({ code }, index) => ({
      unitCode: code,
      type: index % 2 === 0 ? 'special' : 'full_checkup',
    })),
    rules: {
      ...rulesInForce,
      gapMonths: world.gapMonths,
      pair: { ...rulesInForce.pair, maximumDaysTogether: world.maximumDaysTogether },
    },
  });
}

/** Plans, then again with every fifth visit locked but those to units that were drawn: chance may come too near. */
async function keepsRules(world: World): Promise<void> {
  const request = requestOf(world);
  const first = await makePlan(request);
  const drawn = new Set(Object.values(request.drawn).flat());
  const locked = first.visits
    .filter(({ unitCode }, index) => !drawn.has(unitCode) && index % 5 === 0)
    .map((visit) => ({ ...visit, locked: true }));
  const again = { ...request, locked };
  for (const [asked, plan] of [
    [request, first],
    [again, await makePlan(again)],
  ] as const) {
    expect(breaches(asked, plan.visits).filter(({ hard }) => hard)).toEqual([]);
    expect(plan.bound).toBeGreaterThanOrEqual(plan.objective - 1e-6);
  }
}

test('no plan ever breaks a rule that cannot be broken, nor is worth more than its bound, whatever units, teams and rules', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        units: fc.integer({ min: 1, max: 40 }),
        areas: fc.integer({ min: 1, max: 5 }),
        teams: fc.integer({ min: 1, max: 3 }),
        days: fc.integer({ min: 0, max: 6 }),
        months: fc.integer({ min: 1, max: 6 }),
        first: fc.constantFrom('2026-11', '2027-01', '2027-06'),
        seed: fc.integer({ min: 1, max: 9999 }),
        gapMonths: fc.integer({ min: 1, max: 4 }),
        maximumDaysTogether: fc.integer({ min: 1, max: 4 }),
        draws: fc.integer({ min: 0, max: 6 }),
        leftOver: fc.integer({ min: 0, max: 4 }),
      }),
      keepsRules,
    ),
    { numRuns: 25 },
  );
});

const narrow = { areas: 2, gapMonths: 4, maximumDaysTogether: 2, draws: 0, leftOver: 0 };

test.each<[string, World]>([
  [
    'somebody drawn can be seen only in a later month',
    { ...narrow, units: 1, teams: 1, days: 0, months: 2, first: '2027-01', seed: 3728, draws: 2 },
  ],
  [
    'a team of another area takes what was left over',
    { ...narrow, units: 10, teams: 3, days: 0, months: 2, first: '2026-11', seed: 7, leftOver: 3 },
  ],
  [
    'a team of another area has locked visits',
    { ...narrow, units: 10, teams: 3, days: 0, months: 3, first: '2027-01', seed: 384 },
  ],
  [
    'what was left over was seen too short a time ago',
    { ...narrow, units: 37, teams: 3, days: 1, months: 1, first: '2027-01', seed: 7, leftOver: 4 },
  ],
])('a plan keeps its rules and its bound where %s', (_, world) => keepsRules(world));

describe('a check', () => {
  const units = givenUnits(12, 3);
  const request = givenRequest(units, givenCapacity(3, 6, 3), { months: 2 });
  const visit: PlannedVisit = {
    unitCode: 'U00006',
    date: '2026-11-24',
    type: 'special',
    night: false,
    team: '检查2组',
    inspectors: ['组员1', '组员4'],
    minutes: 90,
    expected: 0.1,
    origin: 'value',
    locked: false,
  };
  const rulesOf = (...visits: PlannedVisit[]) =>
    breaches(request, visits).flatMap(({ hard, rule }) => (hard ? [rule] : []));

  test.each<[string, Partial<PlannedVisit>, string]>([
    ['a Sunday', { date: '2026-11-22' }, 'holiday'],
    ['a month that is not planned', { date: '2027-03-02' }, 'month_outside'],
    ['one inspector', { inspectors: ['组员1'] }, 'pair_size'],
    ['somebody of another team', { inspectors: ['组员1', '外人'] }, 'inspector_unknown'],
    ['a day off', { date: '2026-11-10', inspectors: ['组员1', '组员3'] }, 'inspector_off'],
    ['a unit that nobody knows', { unitCode: 'X' }, 'unknown_unit'],
    ['a team that nobody knows', { team: 'X' }, 'unknown_team'],
    ['a day of nine hours', { minutes: 540 }, 'day_minutes'],
    ['a bureau team checking mutually', { type: 'area_mutual' }, 'team_kind'],
    [
      'an area checking itself',
      { type: 'area_mutual', team: '互查1组', unitCode: 'U00001' },
      'mutual_own_area',
    ],
  ])('finds %s', (_, change, rule) => {
    expect(rulesOf({ ...visit, ...change })).toContain(rule);
  });

  test('finds who came from the unit, and who inspected it last', () => {
    expect(rulesOf({ ...visit, unitCode: 'U00002', inspectors: ['组员2', '组员4'] })).toContain(
      'avoid',
    );
    expect(rulesOf({ ...visit, unitCode: 'U00005', inspectors: ['组员1', '组员4'] })).toContain(
      'avoid',
    );
    expect(rulesOf({ ...visit, unitCode: 'U00005', inspectors: ['组员2', '组员4'] })).not.toContain(
      'avoid',
    );
  });

  test('finds a second visit in a month, and one before the gap is over', () => {
    const again = { ...visit, date: '2026-11-25', inspectors: ['组员2', '组员4'] };
    expect(rulesOf(visit, again)).toContain('month_cap');
    expect(rulesOf(visit, { ...again, date: '2026-12-15' })).toContain('gap');
  });

  test('finds what leaves too little time for chance, until chance has drawn', () => {
    const tight = { ...rulesInForce, randomShare: 0.99 };
    const soft = (more: Partial<PlanRequest>) =>
      breaches(givenRequest(units, givenCapacity(1, 2, 3), { months: 1, rules: tight, ...more }), [
        { ...visit, team: '检查1组', minutes: 400 },
        { ...visit, team: '检查1组', minutes: 400, unitCode: 'U00009', date: '2026-11-25' },
      ]).filter(({ rule }) => rule === 'random_share');
    expect(soft({})).toEqual([
      { rule: 'random_share', hard: false, month: '2026-11', found: 0, wanted: 2 },
    ]);
    expect(soft({ drawn: { '2026-11': ['U00006'] } })).toEqual([]);
  });

  test('finds an exam and a holiday of schools', () => {
    const exam = givenRequest(
      units.map((unit) => ({ ...unit, examSite: true, kind: 'senior_secondary' })),
      request.capacity,
      { firstMonth: '2027-01', months: 2 },
    );
    const rules = (date: string) => breaches(exam, [{ ...visit, date }]).map(({ rule }) => rule);
    expect(rules('2027-01-07')).toContain('exam');
    expect(rules('2027-02-03')).toContain('closed');
    expect(rules('2027-01-12')).not.toContain('exam');
  });
});

describe('a clash', () => {
  const units = givenUnits(40, 4);

  test('is not seen where there is none', async () => {
    expect(await explainClash(givenRequest(units, givenCapacity(3, 6, 4)))).toBeUndefined();
  });

  test('names the rules that cannot be kept together, and the least that resolves it', async () => {
    const request = givenRequest(units, givenCapacity(1, 1, 4));
    const clash = await explainClash(request);
    expect(clash?.rules).toContain('capacity');
    expect(clash?.rules.length).toBeGreaterThan(1);
    expect(clash?.certain).toBe(true);
    const days = clash?.relaxations.find(({ rule }) => rule === 'capacity')?.amount ?? 0;
    expect(days).toBeGreaterThan(0);
    // As many team-days more as it says, spread over the year, and a little for whole days: no clash.
    const more = Math.ceil((days * 1.15) / 12) + 1;
    const resolved = await explainClash(givenRequest(units, givenCapacity(1, 1 + more, 4)));
    expect(resolved?.certain ?? false).toBe(false);
  });

  test('of a quota with the calendar is told from one of time', async () => {
    const request = givenRequest(
      units.map((unit) => ({ ...unit, kind: 'primary' })),
      givenCapacity(3, 6, 4),
      {
        firstMonth: '2027-08',
        months: 1,
        rules: { ...rulesInForce, quotas: { ...rulesInForce.quotas, covert: 90 } },
      },
    );
    const clash = await explainClash(request);
    expect(clash?.rules).toContain('covert_quota');
    expect(clash?.relaxations.map(({ rule }) => rule)).toContain('covert_quota');
  });
});
