import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC, type Table } from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowStream } from '../../../pipeline/server/index.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function encode(sql: string, dictionary: readonly string[] = []): Promise<Table> {
  const pieces: Buffer[] = [];
  for await (const piece of arrowStream(await connection.stream(sql), dictionary))
    pieces.push(piece);
  return tableFromIPC(Buffer.concat(pieces));
}

/** A column type, literals of it, and how DuckDB's own value of it is told from Arrow's. */
interface Kind {
  readonly type: string;
  readonly literal: fc.Arbitrary<string>;
  /** SQL that gives DuckDB's value in the form in which Arrow's reader hands it out. */
  readonly reference?: (column: string) => string;
}

const whole = (type: string, min: bigint, max: bigint): Kind => ({
  type,
  literal: fc.bigInt({ min, max }).map((value) => `'${value}'`),
});
const double = fc
  .oneof(
    fc.double({ noDefaultInfinity: true }),
    fc.constantFrom(Infinity, -Infinity, NaN, 0, Number.MIN_VALUE, Number.MAX_VALUE),
  )
  .map((value) => `'${value}'`);
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    '十二个字以上的汉字文本用来越过内联长度',
    'exactly12byt',
    'thirteen byte',
    '𠮷😀',
    'a'.repeat(5000),
  ),
);
const text = words.filter((value) => !value.includes('\0')).map(quoted);
const moment = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((value) => `'${value.toISOString().slice(0, 23)}'`);

const kinds: readonly Kind[] = [
  { type: 'boolean', literal: fc.boolean().map(String) },
  whole('tinyint', -128n, 127n),
  whole('smallint', -32768n, 32767n),
  whole('integer', -(2n ** 31n), 2n ** 31n - 1n),
  whole('bigint', -(2n ** 63n), 2n ** 63n - 1n),
  whole('utinyint', 0n, 255n),
  whole('usmallint', 0n, 65535n),
  whole('uinteger', 0n, 2n ** 32n - 1n),
  whole('ubigint', 0n, 2n ** 64n - 1n),
  { ...whole('hugeint', -(2n ** 127n), 2n ** 127n - 1n), reference: (name) => `${name}::varchar` },
  { ...whole('hugeint', -(2n ** 54n), 2n ** 54n), reference: (name) => `${name}::varchar` },
  { ...whole('uhugeint', 0n, 2n ** 128n - 1n), reference: (name) => `${name}::varchar` },
  { type: 'double', literal: double },
  { type: 'float', literal: double.map((value) => `try_cast(${value} as float)`) },
  ...[
    [4, 2],
    [9, 3],
    [18, 6],
    [38, 10],
    [38, 0],
  ].map(([width = 0, scale = 0]) => ({
    type: `decimal(${width},${scale})`,
    literal: fc
      .bigInt({ min: -(10n ** BigInt(width)) + 1n, max: 10n ** BigInt(width) - 1n })
      .map((value) => `('${value}'::hugeint::decimal(38,0) * 1e-${scale})`)
      .map((value) => `try_cast(${value} as decimal(${width},${scale}))`),
    reference: (name: string) => `${name}::double`,
  })),
  { type: 'varchar', literal: text },
  { type: 'json', literal: words.map((value) => quoted(JSON.stringify({ value }))) },
  { type: 'date', literal: moment, reference: (name) => `epoch_ms(${name}::timestamp)::double` },
  { type: 'timestamp', literal: moment, reference: (name) => `epoch_ms(${name})::double` },
  {
    type: 'timestamp_s',
    literal: moment,
    reference: (name) => `epoch_ms(${name}::timestamp)::double`,
  },
  {
    type: 'timestamp_ms',
    literal: moment,
    reference: (name) => `epoch_ms(${name}::timestamp)::double`,
  },
  { type: 'timestamptz', literal: moment, reference: (name) => `epoch_ms(${name})::double` },
  {
    type: "enum('红', 'orange', 'a longer word than twelve')",
    literal: fc.constantFrom("'红'", "'orange'", "'a longer word than twelve'"),
    reference: (name) => `${name}::varchar`,
  },
];

