import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allRows, district, months, pickMonth, plus } from './lived-district.ts';
import { day, hazard } from './received.ts';
import { World, type Received } from './world.ts';
import { worsenings } from './worsenings.ts';

/** Scores of unit A by month, and whether it is under intensified inspection. */
async function scoresOf(rows: readonly Received[]): Promise<Map<string, number>> {
  const world = await World.of(rows, { asOf: '2025-10', only: 'scores.point' });
  const all = await world.numbers('scores.point', 'score');
  return new Map([...all].filter(([key]) => key.startsWith('A ')));
}

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
