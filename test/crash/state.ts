import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { currentSnapshot, warehouseFile } from '../../pipeline/warehouse/index.ts';

/** Columns that say when or under which name something was done, which no two runs share. */
const OF_THE_RUN = ['loaded_at', 'first_loaded_at', 'decided_at', 'snapshot_id', 'published_at'];

/** Rows and checksum of each table, whatever the order of its rows. */
export type State = Readonly<Record<string, string>>;

/**
 * What a warehouse holds: the pipeline's own tables and the tables of the published snapshot.
 * @throws Error where an original that the ledger names is not kept
 */
export async function stateOf(warehouse: string): Promise<State> {
  const snapshot = currentSnapshot(warehouse);
  const own = await readOnly(warehouseFile(warehouse), async (connection) => {
    const ledger = await connection.runAndReadAll('select file_id from intake.file');
    const lost = ledger
      .getRows()
      .filter(([fileId]) => !existsSync(join(warehouse, 'received', String(fileId))));
    if (lost.length > 0) throw new Error(`originals not kept: ${lost.join(', ')}`);
    return checksums(connection, 'own ');
  });
  if (!snapshot) return own;
  return { ...own, ...(await readOnly(snapshot.path, (file) => checksums(file, 'published '))) };
}

/** What readers see at any moment: the published snapshot opens and is whole, or there is none. */
export async function publishedDecisions(warehouse: string): Promise<number | undefined> {
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot) return undefined;
  return readOnly(snapshot.path, async (connection) => {
    const reader = await connection.runAndReadAll('select count(*) from marts.decision');
    return Number(reader.getRows()[0]?.[0]);
  });
}

/** Files left in a warehouse that nothing refers to. */
export const leftovers = (warehouse: string): string[] =>
  ['.', 'received', 'snapshots'].flatMap((folder) =>
    readdirSync(join(warehouse, folder)).filter((name) =>
      /building|partial|\.tmp|^\.|\.lock|\.wal$/.test(name),
    ),
  );

/** The tables in which two states differ, each in words. */
export const differencesOf = (state: State, wanted: State): string[] =>
  [...new Set([...Object.keys(state), ...Object.keys(wanted)])]
    .filter((table) => state[table] !== wanted[table])
    .map((table) => `${table}: ${state[table] ?? 'missing'}, not ${wanted[table] ?? 'missing'}`);

async function readOnly<Result>(
  file: string,
  ask: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '1' });
  const connection = await instance.connect();
  try {
    return await ask(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function checksums(connection: DuckDBConnection, prefix: string): Promise<State> {
  const columns = await connection.runAndReadAll(
    `select t.schema_name || '.' || t.table_name, list(c.column_name order by c.column_index)
     from duckdb_columns() c
     join duckdb_tables() t using (database_oid, schema_oid, table_oid)
     where not c.internal and not t.temporary
       and c.column_name not in (${OF_THE_RUN.map((name) => `'${name}'`).join(', ')})
     group by all`,
  );
  const state: Record<string, string> = {};
  for (const [table, names] of columns.getRowsJS()) {
    // From when a row could be read is of the run; whether it was held back before is not.
    const list = (names as string[])
      .map((name) => (name === 'readable_from' ? 'readable_from is null' : `"${name}"`))
      .join(', ');
    const reader = await connection.runAndReadAll(
      `select count(*), sum(hash((${list}, 0)::varchar)::hugeint) from ${String(table)}`,
    );
    state[prefix + String(table)] = reader.getRows()[0]?.map(String).join(' rows, sum ') ?? '';
  }
  return state;
}
