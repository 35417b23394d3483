import type { DuckDBConnection, DuckDBValue, JS } from '@duckdb/node-api';

/** The columns of a query by name, nulls as null. */
export type Columns = Readonly<Record<string, readonly JS[]>>;

/** Runs a query and reads it column by column. */
export async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly DuckDBValue[] = [],
): Promise<{ columns: Columns; rows: number }> {
  const reader = await connection.runAndReadAll(sql, [...parameters]);
  return { columns: reader.getColumnsObjectJS(), rows: reader.currentRowCount };
}

/** A column as numbers; null and what is missing become `otherwise`. */
export const numbers = (column: readonly JS[] | undefined, otherwise = Number.NaN): Float64Array =>
  Float64Array.from(column ?? [], (value) => (value === null ? otherwise : Number(value)));

/** A column as text; null stays. */
export const texts = (column: readonly JS[] | undefined): (string | null)[] =>
  (column ?? []).map((value) => (value === null ? null : String(value)));

/** Numbers the values in the order in which they first come; null gets −1. */
export function numbered(values: readonly (string | null)[]): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from(values, (value) => {
    if (value === null) return -1;
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
}
