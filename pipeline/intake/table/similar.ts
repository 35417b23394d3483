import type { Contract } from '../../contracts/index.ts';
import { sameConcepts } from './concepts.ts';
import { headerIndex } from './header.ts';

/** A column whose names a header resembles. */
export interface Likeness {
  readonly column: string;
  /** The name that it resembles, as a header key. */
  readonly name: string;
  /** 0 to 1. */
  readonly similarity: number;
}

/** Below this nothing is worth looking at. */
const LEAST = 0.5;
/** Latin words that share most letters may still mean the opposite: only slips of the pen pass. */
const LEAST_LATIN = 0.85;
const LONGEST = 24;

const pairsOf = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter);

/** Twice what two lists share, by how many they are: 1 where they are the same. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of one) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of other) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared++;
  }
  const total = one.length + other.length;
  return total === 0 ? 0 : (2 * shared) / total;
}

/** Letters to be put in, taken out or changed, at least. */
function editDistance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, index) => index + 1);
  one.forEach((letter, position) => {
    let corner = position;
    let left = position + 1;
    row = row.map((above, index) => {
      left = Math.min(left + 1, above + 1, corner + (letter === other[index] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return row.at(-1) ?? one.length;
}

/** How alike two header keys are by their letters, 0 to 1: the same letters, pairs of them, and order. */
function letterSimilarity(one: string, other: string): number {
  const [first, second] = [[...one], [...other]];
  const longest = Math.max(first.length, second.length);
  if (longest === 0) return 0;
  return (
    0.5 * overlap(first, second) +
    0.25 * overlap(pairsOf(first), pairsOf(second)) +
    0.25 * (1 - editDistance(first, second) / longest)
  );
}

const known = new Map<Contract, Map<string, readonly Likeness[]>>();

/**
 * The columns of a contract that a header key resembles, the likest first, each once: names that
 * speak of the same notions and share enough letters.
 */
export function likenesses(contract: Contract, key: string): readonly Likeness[] {
  const cache = known.get(contract) ?? new Map<string, readonly Likeness[]>();
  known.set(contract, cache);
  const cached = cache.get(key);
  if (cached) return cached;
  const found = compare(contract, key);
  if (cache.size < 5000) cache.set(key, found);
  return found;
}

function compare(contract: Contract, key: string): Likeness[] {
  if (key.length < 2 || key.length > LONGEST) return [];
  const least = /\p{Script=Han}/u.test(key) ? LEAST : LEAST_LATIN;
  const best = new Map<string, Likeness>();
  for (const [name, { column }] of headerIndex(contract)) {
    if (column === null || name.length < 2 || !sameConcepts(name, key)) continue;
    const similarity = letterSimilarity(name, key);
    if (similarity < least || similarity <= (best.get(column)?.similarity ?? 0)) continue;
    best.set(column, { column, name, similarity: Math.round(similarity * 100) / 100 });
  }
  return [...best.values()].sort((one, other) => other.similarity - one.similarity);
}

/** How much a header key is like the likest name of one column, whatever notions it speaks of. */
export function bestLikeness(contract: Contract, column: string, key: string): number {
  let best = 0;
  for (const [name, match] of headerIndex(contract)) {
    if (match.column === column) best = Math.max(best, letterSimilarity(name, key));
  }
  return Math.round(best * 100) / 100;
}
