import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import {
  Bool,
  DateDay,
  Float64,
  Int32,
  Int64,
  Table,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { en, zh } from '../../dashboard/i18n/catalogue.ts';
import { compareText } from '../../dashboard/i18n/format.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { cellText, shownText } from '../../dashboard/pages/sql/result/cell-text.ts';
import { tabSeparated } from '../../dashboard/pages/sql/result/copy.ts';
import { filterRows } from '../../dashboard/pages/sql/result/filter.ts';
import { ResultSet } from '../../dashboard/pages/sql/result/result-set.ts';
import { RowScroll, ROW_HEIGHT } from '../../dashboard/pages/sql/result/scroll.ts';
import { sortRows } from '../../dashboard/pages/sql/result/sort.ts';

const { signal } = new AbortController();

/** A result of columns, handed over in batches of a few rows as a stream would. */
function resultOf(columns: Readonly<Record<string, Vector>>, batchRows = 3): ResultSet {
  const table = new Table(columns);
  const result = new ResultSet(table.schema);
  for (let from = 0; from < table.numRows; from += batchRows) {
    for (const batch of table.slice(from, from + batchRows).batches) result.append(batch);
  }
  return result;
}

const numbers = (values: readonly (number | null)[]): Vector =>
  vectorFromArray([...values], new Float64());
const texts = (values: readonly (string | null)[]): Vector =>
  vectorFromArray([...values], new Utf8());

beforeEach(() => {
  locale.current = 'zh';
});

describe('cells', () => {
  const result = resultOf({
    big: vectorFromArray([9007199254740993n, null], new Int64()),
    day: vectorFromArray([new Date('2026-09-03'), null], new DateDay()),
    at: vectorFromArray([Date.parse('2026-09-03T08:05:09.5Z'), null], new TimestampMicrosecond()),
    is: vectorFromArray([true, null], new Bool()),
    text: texts(['a\tb\nc', null]),
  });

  test('are read exactly, whatever the type', () => {
    const row = result.columns.map((column) => cellText(result.value(0, column.index), column));
    expect(row).toEqual([
      '9007199254740993',
      '2026-09-03',
      '2026-09-03 08:05:09.5',
      'true',
      'a\tb\nc',
    ]);
    expect(result.columns.map(({ index }) => result.value(1, index))).toEqual(Array(5).fill(null));
  });

  test('are shown as asked', () => {
    const column = resultOf({ n: numbers([1]) }).columns[0];
    if (!column) throw new Error('no column');
    const shown = (value: unknown, ...[format = 'auto']: [Parameters<typeof shownText>[2]?]) =>
      shownText(value, column, format);
    expect([shown(2026), shown(12345), shown(0.123456789), shown(1234.5)]).toEqual([
      '2026',
      '12,345',
      '0.123457',
      '1,234.5',
    ]);
    expect([shown(0.256, 'percent'), shown(1234, 'grouped'), shown(2 / 3, 'two')]).toEqual([
      '25.6%',
      '1,234',
      '0.67',
    ]);
    expect(shown(9007199254740993n)).toBe('9007199254740993');
  });

  test('are copied as cells that Excel keeps apart', () => {
    const range = { top: 0, bottom: 1, left: 3, right: 4 };
    expect(tabSeparated(result, undefined, range, true)).toBe('is\ttext\ntrue\ta b c\n\t');
    expect(tabSeparated(result, Uint32Array.of(1, 0), { ...range, bottom: 0 }, false)).toBe('\t');
  });
});

describe('sorting', () => {
  const sorted = async (values: Vector, descending: boolean): Promise<unknown[]> => {
    const result = resultOf({ value: values, row: numbers([...values].map((_, row) => row)) });
    const order = await sortRows(result, undefined, { column: 0, descending }, signal);
    return [...order].map((row) => result.value(row, 1));
  };
  /** What a plain stable sort gives, null last. */
  const expected = <Value>(
    values: readonly (Value | null)[],
    compare: (first: Value, second: Value) => number,
    descending: boolean,
  ): number[] =>
    values
      .map((value, row) => ({ value, row }))
      .sort((first, second) =>
        first.value === null || second.value === null
          ? Number(first.value === null) - Number(second.value === null)
          : (descending ? -1 : 1) * compare(first.value, second.value),
      )
      .map(({ row }) => row);

  test('orders numbers as a stable sort does, null last, either way', async () => {
    const number = fc.option(
      fc.oneof(
        fc.double({ noNaN: true }),
        fc.integer({ min: -3, max: 3 }),
        fc.constantFrom(0, -0, Infinity, -Infinity),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(number), fc.boolean(), async (values, descending) => {
        const compare = (first: number, second: number) =>
          first < second ? -1 : first > second ? 1 : 0;
        expect(await sorted(numbers(values), descending)).toEqual(
          expected(values, compare, descending),
        );
      }),
    );
  });

  test('orders texts as the reader’s language does', async () => {
    const text = fc.option(
      fc.constantFrom('石桥小学', '安河小学', '白沙幼儿园', 'XA9', 'XA10', '', 'a', 'B'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text), fc.boolean(), async (values, descending) => {
        const order = await sorted(texts(values), descending);
        const wanted = expected(values, compareText, descending);
        expect(order.map((row) => values[Number(row)])).toEqual(wanted.map((row) => values[row]));
      }),
    );
  });

  test('orders a great many different texts by their codes', { timeout: 120_000 }, async () => {
    const count = 120_000;
    // Long words that differ late, short ones, and some that begin the same.
    const words = Array.from({ length: count }, (_, row) => {
      const mixed = (row * 48_271) % 120_011;
      return row % 3 === 0 ? `同样的很长的开头文字，到这里为止 ${mixed}` : `${mixed}`;
    });
    const result = resultOf({ word: texts(words) }, 40_000);
    const order = await sortRows(result, undefined, { column: 0, descending: false }, signal);
    const found = [...order].map((row) => words[row] ?? '');
    expect(found).toEqual([...words].sort());
  });

  test('sorts only the rows it is given', async () => {
    const result = resultOf({ value: numbers([5, 3, null, 1, 4]) });
    const order = await sortRows(
      result,
      Uint32Array.of(0, 2, 3),
      { column: 0, descending: false },
      signal,
    );
    expect([...order]).toEqual([3, 0, 2]);
  });
});

