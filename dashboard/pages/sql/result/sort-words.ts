import { compareText } from '../../../i18n/format.ts';
import { radixSort } from './radix-sort.ts';
import { breathe, slices } from './slices.ts';

/** Beyond this many different words they are ordered by character code: a collator would take minutes. */
const COLLATED_WORDS = 100_000;

/** Characters that fit into one key of the radix sort, and keys that are looked at before whole words are. */
const PACKED = 3;
const KEYS = 4;

type Compare = (first: number, second: number) => number;

/**
 * The places of words in the order of the reader's language, or of their codes where there are very
 * many. In slices, so that the page stays alive.
 */
export async function sortWords(
  words: readonly string[],
  signal: AbortSignal,
): Promise<Uint32Array> {
  const places = Uint32Array.from(words, (_, place) => place);
  if (words.length <= COLLATED_WORDS) {
    return mergeSort(
      places,
      (one, other) => compareText(words[one] ?? '', words[other] ?? ''),
      signal,
    );
  }
  return sortByCode(words, places, signal);
}

/** By the first characters as numbers, the last of them first; then whole words where those are the same. */
async function sortByCode(
  words: readonly string[],
  places: Uint32Array,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const keys = Array.from({ length: KEYS }, () => new Float64Array(words.length));
  for (let at = 0; at < KEYS; at += 1) {
    const key = keys[at];
    if (!key) continue;
    await slices(0, words.length, signal, (place) => {
      key[place] = packed(words[place] ?? '', at * PACKED);
    });
  }
  let sorted = places;
  for (const key of keys.toReversed()) {
    sorted = radixSort(key, sorted, false);
    await breathe();
    signal.throwIfAborted();
  }
  const byCode: Compare = (one, other) => {
    const first = words[one] ?? '';
    const second = words[other] ?? '';
    return first < second ? -1 : first > second ? 1 : 0;
  };
  for (const [start, end] of runsOfSame(sorted, keys)) {
    sorted.set(await mergeSort(sorted.slice(start, end), byCode, signal), start);
  }
  return sorted;
}

/** Where more than one place in a row has the same keys: from the first to past the last. */
function runsOfSame(sorted: Uint32Array, keys: readonly Float64Array[]): [number, number][] {
  const isSame = new Uint8Array(sorted.length).fill(1);
  for (const key of keys) {
    for (let at = 1; at < sorted.length; at += 1) {
      if (key[sorted[at - 1] ?? 0] !== key[sorted[at] ?? 0]) isSame[at] = 0;
    }
  }
  const runs: [number, number][] = [];
  let start = 0;
  for (let at = 1; at <= sorted.length; at += 1) {
    if (isSame[at] === 1) continue;
    if (at > start + 1) runs.push([start, at]);
    start = at;
  }
  return runs;
}

/** Characters of a word as one number; one that is not there comes before any that is. */
function packed(word: string, from: number): number {
  let key = 0;
  for (let at = from; at < from + PACKED; at += 1) {
    // 65,537 codes thrice still fit a double exactly.
    key = key * 65_537 + (at < word.length ? word.charCodeAt(at) + 1 : 0);
  }
  return key;
}

/** Length of the runs that are sorted at once. */
const RUN = 4096;

async function mergeSort(
  places: Uint32Array<ArrayBuffer>,
  compare: Compare,
  signal: AbortSignal,
): Promise<Uint32Array<ArrayBuffer>> {
  let from = places;
  for (let start = 0; start < from.length; start += RUN) {
    from.subarray(start, start + RUN).sort(compare);
    if (from.length <= RUN) return from;
    await breathe();
    signal.throwIfAborted();
  }
  let to = new Uint32Array(from.length);
  for (let width = RUN; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      await merge(from, to, start, width, compare, signal);
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
  compare: Compare,
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
