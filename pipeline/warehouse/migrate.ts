import type { DuckDBConnection } from '@duckdb/node-api';
import { intakeTables } from '../contracts/intake-tables.ts';
import { decisionTables, fitTable, type OwnTable } from './decision-tables.ts';

/** The schemas of the pipeline's own file, each with its tables. */
export const ownSchemas: readonly { schema: string; tables: readonly OwnTable[] }[] = [
  { schema: 'intake', tables: intakeTables },
  { schema: 'decision_log', tables: [...decisionTables, fitTable] },
];

/**
 * Brings the pipeline's own file to the tables of today: creates what is missing and adds columns that
 * a contract has gained. Never drops or changes one. Runs as one transaction.
 * @param connection to the writable warehouse file
 */
export async function migrate(connection: DuckDBConnection): Promise<void> {
  const present = await connection.runAndReadAll(
    `select schema_name || '.' || table_name || '.' || column_name
     from duckdb_columns() where database_name = current_database()`,
  );
  const known = new Set(present.getRows().map(([name]) => String(name)));
  const statements = ownSchemas.flatMap(({ schema, tables }) =>
    tables.flatMap((table) => statementsFor(schema, table, known)),
  );
  if (statements.length === 0) return;
  const schemas = ownSchemas.map(({ schema }) => `create schema if not exists ${schema}`);
  await connection.run(
    ['begin', ...schemas, ...statements, 'commit'].map((statement) => `${statement};`).join('\n'),
  );
}

function statementsFor(schema: string, table: OwnTable, known: ReadonlySet<string>): string[] {
  const name = `${schema}.${table.name}`;
  const missing = table.columns.filter((column) => !known.has(`${name}.${column.name}`));
  if (missing.length < table.columns.length)
    return missing.map((column) => `alter table ${name} add column ${column.name} ${column.type}`);
  const columns = table.columns.map((column) => `${column.name} ${column.type}`);
  return [`create table ${name} (${columns.join(', ')})`];
}