/** A few distinct rows, and how often they are repeated: past chunks of 2,048 and batches of 32,768. */
const tables = fc.record({
  kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 }),
  seed: fc.integer(),
  rows: fc.integer({ min: 0, max: 12 }),
  repeat: fc.constantFrom(1, 1, 1, 3, 700, 8000),
  nulls: fc.constantFrom(0, 0.1, 1),
  skip: fc.integer({ min: 0, max: 9 }),
});

test('random tables come back as DuckDB has them', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ kinds: columns, seed, rows, repeat, nulls, skip }) => {
      const literals = columns.map(({ literal }) =>
        fc.sample(fc.option(literal, { nil: 'null', freq: nulls === 0 ? 1e9 : 1 / nulls }), {
          seed,
          numRuns: rows,
        }),
      );
      await connection.run(
        `create or replace table random_table (${columns.map(({ type }, index) => `c${index} ${type}`).join(', ')}, i integer)`,
      );
      for (let row = 0; row < rows; row++) {
        const values = literals.map((column) => column[row]).join(', ');
        await connection.run(`insert into random_table values (${values}, ${row})`);
      }
      // A filter leaves chunks of uneven length, so that bits do not fall on byte boundaries.
      const from = `from random_table, range(${repeat}) t(n) where (i + n) % 10 <> ${skip} order by n, i`;
      const names = columns.map((_, index) => `c${index}`);
      const plain = await encode(`select ${names.join(', ')} ${from}`);
      const packed = await encode(`select ${names.join(', ')} ${from}`, names);
      const references = columns.map(({ reference = (name) => name }, index) =>
        reference(`c${index}`),
      );
      const wanted = await connection.runAndReadAll(`select ${references.join(', ')} ${from}`);
      const expected = wanted.getColumnsJS();
      columns.forEach(({ type }, index) => {
        const own = (expected[index] ?? []).map((value) => comparable(type, value));
        for (const table of [plain, packed]) {
          const got = [...(table.getChildAt(index) ?? [])].map((value) => comparable(type, value));
          expect(got).toEqual(own);
        }
      });
      expect(plain.numRows).toBe(wanted.currentRowCount);
    }),
    { numRuns: 60 },
  );
});

/** 128-bit numbers become the nearest double; everything else must be the very same. */
function comparable(type: string, value: unknown): unknown {
  if (/hugeint/.test(type)) return value === null ? null : Number(value);
  return value;
}

test('an answer without rows still tells its columns', async () => {
  const table = await encode(`select 1 as a, 'x' as b where false`, ['b']);
  expect(table.numRows).toBe(0);
  expect(table.schema.fields.map((field) => `${field.name} ${field.type}`)).toEqual([
    'a Int32',
    'b Dictionary<Int32, Utf8>',
  ]);
});

test('columns of the same name are kept apart', async () => {
  const table = await encode('select 1 as a, 2 as a');
  expect(table.get(0)?.toArray()).toEqual([1, 2]);
});

test('words first met in a later batch are added to the dictionary', async () => {
  const table = await encode(
    `select case when i < 50000 then 'early ' || i % 3 else 'later, a long word ' || i % 5 end as w
     from range(100000) t(i)`,
    ['w'],
  );
  const words = table.getChild('w');
  expect(table.batches.length).toBeGreaterThan(2);
  expect([0, 49_999, 50_000, 99_999].map((row) => words?.get(row))).toEqual([
    'early 0',
    'early 1',
    'later, a long word 0',
    'later, a long word 4',
  ]);
});

test('nested values have to be cast in the query', async () => {
  await expect(encode('select [1, 2] as list')).rejects.toThrow(/cast it in the query/);
  const table = await encode(`select to_json([1, 2]) as list`);
  expect(table.get(0)?.['list']).toBe('[1,2]');
});

test('rows come in batches as they are read, not all at once', async () => {
  const result = await connection.stream('select i from range(200000) t(i)');
  const pieces = arrowStream(result);
  const first = await pieces.next();
  expect(first.done).toBe(false);
  expect(first.value?.length).toBeLessThan(400_000);
  let rest = 0;
  for await (const piece of pieces) rest += piece.length;
  expect(rest).toBeGreaterThan(400_000);
});
