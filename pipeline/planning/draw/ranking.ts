import { createHash } from 'node:crypto';

/** Where one name stands in a draw. */
export interface Ranked {
  readonly name: string;
  /** SHA-256(seed ‖ name), in hexadecimal. */
  readonly digest: string;
  /** −ln(u) ÷ weight, with u from the digest: the smallest are drawn. */
  readonly key: number;
}

const BITS = 2 ** 52;

/**
 * The digest as a number strictly between 0 and 1: its first 52 bits, plus a half, over 2^52, so that
 * every value is exact in a double and neither end can come up.
 */
export function uniformOf(digest: string): number {
  const bits = BigInt(`0x${digest.slice(0, 16)}`) >> 12n;
  return (Number(bits) + 0.5) / BITS;
}

/**
 * Ranks names by the seed. The keys are exponential with rate `weight`, so taking the smallest n is
 * weighted sampling without replacement (Efraimidis and Spirakis 2006); with equal weights it is simple
 * random sampling, in the order of falling digests.
 * @param seed canonical text of the seed
 * @param weights weight by name, above 0
 * @returns smallest key first; equal keys in the order of their digests
 */
export function rank(seed: string, weights: ReadonlyMap<string, number>): Ranked[] {
  return [...weights]
    .map(([name, weight]) => {
      const digest = createHash('sha256').update(seed, 'utf8').update(name, 'utf8').digest('hex');
      return { name, digest, key: -Math.log(uniformOf(digest)) / weight };
    })
    .sort((one, other) => one.key - other.key || (one.digest < other.digest ? -1 : 1));
}
