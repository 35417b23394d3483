import { expect, test } from 'vitest';
import { campaignOf } from '../campaigns/small-campaign.ts';
import { Random } from '../fuzz/random.ts';
import { RandomDistrict } from './random-district.ts';
import { blameless, drill, hazard, monthlyReturn, monthsBetween, nextMonth } from './received.ts';
import { World, type Received } from './world.ts';

const [FIRST, LAST] = ['2023-11', '2025-06'];

const campaigns = campaignOf(
  'owes: [schools], every: month, evidence: drill',
  'owes: [schools], every: month, evidence: hazard_cleared',
);

/** What intake accepts: a row that names a unit before it is registered is held back. */
function accepted(rows: readonly Received[]): Received[] {
  const registered = new Map<unknown, string>();
  for (const { dataset, receivedAt, row } of rows)
    if (dataset === 'unit' && receivedAt < (registered.get(row['unit_code']) ?? '9999'))
      registered.set(row['unit_code'], receivedAt);
  return rows.filter(
    ({ receivedAt, row }) => receivedAt >= (registered.get(row['unit_code']) ?? '9999'),
  );
}

/** Every table of what was known of a unit in a month: name → its rows of that month. */
async function told(rows: readonly Received[], asOf: string, month: string) {
  const world = await World.of(rows, { asOf, campaigns });
  await world.test();
  const tables = await world.ask(`
    select schema_name || '.' || table_name as name
    from (
      select schema_name, table_name from duckdb_columns() where column_name = 'month'
      intersect
      select schema_name, table_name from duckdb_columns() where column_name = 'unit_code'
      except
      select schema_name, table_name from duckdb_columns() where column_name = 'to_index'
    )
    where schema_name in ('features', 'scores', 'signals')
      or (schema_name = 'marts' and table_name in ('decision_reason', 'evidence', 'verification'))
    order by 1`);
  const found: [string, unknown][] = [];
  for (const { name } of tables)
    found.push([
      String(name),
      await world.ask(
        `select * from ${String(name)} where month = date '${month}-01' order by all`,
      ),
    ]);
  return new Map(found);
}

const seeds = (process.env['SEEDS'] ?? '1,2,3').split(',').map(Number);

test.each(seeds)(
  'what comes later changes nothing that was told of an earlier month (%i)',
  async (seed) => {
    const received = accepted(new RandomDistrict(seed, FIRST, LAST).received);
    const month = monthsBetween('2024-02', '2025-02')[seed % 13] ?? '';
    const then = await told(
      received.filter(({ receivedAt }) => receivedAt < `${nextMonth(month)}-01`),
      month,
      month,
    );
    const now = await told(received, LAST, month);
    expect(then.size).toBeGreaterThan(30);
    for (const [name, rows] of then) expect(now.get(name), name).toEqual(rows);
  },
);

/** Holds back some files until months later: as a whole, or some of their rows. */
function heldBack(rows: readonly Received[], seed: number): Received[] {
  const random = new Random(seed + 1000);
  const holds = new Map<string, { readonly months: number; readonly refused: boolean }>();
  for (const { dataset, file } of rows)
    if (dataset !== 'unit' && !holds.has(file) && random.chance(0.2))
      holds.set(file, { months: 1 + random.below(6), refused: random.chance(0.5) });
  return rows.map((received): Received => {
    const hold = holds.get(received.file);
    if (!hold || (!hold.refused && random.chance(0.5))) return received;
    let month = received.receivedAt.slice(0, 7);
    for (let number = hold.months; number > 0; number--) month = nextMonth(month);
    return { ...received, readableFrom: `${month}-15 12:00:00`, refused: hold.refused };
  });
}

/** What a bureau has on a day of what it can read months later. */
const asOfDay = (rows: readonly Received[], day: string): Received[] =>
  rows
    .filter(({ receivedAt }) => receivedAt < day)
    .filter(({ readableFrom = '', refused }) => !refused || readableFrom < day)
    .map((received) => ({ ...received, held: (received.readableFrom ?? '') >= day }));

test.each(seeds)(
  'what could be read only later changes nothing that was told of an earlier month (%i)',
  async (seed) => {
    const received = heldBack(accepted(new RandomDistrict(seed, FIRST, LAST).received), seed);
    expect(received.some(({ readableFrom }) => readableFrom)).toBe(true);
    const month = monthsBetween('2024-02', '2025-02')[seed % 13] ?? '';
    const then = await told(asOfDay(received, `${nextMonth(month)}-01`), month, month);
    const now = await told(received, LAST, month);
    for (const [name, rows] of then) expect(now.get(name), name).toEqual(rows);
  },
);

test('a return sent late for a month before the district began changes nothing that was told', async () => {
  const registered = { receivedAt: '2023-05-20 08:00:00' };
  const district = ['A', 'B', 'K'].flatMap((code) => {
    const [register, ...returns] = blameless(code, '2024-01', LAST) as [Received, ...Received[]];
    const kind = code === 'K' ? 'kindergarten' : 'primary';
    return [{ ...register, ...registered, row: { ...register.row, kind } }, ...returns];
  });
  const newer = blameless('C', '2024-03', LAST);
  const of = [...district, ...newer, ...['A', 'B'].map((code) => hazard(code, '2024-03', 'H1'))];
  const late = ['2013-05', '2023-06'].flatMap((month) =>
    [monthlyReturn('A', month, 1), drill('A', month), hazard('A', month, `H ${month}`)].map(
      (received): Received => ({
        ...received,
        file: `late ${month}`,
        receivedAt: '2025-03-10 10:00:00',
      }),
    ),
  );
  const month = '2024-06';
  const then = await told(
    of.filter(({ receivedAt }) => receivedAt < `${nextMonth(month)}-01`),
    month,
    month,
  );
  const now = await told([...of, ...late], LAST, month);
  for (const [name, rows] of then) expect(now.get(name), name).toEqual(rows);
});
