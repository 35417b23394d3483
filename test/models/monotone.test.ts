import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accident,
  day,
  drill,
  finding,
  hazard,
  inspection,
  monthlyReturn,
  monthsBetween,
  unit,
} from './received.ts';
import { World, type Received, type Row } from './world.ts';

const months = monthsBetween('2024-09', '2025-08');
const isTerm = (month: string): boolean => !['02', '07', '08'].includes(month.slice(5));
const pickMonth = fc.constantFrom(...months);

/** What one unit did in a month. */
const monthOfUnit = fc.record({
  returned: fc.constantFrom(20, 26, 31, undefined),
  hazards: fc.array(
    fc.record({
      text: fc.integer({ min: 0, max: 4 }),
      termDays: fc.integer({ min: 1, max: 60 }),
      closedAfter: fc.option(fc.integer({ min: 0, max: 90 })),
      major: fc.boolean(),
      source: fc.constantFrom('self_monthly', 'self_daily', 'third_party'),
    }),
    { maxLength: 2 },
  ),
  drill: fc.constantFrom('full', 'poor', 'none'),
  visit: fc.option(
    fc.array(fc.record({ area: fc.constantFrom('fire', 'food'), major: fc.boolean() }), {
      maxLength: 3,
    }),
    { freq: 3 },
  ),
});

const district = fc.record({
  A: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
  B: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
  C: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
});
type MonthOfUnit = typeof monthOfUnit extends fc.Arbitrary<infer Value> ? Value : never;

const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function rowsOf(code: string, lived: readonly MonthOfUnit[]): Received[] {
  return [
    unit(code),
    ...months.flatMap((month, at) => {
      const item = lived[at];
      if (!item) return [];
      const rows: Received[] = [];
      if (item.returned !== undefined) {
        rows.push(monthlyReturn(code, month, item.hazards.length, item.returned));
        for (const [index, found] of item.hazards.entries()) {
          const date = day(month, 3 + index);
          const closed = found.closedAfter === null ? null : plus(date, found.closedAfter);
          const isClosed = closed !== null && closed <= day(month, 20);
          rows.push(
            hazard(
              code,
              month,
              `${month}-${index}`,
              {
                found_date: date,
                source: found.source,
                description: `文字 ${found.text}`,
                severity: found.major && found.text === 0 ? 'major' : 'general',
                deadline: plus(date, found.termDays),
                status: isClosed ? 'struck_off' : 'rectifying',
                closed_date: isClosed ? closed : null,
              },
              item.returned,
            ),
          );
        }
        if (item.drill !== 'none' && isTerm(month))
          rows.push(
            drill(
              code,
              month,
              item.drill === 'poor' ? { has_review: false, has_follow_up: false } : {},
              item.returned,
            ),
          );
      }
      if (item.visit !== null) {
        const number = `${code}${month}`;
        rows.push(inspection(code, number, month));
        item.visit.forEach(({ area, major }, index) =>
          rows.push(
            finding(code, number, String(index), month, {
              work_area: area,
              severity: major ? 'major' : 'general',
            }),
          ),
        );
      }
      return rows;
    }),
  ];
}

const allRows = (of: Record<'A' | 'B' | 'C', readonly MonthOfUnit[]>): Received[] => [
  ...rowsOf('A', of.A),
  ...rowsOf('B', of.B),
  ...rowsOf('C', of.C),
  // A duty begins with the first month in which the district hands anything in: not for A to move.
  drill('B', months[0] ?? '', { drill_type: 'earthquake' }, 20),
  monthlyReturn('C', months[0] ?? '', 0, 20),
  // Neighbours that report plenty, so that silence shows.
  ...['B', 'C'].flatMap((code) =>
    months.map((month) =>
      hazard(code, month, 'own', {
        description: `${code} ${month}`,
        status: 'struck_off',
        closed_date: day(month, 6),
      }),
    ),
  ),
];

