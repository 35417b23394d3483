/**
 * Uniform numbers in [0, 1) from a seed: splitmix32, the 32-bit relative of Steele, Lea & Flood 2014, "Fast
 * splittable pseudorandom number generators", OOPSLA. The same seed gives the same numbers everywhere.
 * @param seed any whole number
 */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}
