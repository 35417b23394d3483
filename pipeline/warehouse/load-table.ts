import type { DuckDBConnection } from '@duckdb/node-api';
import type { CellValue, TableData } from '../contracts/table-data.ts';
import { identifier, literal } from './sql-text.ts';

/** Rows of one insert: the parser's time grows faster than a longer text. */
const ROWS_A_STATEMENT = 2000;

/** Creates a small table and fills it; the schema is created where it is missing. */
export async function loadTable(connection: DuckDBConnection, data: TableData): Promise<void> {
  const name = `${identifier(data.schema)}.${identifier(data.table)}`;
  const columns = data.columns.map((column) => `${identifier(column.name)} ${column.type}`);
  await connection.run(
    `create schema if not exists ${identifier(data.schema)};
     create table ${name} (${columns.join(', ')})`,
  );
  for (let from = 0; from < data.rows.length; from += ROWS_A_STATEMENT) {
    const rows = data.rows
      .slice(from, from + ROWS_A_STATEMENT)
      .map((row) => `(${row.map(cell).join(', ')})`);
    await connection.run(`insert into ${name} values ${rows.join(', ')}`);
  }
}

const cell = (value: CellValue): string =>
  typeof value === 'string' ? literal(value) : String(value);
