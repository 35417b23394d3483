import type { DuckDBConnection } from '@duckdb/node-api';

/** Rows a statement: DuckDB takes many at once far sooner than one by one. */
const ROWS = 200;

/** Inserts rows, each with its values in the order of the table's columns. */
export async function insertAll(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS) {
    const some = rows.slice(first, first + ROWS);
    let number = 0;
    const values = some.map((row) => `(${row.map(() => `$${++number}`).join(', ')})`);
    await connection.run(`insert into ${table} values ${values.join(', ')}`, some.flat());
  }
}
