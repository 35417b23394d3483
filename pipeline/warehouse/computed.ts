import type { DuckDBConnection } from '@duckdb/node-api';
import type { Text } from '../contracts/index.ts';

/** A table that a computation fills; its columns are declared before there are rows. */
export interface ComputedTable {
  readonly schema: string;
  readonly table: string;
  readonly comment: Text;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly label: Text;
  }[];
}

/**
 * Tables of a snapshot that are the result of a computation SQL cannot say, such as a fit. It runs among the
 * models: after all that it reads, before the first that reads one of its tables.
 */
export interface Computation {
  /** Name of the step, for the progress. */
  readonly name: string;
  /** Relations it reads, as `schema.relation`. */
  readonly reads: readonly string[];
  readonly tables: readonly ComputedTable[];
  /** Fills the tables, which exist and are empty. */
  readonly run: (connection: DuckDBConnection) => Promise<void>;
}

/** Name of a computed table, as models write it. */
export const computedName = ({ schema, table }: ComputedTable): string => `${schema}.${table}`;

/** Creates the tables of a computation and fills them. */
export async function compute(
  connection: DuckDBConnection,
  { tables, run }: Computation,
): Promise<void> {
  for (const { schema, table, columns } of tables) {
    const described = columns.map(({ name, type }) => `${name} ${type}`);
    await connection.run(
      `create schema if not exists ${schema};
       create table ${schema}.${table} (${described.join(', ')});`,
    );
  }
  await run(connection);
}