/** Scores of unit A by month, and whether it is under intensified checks. */
async function scoresOf(rows: readonly Received[]): Promise<Map<string, number>> {
  const world = await World.of(rows, { asOf: '2025-10', only: 'scores.point' });
  const all = await world.numbers('scores.point', 'score');
  return new Map([...all].filter(([key]) => key.startsWith('A ')));
}

/** The first row that fits, changed; undefined where none fits. */
function changed(
  rows: readonly Received[],
  fits: (item: Received) => boolean,
  change: (row: Row) => Row,
): Received[] | undefined {
  const index = rows.findIndex((item) => item.row['unit_code'] === 'A' && fits(item));
  const found = rows[index];
  return found && rows.with(index, { ...found, row: { ...found.row, ...change(found.row) } });
}

const dropped = (rows: readonly Received[], dataset: string, month: string): Received[] =>
  rows.filter(
    (item) =>
      item.dataset !== dataset ||
      item.row['unit_code'] !== 'A' ||
      item.row['report_month'] !== `${month}-01`,
  );

/** Ways to make unit A worse in what was received; each must never lower a score of any month. */
const worsenings: Record<
  string,
  (rows: readonly Received[], month: string) => Received[] | undefined
> = {
  exposure_facilities: (rows) =>
    changed(
      rows,
      (item) => item.dataset === 'unit',
      () => ({ gas: true }),
    ),
  exposure_people: (rows) =>
    changed(
      rows,
      (item) => item.dataset === 'unit',
      () => ({ students: 800 }),
    ),
  'hazard_overdue, hazard_days_overdue: an earlier deadline': (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'hazard' && row['status'] === 'rectifying',
      (row) => ({ deadline: plus(String(row['deadline']), -30) }),
    ),
  'hazard_days_overdue: closed later': (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'hazard' && row['status'] === 'struck_off',
      () => ({ status: 'rectifying', closed_date: null }),
    ),
  hazard_extended: (rows) =>
    changed(
      rows,
      ({ dataset }) => dataset === 'hazard',
      () => ({ extensions: 2 }),
    ),
  finding_overdue: (rows) =>
    changed(
      rows,
      ({ dataset }) => dataset === 'finding',
      () => ({ status: 'rectifying', closed_date: null }),
    ),
  return_missing: (rows, month) => dropped(rows, 'hazard_return', month),
  return_late: (rows, month) =>
    rows.map((item) =>
      item.dataset === 'hazard_return' &&
      item.row['unit_code'] === 'A' &&
      item.row['report_month'] === `${month}-01`
        ? { ...item, file: 'late', receivedAt: plus(day(month, 28), 20) }
        : item,
    ),
  'report_silence: fewer hazards of its own, all closed in time': (rows) => {
    const index = rows.findIndex(
      ({ dataset, row }) =>
        dataset === 'hazard' &&
        row['unit_code'] === 'A' &&
        row['severity'] === 'general' &&
        row['status'] === 'struck_off' &&
        String(row['closed_date']) <= String(row['deadline']),
    );
    return index < 0 ? undefined : rows.toSpliced(index, 1);
  },
  drill_missed: (rows) => {
    const first = rows.find(({ dataset, row }) => dataset === 'drill' && row['unit_code'] === 'A');
    return first && dropped(rows, 'drill', String(first.row['report_month']).slice(0, 7));
  },
  drill_incomplete: (rows) =>
    changed(
      rows,
      ({ dataset, row }) => dataset === 'drill' && row['has_review'] === true,
      () => ({ has_review: false, has_follow_up: false }),
    ),
  'finding_expected, finding_repeated: one more finding': (rows) => {
    const visit = rows.find(
      ({ dataset, row }) => dataset === 'inspection' && row['unit_code'] === 'A',
    );
    return (
      visit && [
        ...rows,
        finding(
          'A',
          String(visit.row['inspection_number']),
          '99',
          String(visit.row['inspection_date']).slice(0, 7),
        ),
      ]
    );
  },
  accident_history: (rows, month) => [...rows, accident('A', 'S', month)],
};

