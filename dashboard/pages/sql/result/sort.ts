import { compareText } from '../../../i18n/format.ts';
import type { ResultSet } from './result-set.ts';
import { breathe, slices } from './slices.ts';

export interface ResultSort {
  readonly column: number;
  readonly descending: boolean;
}

/** Beyond this many different words they are ordered by character code: a collator would take seconds. */
const COLLATED_WORDS = 100_000;

/**
 * Orders rows by a column; equal ones keep their order, null comes last either way.
 * @param rows the rows to order; undefined: all of the result
 * @returns the rows' numbers, in a new array
 */
export async function sortRows(
  result: ResultSet,
  rows: Uint32Array | undefined,
  { column, descending }: ResultSort,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const all = rows ?? Uint32Array.from({ length: result.rows }, (_, row) => row);
  const keys = await sortKeys(result, column, signal);
  const absent = all.filter((row) => Number.isNaN(keys[row]));
  const present = absent.length === 0 ? all : all.filter((row) => !Number.isNaN(keys[row]));
  const sorted = radixSort(keys, present, descending);
  if (absent.length === 0) return sorted;
  const joined = new Uint32Array(all.length);
  joined.set(sorted);
  joined.set(absent, sorted.length);
  return joined;
}

/** A number for each row that sorts as its cell does; NaN for null. */
async function sortKeys(
  result: ResultSet,
  column: number,
  signal: AbortSignal,
): Promise<Float64Array> {
  const kind = result.columns[column]?.kind;
  if (kind !== 'text' && kind !== 'binary') return result.numbers(column);
  const { words, ids } = await result.words(column, signal);
  const order = await sortWords(words, signal);
  const rank = new Float64Array(words.length + 1).fill(Number.NaN);
  for (const [place, word] of order.entries()) rank[word + 1] = place;
  const keys = new Float64Array(ids.length);
  await slices(0, ids.length, signal, (row) => {
    keys[row] = rank[ids[row] ?? 0] ?? Number.NaN;
  });
  return keys;
}

/** The places of words in the order of the reader's language, merged in slices. */
async function sortWords(words: readonly string[], signal: AbortSignal): Promise<Uint32Array> {
  const compare =
    words.length > COLLATED_WORDS
      ? (first: string, second: string) => (first < second ? -1 : first > second ? 1 : 0)
      : compareText;
  const byWord = (first: number, second: number) =>
    compare(words[first] ?? '', words[second] ?? '');
  const RUN = 4096;
  let from = Uint32Array.from(words, (_, place) => place);
  for (let start = 0; start < from.length; start += RUN) {
    from.subarray(start, start + RUN).sort(byWord);
    await breathe();
    signal.throwIfAborted();
  }
  let to = new Uint32Array(from.length);
  for (let width = RUN; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      await merge(from, to, start, width, byWord, signal);
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two sorted runs that follow each other; of equal ones the first run's goes first. */
async function merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  width: number,
  compare: (first: number, second: number) => number,
  signal: AbortSignal,
): Promise<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  await slices(start, end, signal, (at) => {
    const takeLeft =
      left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[at] = (takeLeft ? from[left++] : from[right++]) ?? 0;
  });
}

const DIGIT = 16;
const DIGITS = 1 << DIGIT;

/**
 * Sorts row numbers by their keys, least digit of the key's bits first, which keeps equal ones in order
 * and takes the same short time whatever the keys are.
 */
function radixSort(keys: Float64Array, rows: Uint32Array, descending: boolean): Uint32Array {
  const bits = sortableBits(keys, descending);
  let from = rows.slice();
  let to = new Uint32Array(rows.length);
  const counts = new Uint32Array(DIGITS);
  for (const [word, shift] of [
    [0, 0],
    [0, DIGIT],
    [1, 0],
    [1, DIGIT],
  ] as const) {
    const digit = (row: number): number => ((bits[2 * row + word] ?? 0) >>> shift) & (DIGITS - 1);
    counts.fill(0);
    for (const row of from) counts[digit(row)] = (counts[digit(row)] ?? 0) + 1;
    if (counts[digit(from[0] ?? 0)] === from.length) continue;
    let sum = 0;
    for (let at = 0; at < DIGITS; at += 1) {
      const count = counts[at] ?? 0;
      counts[at] = sum;
      sum += count;
    }
    for (const row of from) {
      const place = digit(row);
      to[counts[place] ?? 0] = row;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The bits of doubles (low word, high word) such that they order as whole numbers do. */
function sortableBits(keys: Float64Array, descending: boolean): Uint32Array {
  // Adding zero turns -0, which compares as equal, into 0.
  const bits = new Uint32Array(keys.map((key) => key + 0).buffer);
  const turn = descending ? 0xffffffff : 0;
  for (let at = 0; at < bits.length; at += 2) {
    const high = bits[at + 1] ?? 0;
    const negative = high >>> 31 === 1;
    bits[at] = (bits[at] ?? 0) ^ (negative ? 0xffffffff : 0) ^ turn;
    bits[at + 1] = high ^ (negative ? 0xffffffff : 0x80000000) ^ turn;
  }
  return bits;
}
