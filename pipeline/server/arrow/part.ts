import bindings, { type Vector } from '@duckdb/node-bindings';

/** One chunk's share of a column: DuckDB's own memory, valid as long as the chunk is held. */
export interface Part {
  readonly vector: Vector;
  readonly rows: number;
}

/** The values of a vector as they lie in DuckDB's memory; `width` in bytes a value. Not a copy. */
export const partBytes = (part: Part, width: number): Uint8Array =>
  bindings.vector_get_data(part.vector, part.rows * width);

/**
 * The validity bits of a vector, one a row, least significant first, as Arrow has them too.
 * @returns null where every row has a value
 */
export function partValidity(part: Part): Uint8Array | null {
  // The binding's declaration forgets that DuckDB keeps no mask for a vector without nulls.
  const bytes = bindings.vector_get_validity(part.vector, Math.ceil(part.rows / 64) * 8) as
    Uint8Array | undefined;
  return bytes ?? null;
}

/** Whether the row has a value. */
export const isValid = (validity: Uint8Array | null, row: number): boolean =>
  validity === null || ((validity[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
