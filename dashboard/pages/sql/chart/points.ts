import { cellText } from '../result/cell-text.ts';
import type { ResultColumn, ResultSet } from '../result/result-set.ts';
import { slices } from '../result/slices.ts';
import { isScale, type ChartSpec } from './spec.ts';

/** One mark of a chart. */
export interface Point {
  /** A number, ms since 1970 for times, or a category. */
  readonly x: number | string;
  /** Right end of a bar of a histogram. */
  readonly x2?: number;
  readonly y: number;
  readonly series: string | null;
}

/** The marks of a chart, and what was left out to keep it readable. */
export interface Points {
  readonly points: readonly Point[];
  /** Rows or categories there were, where not all are drawn. */
  readonly cut: { readonly kind: 'rows' | 'categories'; readonly of: number } | null;
}

/** Marks that are still drawn at once, and categories that can still be read. */
export const MOST_ROWS = 5000;
const MOST_CATEGORIES = 40;
const BINS = 30;

/**
 * Works out a chart's marks from the rows in sight, in slices.
 * @param order rows of the answer, filtered; undefined: all
 */
export async function chartPoints(
  result: ResultSet,
  order: Uint32Array | undefined,
  spec: ChartSpec,
  signal: AbortSignal,
): Promise<Points> {
  const column = (name: string | null): ResultColumn | undefined =>
    result.columns.find((each) => each.name === name);
  const x = column(spec.x);
  if (!x) return { points: [], cut: null };
  const count = order?.length ?? result.rows;
  const rowAt = (place: number): number => (order ? (order[place] ?? 0) : place);
  const readX = (row: number): number | string | null => {
    const value = result.value(row, x.index);
    if (value === null) return null;
    return isScale(x) ? Number(value) : cellText(value, x);
  };
  const colour = column(spec.colour);
  const readSeries = (row: number): string | null =>
    colour ? cellText(result.value(row, colour.index), colour) : null;
  const y = column(spec.y);
  if (spec.mark === 'histogram')
    return histogram(result.numbers(x.index), order, readSeries, signal);

  const aggregate = spec.aggregate;
  if (aggregate === 'none') {
    if (!y) return { points: [], cut: null };
    const step = Math.max(1, Math.ceil(count / MOST_ROWS));
    const values = result.numbers(y.index);
    const points: Point[] = [];
    for (let place = 0; place < count; place += step) {
      const row = rowAt(place);
      const at = readX(row);
      const value = values[row] ?? Number.NaN;
      if (at !== null && !Number.isNaN(value))
        points.push({ x: at, y: value, series: readSeries(row) });
    }
    return ordered(points, spec, step > 1 ? count : null);
  }

  const groups = new Map<string, Group>();
  const values =
    y && aggregate !== 'distinct' && aggregate !== 'count' ? result.numbers(y.index) : undefined;
  await slices(0, count, signal, (place) => {
    const row = rowAt(place);
    const at = readX(row);
    if (at === null) return;
    const series = readSeries(row);
    const key = `${series ?? ''}\u0000${at}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = new Group(at, series)));
    if (values) group.add(values[row] ?? Number.NaN, aggregate === 'median');
    else if (aggregate === 'count') group.count += 1;
    else if (y) group.note(result.value(row, y.index));
  });
  const points = [...groups.values()].flatMap((group) => {
    const value = group.value(aggregate);
    return Number.isNaN(value) ? [] : [{ x: group.x, y: value, series: group.series }];
  });
  return ordered(points, spec, null);
}

/** Rows of one place and series on their way to one value. */
class Group {
  count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  readonly #all: number[] = [];
  readonly #seen = new Set<string>();

  constructor(
    readonly x: number | string,
    readonly series: string | null,
  ) {}

  add(value: number, keep: boolean): void {
    if (Number.isNaN(value)) return;
    this.count += 1;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    if (keep) this.#all.push(value);
  }

  note(value: unknown): void {
    if (value !== null) this.#seen.add(String(value));
  }

  /** NaN where there was nothing to make a value of. */
  value(aggregate: ChartSpec['aggregate']): number {
    if (aggregate === 'count') return this.count;
    if (aggregate === 'distinct') return this.#seen.size;
    if (this.count === 0) return Number.NaN;
    if (aggregate === 'sum') return this.#sum;
    if (aggregate === 'mean') return this.#sum / this.count;
    if (aggregate === 'min') return this.#min;
    if (aggregate === 'max') return this.#max;
    return middle(this.#all);
  }
}

function middle(values: number[]): number {
  values.sort((first, second) => first - second);
  const half = values.length >> 1;
  const upper = values[half] ?? Number.NaN;
  return values.length % 2 === 1 ? upper : ((values[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Scales go from left to right; of categories the largest come first and the smallest are left out. */
function ordered(points: Point[], { mark }: ChartSpec, rows: number | null): Points {
  const rowsCut = rows === null ? null : ({ kind: 'rows', of: rows } as const);
  if (points.every(({ x }) => typeof x === 'number')) {
    if (mark !== 'dot') points.sort((first, second) => Number(first.x) - Number(second.x));
    return { points, cut: rowsCut };
  }
  const sizes = new Map<number | string, number>();
  for (const { x, y } of points) sizes.set(x, (sizes.get(x) ?? 0) + Math.abs(y));
  const kept = [...sizes]
    .sort(([, first], [, second]) => second - first)
    .slice(0, MOST_CATEGORIES)
    .map(([x]) => x);
  const places = new Map(kept.map((x, place) => [x, place]));
  return {
    points: points
      .filter(({ x }) => places.has(x))
      .sort((first, second) => (places.get(first.x) ?? 0) - (places.get(second.x) ?? 0)),
    cut: sizes.size > kept.length ? { kind: 'categories', of: sizes.size } : rowsCut,
  };
}

async function histogram(
  numbers: Float64Array,
  order: Uint32Array | undefined,
  readSeries: (row: number) => string | null,
  signal: AbortSignal,
): Promise<Points> {
  const count = order?.length ?? numbers.length;
  const rowAt = (place: number): number => (order ? (order[place] ?? 0) : place);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  await slices(0, count, signal, (place) => {
    const value = numbers[rowAt(place)] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  });
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { points: [], cut: null };
  const step = roundStep((high - low) / BINS);
  const first = Math.floor(low / step);
  const bins = new Map<string, { bin: number; series: string | null; count: number }>();
  await slices(0, count, signal, (place) => {
    const row = rowAt(place);
    const value = numbers[row] ?? Number.NaN;
    if (!Number.isFinite(value)) return;
    const bin = Math.floor(value / step) - first;
    const series = readSeries(row);
    const key = `${series ?? ''}\u0000${bin}`;
    const known = bins.get(key);
    if (known) known.count += 1;
    else bins.set(key, { bin, series, count: 1 });
  });
  const edge = (bin: number): number => Number(((first + bin) * step).toPrecision(12));
  return {
    points: [...bins.values()]
      .sort((one, other) => one.bin - other.bin)
      .map(({ bin, series, count: y }) => ({ x: edge(bin), x2: edge(bin + 1), y, series })),
    cut: null,
  };
}

/** The next larger of 1, 2, 2.5 or 5 times a power of ten; 1 where there is no width. */
function roundStep(width: number): number {
  if (width <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 2.5, 5].find((each) => each * power >= width) ?? 10);
}
