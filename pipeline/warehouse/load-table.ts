import type { DuckDBConnection } from '@duckdb/node-api';
import type { CellValue, TableData } from '../contracts/table-data.ts';
import { identifier, literal } from './sql-text.ts';

/** Creates a small table and fills it; the schema is created where it is missing. */
export async function loadTable(connection: DuckDBConnection, data: TableData): Promise<void> {
  const name = `${identifier(data.schema)}.${identifier(data.table)}`;
  const columns = data.columns.map((column) => `${identifier(column.name)} ${column.type}`);
  const rows = data.rows.map((row) => `(${row.map(cell).join(', ')})`);
  const statements = [
    `create schema if not exists ${identifier(data.schema)}`,
    `create table ${name} (${columns.join(', ')})`,
    ...(rows.length > 0 ? [`insert into ${name} values ${rows.join(', ')}`] : []),
  ];
  await connection.run(statements.join(';\n'));
}

const cell = (value: CellValue): string =>
  typeof value === 'string' ? literal(value) : String(value);