const bases = fc.sample(fc.record({ of: district, month: pickMonth }), { numRuns: 3, seed: 42 });
const scoresOfBases = new Map<number, Map<string, number>>();

test.for(Object.keys(worsenings))('%s: worse facts never lower a score', async (name) => {
  const worsen = worsenings[name];
  let moved = 0;
  for (const [index, { of, month }] of bases.entries()) {
    const rows = allRows(of);
    const worse = worsen?.(rows, month);
    if (!worse) continue;
    const before = scoresOfBases.get(index) ?? (await scoresOf(rows));
    scoresOfBases.set(index, before);
    const after = await scoresOf(worse);
    for (const [key, score] of before) {
      expect(after.get(key), `${key} of ${name}`).toBeGreaterThanOrEqual(score - 1e-9);
      if ((after.get(key) ?? 0) > score + 1e-9) moved++;
    }
  }
  expect(moved).toBeGreaterThan(0);
});

test('a hazard that a unit reports itself and closes in time never raises its score (H6)', async () => {
  const cases = fc.sample(
    fc.record({
      of: district,
      month: pickMonth,
      text: fc.integer({ min: 0, max: 9 }),
      source: fc.constantFrom('self_daily', 'self_monthly'),
      closedAfter: fc.integer({ min: 0, max: 20 }),
      openAtFirst: fc.boolean(),
    }),
    { numRuns: 8, seed: 6 },
  );
  for (const { of, month, text, source, closedAfter, openAtFirst } of cases) {
    const rows = allRows(of);
    const found = day(month, 2);
    const row = {
      found_date: found,
      source,
      description: `文字 ${text}`,
      deadline: plus(found, 60),
      status: 'struck_off',
      closed_date: plus(found, closedAfter),
    };
    const at = months.indexOf(month);
    const next = months[at + 1];
    const reported =
      openAtFirst && next
        ? [
            hazard('A', month, 'extra', { ...row, status: 'registered', closed_date: null }),
            hazard('A', next, 'extra', row),
          ]
        : [hazard('A', month, 'extra', row)];
    // They come with the return of the month, not instead of it: same file, same time.
    const extra = reported.map((item) => {
      const sibling = rows.find(
        (other) =>
          other.dataset === 'hazard_return' &&
          other.row['unit_code'] === 'A' &&
          other.row['report_month'] === item.row['report_month'],
      );
      return sibling ? { ...item, receivedAt: sibling.receivedAt } : item;
    });
    const [before, after] = [await scoresOf(rows), await scoresOf([...rows, ...extra])];
    for (const [key, score] of before)
      expect(
        after.get(key),
        `${key}: ${JSON.stringify({ month, text, openAtFirst })}`,
      ).toBeLessThanOrEqual(score + 1e-9);
  }
});

test('what is received later does not change an earlier month', async () => {
  const cases = fc.sample(
    fc.record({ of: district, until: fc.integer({ min: 2, max: months.length - 2 }) }),
    { numRuns: 4, seed: 11 },
  );
  for (const { of, until } of cases) {
    const rows = allRows(of);
    const cutoff = `${months[until + 1]}-01 00:00:00`;
    const early = rows.filter(({ receivedAt }) => receivedAt < cutoff);
    const asOf = months[until] ?? '';
    const relations = ['features.unit_month', 'scores.decision', 'scores.decision_reason'];
    const [then, now] = [
      await World.of(early, { asOf, only: 'scores.decision_reason' }),
      await World.of(rows, { asOf: '2025-10', only: 'scores.decision_reason' }),
    ];
    for (const relation of relations) {
      const order = relation.endsWith('reason') ? 'unit_code, month, ordinal' : 'unit_code, month';
      const sql = `select * from ${relation} where month <= '${asOf}-01' order by ${order}`;
      expect(rounded(await now.ask(sql)), relation).toEqual(rounded(await then.ask(sql)));
    }
  }
});

/** Sums of doubles come out in another order of addition. */
const rounded = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
      ]),
    ),
  );
