const DIGIT = 16;
const DIGITS = 1 << DIGIT;

/** The digits of a double's bits, least first: which of its two words, and how far down. */
const STEPS = [
  [0, 0],
  [0, DIGIT],
  [1, 0],
  [1, DIGIT],
] as const;

/**
 * Sorts row numbers by their keys, least digit of the key's bits first, which keeps equal ones in order
 * and takes the same short time whatever the keys are.
 * @param keys a number for each row; none is NaN
 * @returns the rows in a new array
 */
export function radixSort(keys: Float64Array, rows: Uint32Array, descending: boolean): Uint32Array {
  const bits = sortableBits(keys, descending);
  let from = rows.slice();
  let to = new Uint32Array(rows.length);
  const counts = new Uint32Array(DIGITS);
  for (const [word, shift] of STEPS) {
    counts.fill(0);
    for (let at = 0; at < from.length; at += 1) {
      const digit = ((bits[2 * (from[at] ?? 0) + word] ?? 0) >>> shift) & (DIGITS - 1);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    const first = ((bits[2 * (from[0] ?? 0) + word] ?? 0) >>> shift) & (DIGITS - 1);
    if (counts[first] === from.length) continue;
    let sum = 0;
    for (let at = 0; at < DIGITS; at += 1) {
      const count = counts[at] ?? 0;
      counts[at] = sum;
      sum += count;
    }
    for (let at = 0; at < from.length; at += 1) {
      const row = from[at] ?? 0;
      const digit = ((bits[2 * row + word] ?? 0) >>> shift) & (DIGITS - 1);
      const place = counts[digit] ?? 0;
      to[place] = row;
      counts[digit] = place + 1;
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
