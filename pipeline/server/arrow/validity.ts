import { partValidity, type Part } from './part.ts';

/** An Arrow validity bitmap; `bits` is null where nothing is missing. */
export interface Validity {
  readonly nullCount: number;
  readonly bits: Uint8Array | null;
}

/**
 * Joins the validity masks of the chunks of one column into one bitmap.
 * @param rows the sum of the parts' rows
 */
export function joinValidity(parts: readonly Part[], rows: number): Validity {
  const masks = parts.map(partValidity);
  if (masks.every((mask) => mask === null)) return { nullCount: 0, bits: null };
  const bits = new Uint8Array(Math.ceil(rows / 8));
  let at = 0;
  parts.forEach((part, index) => {
    appendBits(bits, at, masks[index] ?? null, part.rows);
    at += part.rows;
  });
  return { nullCount: rows - countBits(bits), bits };
}

/** Writes `count` bits at bit `at`; a null mask stands for ones. Bits past `at` must still be zero. */
function appendBits(target: Uint8Array, at: number, mask: Uint8Array | null, count: number): void {
  const shift = at & 7;
  let byte = at >> 3;
  for (let left = count, source = 0; left > 0; left -= 8, source++, byte++) {
    let value = mask === null ? 0xff : (mask[source] ?? 0);
    if (left < 8) value &= (1 << left) - 1;
    // Past the end of the array a typed array ignores the write, and only zeros would go there.
    target[byte] = (target[byte] ?? 0) | (value << shift);
    if (shift > 0 && byte + 1 < target.length) target[byte + 1] = value >> (8 - shift);
  }
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
});

function countBits(bytes: Uint8Array): number {
  let ones = 0;
  for (const byte of bytes) ones += ONES[byte] ?? 0;
  return ones;
}
