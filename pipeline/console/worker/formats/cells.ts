import { isNumber, rowsOf } from '../cells.ts';
import type { ResultRows } from '../rows.ts';
import { valueText } from '../value-column.ts';

/** What a terminal sets: names, which columns are numbers, and rows of texts; one JSON text. */
export interface CellTable {
  readonly names: readonly string[];
  readonly numeric: readonly boolean[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The whole answer as a {@link CellTable}: for few rows. */
export async function* cellPieces(result: ResultRows): AsyncGenerator<string> {
  const rows: (string | null)[][] = [];
  for await (const some of rowsOf(result, valueText)) rows.push(...some);
  const table: CellTable = {
    names: result.deduplicatedColumnNames(),
    numeric: result.columnTypes().map(isNumber),
    rows,
  };
  yield JSON.stringify(table);
}