describe('filtering', () => {
  const result = resultOf({
    score: numbers([1, 5, null, 10.5, -2]),
    name: texts(['石桥小学', 'Alder', null, 'alder tree', '白沙幼儿园']),
    day: vectorFromArray(
      ['2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01', '2026-10-02'].map(
        (day) => new Date(day),
      ),
      new DateDay(),
    ),
  });
  const found = async (column: number, filter: string): Promise<number[]> => [
    ...((await filterRows(result, { [column]: filter }, signal)) ?? [0, 1, 2, 3, 4]),
  ];

  test.each<[number, string, number[]]>([
    [0, '', [0, 1, 2, 3, 4]],
    [0, '5', [1]],
    [0, '>1', [1, 3]],
    [0, '>= 1', [0, 1, 3]],
    [0, '<0', [4]],
    [0, '!=5', [0, 3, 4]],
    [0, '1..10', [0, 1]],
    [0, '-5~1', [0, 4]],
    [0, 'null', [2]],
    [0, '!null', [0, 1, 3, 4]],
    ...[zh, en].flatMap((words): [number, string, number[]][] => [
      [0, words['sql.filter.empty'].toUpperCase(), [2]],
      [1, words['sql.filter.filled'], [0, 1, 3, 4]],
    ]),
    [1, 'ALDER', [1, 3]],
    [1, '=Alder', [1]],
    [1, '小学', [0]],
    [1, '!小学', [1, 2, 3, 4]],
    [1, 'null', [2]],
    [2, '<=2026-09', [0, 1, 2]],
    [2, '>2026-09', [3, 4]],
    [2, '2026-10', [3, 4]],
    [2, '=2026-10-01', [3]],
  ])('column %i by %j', async (column, filter, rows) => {
    expect(await found(column, filter)).toEqual(rows);
  });

  test('every filter must be passed', async () => {
    expect([...((await filterRows(result, { 0: '>1', 1: 'tree' }, signal)) ?? [])]).toEqual([3]);
  });
});

describe('scrolling', () => {
  const seen = 500;

  test('a short table scrolls pixel by pixel', () => {
    const scroll = new RowScroll(1000, seen);
    expect(scroll.box).toBe(1000 * ROW_HEIGHT);
    expect(scroll.follow(777, { bar: 0, top: 0 })).toEqual({ bar: 777, top: 777 });
  });

  test('a million rows fit into a box that every browser can make, end to end', () => {
    const scroll = new RowScroll(1_000_000, seen);
    expect(scroll.box).toBeLessThan(17_000_000);
    const end = scroll.follow(scroll.box - seen, { bar: 0, top: 0 });
    expect(end.top).toBe(1_000_000 * ROW_HEIGHT - seen);
    expect(scroll.follow(0, end).top).toBe(0);
    expect(scroll.follow(100, { bar: 0, top: 0 }).top, 'the wheel moves rows by as much').toBe(100);
  });

  test('every row can be gone to, and the bar shows where it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (row) => {
        const scroll = new RowScroll(1_000_000, seen);
        const { bar, top } = scroll.placeOf(row * ROW_HEIGHT);
        expect(top).toBe(Math.min(row * ROW_HEIGHT, 1_000_000 * ROW_HEIGHT - seen));
        expect(bar).toBeGreaterThanOrEqual(0);
        expect(bar).toBeLessThanOrEqual(scroll.box - seen);
      }),
    );
  });
});

test('numbers of every width sort by value', async () => {
  const result = resultOf({ a: vectorFromArray([3, 1, 2], new Int32()) });
  const order = await sortRows(result, undefined, { column: 0, descending: true }, signal);
  expect([...order]).toEqual([0, 2, 1]);
});
