import { locale, type Locale } from '../../../i18n/locale.svelte.ts';
import { radixSort } from './radix-sort.ts';
import type { ResultSet, WordColumn } from './result-set.ts';
import { slices } from './slices.ts';
import { sortWords } from './sort-words.ts';

export interface ResultSort {
  readonly column: number;
  readonly descending: boolean;
}

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

/** Keys of text columns, which take longest to make, by the language they were made for. */
const kept = new WeakMap<WordColumn, { readonly locale: Locale; readonly keys: Float64Array }>();

/** A number for each row that sorts as its cell does; NaN for null. */
async function sortKeys(
  result: ResultSet,
  column: number,
  signal: AbortSignal,
): Promise<Float64Array> {
  const kind = result.columns[column]?.kind;
  if (kind !== 'text' && kind !== 'binary') return result.numbers(column);
  const language = locale.current;
  const wordColumn = await result.words(column, signal);
  const known = kept.get(wordColumn);
  if (known?.locale === language) return known.keys;
  const { words, ids } = wordColumn;
  const order = await sortWords(words, signal);
  const rank = new Float64Array(words.length + 1).fill(Number.NaN);
  for (let place = 0; place < order.length; place += 1) rank[(order[place] ?? 0) + 1] = place;
  const keys = new Float64Array(ids.length);
  await slices(0, ids.length, signal, (row) => {
    keys[row] = rank[ids[row] ?? 0] ?? Number.NaN;
  });
  kept.set(wordColumn, { locale: language, keys });
  return keys;
}
