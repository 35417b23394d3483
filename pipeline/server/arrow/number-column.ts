import { partBytes, type Part } from './part.ts';

/** Makes the typed array of an Arrow column of fixed width. */
export interface NumbersOf {
  new (length: number): ArrayBufferView;
  readonly BYTES_PER_ELEMENT: number;
}

/** Copies a column whose values Arrow holds just as DuckDB does. */
export function joinNumbers(
  kind: NumbersOf,
  parts: readonly Part[],
  rows: number,
): ArrayBufferView {
  const values = new kind(rows);
  const target = new Uint8Array(values.buffer);
  let at = 0;
  for (const part of parts) {
    const bytes = partBytes(part, kind.BYTES_PER_ELEMENT);
    target.set(bytes, at);
    at += bytes.length;
  }
  return values;
}

/** Packs DuckDB's byte-wide booleans into Arrow's bits. */
export function joinBooleans(parts: readonly Part[], rows: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(rows / 8));
  let row = 0;
  for (const part of parts)
    for (const value of partBytes(part, 1)) {
      if (value !== 0) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
      row++;
    }
  return bits;
}

/** HUGEINT and UHUGEINT as the nearest double: Arrow has no whole number of 128 bits. */
export function joinWide(parts: readonly Part[], rows: number, signed: boolean): Float64Array {
  return mapRows(parts, rows, 16, (data, at) => wide(data, at, signed));
}

/**
 * DECIMAL as the double that DuckDB's own cast gives.
 * @param digits precision, which decides how many bytes DuckDB keeps a value in
 * @param scale digits after the point
 */
export function joinDecimals(
  parts: readonly Part[],
  rows: number,
  digits: number,
  scale: number,
): Float64Array {
  const power = 10 ** scale;
  if (digits <= 4) return mapRows(parts, rows, 2, (data, at) => data.getInt16(at, true) / power);
  if (digits <= 9) return mapRows(parts, rows, 4, (data, at) => data.getInt32(at, true) / power);
  return mapRows(parts, rows, digits <= 18 ? 8 : 16, (data, at) =>
    decimal(digits <= 18 ? data.getBigInt64(at, true) : wideExact(data, at, true), scale),
  );
}

/** Beyond 2^53 the whole and the broken part are converted apart, as DuckDB does. */
function decimal(value: bigint, scale: number): number {
  if (scale === 0 || BigInt(Number(value)) === value) return Number(value) / 10 ** scale;
  const power = 10n ** BigInt(scale);
  return Number(value / power) + Number(value % power) / 10 ** scale;
}

const wideExact = (data: DataView, at: number, signed: boolean): bigint =>
  ((signed ? data.getBigInt64(at + 8, true) : data.getBigUint64(at + 8, true)) << 64n) |
  data.getBigUint64(at, true);

/** Sums and counts nearly always fit 53 bits, where no big number need be made of two halves. */
function wide(data: DataView, at: number, signed: boolean): number {
  const upper = data.getUint32(at + 4, true);
  const fits =
    upper < 2 ** 21 && data.getUint32(at + 8, true) + data.getUint32(at + 12, true) === 0;
  return fits ? data.getUint32(at, true) + upper * 2 ** 32 : Number(wideExact(data, at, signed));
}

function mapRows(
  parts: readonly Part[],
  rows: number,
  width: number,
  read: (data: DataView, at: number) => number,
): Float64Array {
  const values = new Float64Array(rows);
  let row = 0;
  for (const part of parts) {
    const bytes = partBytes(part, width);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let item = 0; item < part.rows; item++) values[row++] = read(data, item * width);
  }
  return values;
}
