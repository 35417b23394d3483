import {
  BIGINT,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { intakeTables } from '../contracts/intake-tables.ts';
import type { Failure } from '../contracts/index.ts';
import { literal } from './check/words.ts';
import { appendRows } from './stage.ts';

/** A row of `intake.file`. Times are wall-clock text, `YYYY-MM-DD HH:MM:SS`. */
export interface LedgerRow {
  readonly file_id: string;
  readonly file_name: string;
  readonly file_kind: string | null;
  readonly encoding: string | null;
  readonly size_bytes: number;
  readonly sender: string | null;
  readonly received_at: string;
  readonly loaded_at: string;
  readonly mapping: string | null;
  readonly status: 'loaded' | 'partly' | 'rejected';
  readonly rows_in: number;
  readonly rows_accepted: number;
  readonly rows_quarantined: number;
  readonly rows_skipped: number;
  readonly rows_superseded: number;
  readonly error_code: string | null;
  readonly error_zh: string | null;
  readonly error_en: string | null;
  /** Accepted rows that look odd. */
  readonly rows_warned: number;
  /** The file that this one corrects, where it is a correction workbook. */
  readonly replaces: string | null;
  /** Name of the archive that it came in. */
  readonly archive: string | null;
  /** When it was first loaded or refused; null in a warehouse that did not keep it yet. */
  readonly first_loaded_at: string | null;
  /** From when it could be read, where it was refused before. */
  readonly readable_from: string | null;
}

/** What became of a file: its ledger row, and whether its bytes had been loaded before. */
export interface FileOutcome extends LedgerRow {
  readonly alreadyKnown: boolean;
  /** Why the whole file was rejected, with where and what to do. */
  readonly failure?: Failure;
}

type TimeColumn = 'received_at' | 'loaded_at' | 'first_loaded_at' | 'readable_from';

const COLUMNS = [
  'file_id',
  'file_name',
  'file_kind',
  'encoding',
  'size_bytes',
  'sender',
  'received_at',
  'loaded_at',
  'mapping',
  'status',
  'rows_in',
  'rows_accepted',
  'rows_quarantined',
  'rows_skipped',
  'rows_superseded',
  'error_code',
  'error_zh',
  'error_en',
  'rows_warned',
  'replaces',
  'archive',
  'first_loaded_at',
  'readable_from',
] as const satisfies readonly (keyof LedgerRow)[];

const isTime = (name: string): name is TimeColumn =>
  name.endsWith('_at') || name === 'readable_from';

/** The ledger's row of a file; undefined where these bytes never came. */
export async function ledgerRow(
  connection: DuckDBConnection,
  fileId: string,
): Promise<LedgerRow | undefined> {
  const columns = COLUMNS.map((name) =>
    isTime(name) ? `strftime(${name}, '%Y-%m-%d %H:%M:%S') as ${name}` : name,
  );
  const reader = await connection.runAndReadAll(
    `select ${columns.join(', ').replace('size_bytes', 'size_bytes::double as size_bytes')}
     from intake.file where file_id = $file_id`,
    { file_id: fileId },
  );
  return reader.getRowObjectsJS()[0] as unknown as LedgerRow | undefined;
}

/** Fingerprints of the files that are loaded, in full or in part. */
export async function loadedFiles(connection: DuckDBConnection): Promise<Set<string>> {
  const reader = await connection.runAndReadAll(
    `select file_id from intake.file where status <> 'rejected'`,
  );
  return new Set(reader.getColumnsJS()[0]?.map(String));
}

/** The ledger's columns as they lie in this warehouse: one that is older has the newer ones last. */
async function columnsInPlace(connection: DuckDBConnection): Promise<(keyof LedgerRow)[]> {
  const reader = await connection.runAndReadAll(
    `select column_name from duckdb_columns()
     where database_name = current_database() and schema_name = 'intake' and table_name = 'file'
     order by column_index`,
  );
  return (reader.getColumnsJS()[0] ?? []) as (keyof LedgerRow)[];
}

/** How many accepted rows of files are odd. */
export async function rowsWarned(
  connection: DuckDBConnection,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (fileIds.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `select file_id, count(distinct (sheet, row_number))::integer
     from intake.warning where file_id in (${fileIds.map(literal).join(', ')}) group by file_id`,
  );
  return new Map(reader.getRowsJS().map(([id, rows]) => [String(id), Number(rows)]));
}

/** Writes the rows of files, in the transaction that loads them. */
export async function writeLedger(
  connection: DuckDBConnection,
  rows: readonly LedgerRow[],
): Promise<void> {
  const columns = await columnsInPlace(connection);
  const types = columns.map((name) => {
    if (isTime(name)) return TIMESTAMP;
    if (name === 'size_bytes') return BIGINT;
    return name.startsWith('rows_') ? INTEGER : VARCHAR;
  });
  const values = rows.map((row) =>
    columns.map((name) => {
      if (name === 'size_bytes') return BigInt(row[name]);
      if (!isTime(name)) return row[name];
      const time = row[name];
      return time && new DuckDBTimestampValue(BigInt(Date.parse(`${time}Z`)) * 1000n);
    }),
  );
  await appendRows(connection, { name: 'file', schema: 'intake' }, types, values);
}

/** Takes files out of every table of intake, so that they can be loaded anew. */
export async function forgetFiles(
  connection: DuckDBConnection,
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const ids = fileIds.map(literal).join(', ');
  for (const { name, columns } of intakeTables) {
    if (!columns.some((column) => column.name === 'file_id')) continue;
    await connection.run(`delete from intake.${name} where file_id in (${ids})`);
  }
  const reader = await connection.runAndReadAll(
    `delete from intake.warning where other_file_id in (${ids}) returning file_id`,
  );
  const others = [...new Set(reader.getRowsJS().map(([id]) => String(id)))];
  const counts = await rowsWarned(connection, others);
  for (const id of others) {
    await connection.run('update intake.file set rows_warned = $rows where file_id = $id', {
      id,
      rows: counts.get(id) ?? 0,
    });
  }
}
