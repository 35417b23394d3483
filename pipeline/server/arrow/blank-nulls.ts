import type { Validity } from './validity.ts';

/**
 * Puts zeros where there is no value. DuckDB leaves whatever was in its memory there, such as the value
 * that a mask hides, and readers would be sent it.
 * @param data the values of a column of fixed width, or bits; changed in place
 */
export function blankNulls(data: ArrayBufferView, { bits }: Validity, rows: number): void {
  if (!bits) return;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const width = bytes.length / rows;
  for (let byte = 0; byte < bits.length; byte++) {
    const mask = bits[byte] ?? 0;
    if (width < 1) bytes[byte] = (bytes[byte] ?? 0) & mask;
    else if (mask !== 0xff)
      for (let row = byte * 8; row < Math.min(byte * 8 + 8, rows); row++)
        if ((mask & (1 << (row & 7))) === 0) bytes.fill(0, row * width, (row + 1) * width);
  }
}
