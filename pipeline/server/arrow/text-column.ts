import bindings from '@duckdb/node-bindings';
import { isValid, partBytes, partValidity, type Part } from './part.ts';

/**
 * DuckDB's string_t: 4 bytes of length, then up to 12 bytes of text in place, or 4 bytes of prefix
 * and a pointer. See https://duckdb.org/docs/stable/clients/c/vector (strings).
 */
const WIDTH = 16;
const INLINE = 12;

/**
 * Long texts less than this many bytes apart are fetched as one. The gap then lies within one
 * page of memory that a text lies in, so it may be read, whatever is in it.
 */
const GAP = 8;

/** The texts of one column: `offsets` has one entry more than there are rows. */
export interface TextBuffers {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** A stretch of DuckDB's memory that was fetched with one call. */
interface Stretch {
  readonly address: number;
  readonly bytes: Uint8Array;
}

/**
 * Copies the bytes of a VARCHAR, JSON or BLOB column as they are, never by way of JavaScript strings.
 * @param rows the sum of the parts' rows
 * @throws RangeError where the texts together exceed 2 GiB, the most that Arrow's Utf8 can hold
 */
export function joinTexts(parts: readonly Part[], rows: number): TextBuffers {
  const views = parts.map((part) => view(part));
  const offsets = new Int32Array(rows + 1);
  let total = 0;
  let row = 0;
  for (const { data, validity, count } of views)
    for (let item = 0; item < count; item++) {
      if (isValid(validity, item)) total += data.getUint32(item * WIDTH, true);
      offsets[++row] = total;
    }
  if (total > 0x7fffffff) throw new RangeError('a column of more than 2 GiB of text in one batch');
  const bytes = new Uint8Array(total);
  row = 0;
  for (const one of views) {
    copyTexts(one, bytes, offsets, row);
    row += one.count;
  }
  return { offsets, bytes };
}

type View = ReturnType<typeof view>;

function view(part: Part) {
  const raw = partBytes(part, WIDTH);
  return {
    raw,
    data: new DataView(raw.buffer, raw.byteOffset, raw.byteLength),
    validity: partValidity(part),
    count: part.rows,
  };
}

/** Copies the texts of one chunk; those that lie one after the other in memory are fetched together. */
function copyTexts(source: View, target: Uint8Array, offsets: Int32Array, first: number): void {
  const { raw, data, validity, count } = source;
  const fetched = new Map<number, Stretch>();
  let current: Stretch | undefined;
  for (let item = 0; item < count; item++) {
    if (!isValid(validity, item)) continue;
    const at = item * WIDTH;
    const length = data.getUint32(at, true);
    const to = offsets[first + item] ?? 0;
    if (length <= INLINE) {
      for (let byte = 0; byte < length; byte++) target[to + byte] = raw[at + 4 + byte] ?? 0;
      continue;
    }
    const address = pointer(data, at);
    if (!current || !holds(current, address, length)) {
      const known = fetched.get(address);
      current = known && holds(known, address, length) ? known : fetchStretch(source, item);
      fetched.set(address, current);
    }
    const from = address - current.address;
    target.set(current.bytes.subarray(from, from + length), to);
  }
}

const holds = (stretch: Stretch, address: number, length: number): boolean =>
  address >= stretch.address && address + length <= stretch.address + stretch.bytes.length;

/** User-space addresses stay below 2^48 on every platform DuckDB runs on, so a double holds them. */
const pointer = (data: DataView, at: number): number =>
  data.getUint32(at + 8, true) + data.getUint32(at + 12, true) * 0x100000000;

/** Fetches the text of a row and those of the rows after it that follow it in memory. */
function fetchStretch({ data, validity, count }: View, item: number): Stretch {
  const address = pointer(data, item * WIDTH);
  let end = address + data.getUint32(item * WIDTH, true);
  for (let next = item + 1; next < count; next++) {
    if (!isValid(validity, next)) continue;
    const length = data.getUint32(next * WIDTH, true);
    if (length <= INLINE) continue;
    const start = pointer(data, next * WIDTH);
    if (start < end || start - end >= GAP) break;
    end = start + length;
  }
  return {
    address,
    bytes: bindings.get_data_from_pointer(
      data.buffer as ArrayBuffer,
      data.byteOffset + item * WIDTH + 8,
      end - address,
    ),
  };
}
