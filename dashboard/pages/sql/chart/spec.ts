import type { ResultColumn, ResultSet } from '../result/result-set.ts';

export const marks = ['bar', 'line', 'area', 'dot', 'histogram'] as const;
export type Mark = (typeof marks)[number];

/** How rows with the same place (and colour) become one value; `none` draws each row. */
export const aggregates = [
  'none',
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'distinct',
] as const;
export type Aggregate = (typeof aggregates)[number];

/** A chart of an answer: small enough to be read, written by hand and kept in an address. */
export interface ChartSpec {
  readonly mark: Mark;
  /** Name of the column that gives the place. */
  readonly x: string;
  /** Name of the column that gives the value; null where rows are counted. */
  readonly y: string | null;
  /** Name of the column that parts the rows into series. */
  readonly colour: string | null;
  readonly aggregate: Aggregate;
}

/** What is wrong with a spec: a field, and what it should be. */
export interface SpecFault {
  readonly field: string;
  readonly allowed: readonly string[];
}

/** Whether a chart needs a column of values. */
export const needsValue = ({ mark, aggregate }: Pick<ChartSpec, 'mark' | 'aggregate'>): boolean =>
  mark !== 'histogram' && aggregate !== 'count';

/** Whether a kind of column has a scale rather than categories. */
export const isScale = ({ kind }: ResultColumn): boolean =>
  kind === 'number' || kind === 'date' || kind === 'timestamp';

/**
 * Reads a spec out of what somebody wrote or an address holds.
 * @returns the spec, or the first field that is wrong for these columns
 */
export function readSpec(value: unknown, columns: readonly ResultColumn[]): ChartSpec | SpecFault {
  const given: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const names = columns.map(({ name }) => name);
  const numbers = columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const mark = marks.find((each) => each === given['mark']);
  if (!mark) return { field: 'mark', allowed: marks };
  const aggregate = aggregates.find((each) => each === (given['aggregate'] ?? 'none'));
  if (!aggregate) return { field: 'aggregate', allowed: aggregates };
  const among = (field: string, allowed: readonly string[]): string | undefined =>
    allowed.find((name) => name === given[field]);
  const x = among('x', mark === 'histogram' ? numbers : names);
  if (x === undefined) return { field: 'x', allowed: mark === 'histogram' ? numbers : names };
  const y = among('y', aggregate === 'distinct' ? names : numbers) ?? null;
  if (y === null && needsValue({ mark, aggregate })) {
    return { field: 'y', allowed: aggregate === 'distinct' ? names : numbers };
  }
  const colour = among('colour', names) ?? null;
  if (colour === null && (given['colour'] ?? null) !== null) {
    return { field: 'colour', allowed: names };
  }
  return { mark, x, y: needsValue({ mark, aggregate }) ? y : null, colour, aggregate };
}

export const isFault = (spec: ChartSpec | SpecFault): spec is SpecFault => 'field' in spec;

/** Fewest different texts that are still worth being told apart by colour, and most. */
const SERIES = { fewest: 2, most: 8 };

/** Rows that are looked at to see how many series a column makes. */
const LOOKED_AT = 5000;

/** The chart that an answer's columns suggest; undefined where there is nothing to draw. */
export function suggestSpec(result: ResultSet): ChartSpec | undefined {
  const { columns } = result;
  const times = columns.filter(({ kind }) => kind === 'date' || kind === 'timestamp');
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const texts = columns.filter(({ kind }) => kind === 'text' || kind === 'boolean');
  const [time] = times;
  const [text] = texts;
  const value = numbers.at(-1);
  const base = { colour: null, aggregate: 'none' } as const;
  if (time && value) {
    const series = texts.find((column) => makesSeries(result, column));
    return {
      ...base,
      mark: 'line',
      x: time.name,
      y: value.name,
      colour: series?.name ?? null,
      aggregate: 'sum',
    };
  }
  if (text && value) return { ...base, mark: 'bar', x: text.name, y: value.name, aggregate: 'sum' };
  if (numbers.length >= 2 && value) {
    return { ...base, mark: 'dot', x: numbers[0]?.name ?? '', y: value.name };
  }
  if (value) return { ...base, mark: 'histogram', x: value.name, y: null };
  const counted = time ?? text;
  return counted && { ...base, mark: 'bar', x: counted.name, y: null, aggregate: 'count' };
}

function makesSeries(result: ResultSet, { index }: ResultColumn): boolean {
  const words = new Set<string>();
  for (let row = 0; row < Math.min(result.rows, LOOKED_AT); row += 1) {
    words.add(String(result.value(row, index)));
    if (words.size > SERIES.most) return false;
  }
  return words.size >= SERIES.fewest;
}
