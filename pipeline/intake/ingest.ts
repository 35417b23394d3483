import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ledgerRow, loadedFiles, type FileOutcome } from './ledger.ts';
import type { IngestOptions } from './load-content.ts';
import { loadReceived, replaceFile } from './load.ts';
import { readBytes, receive, type ReceivedFile } from './received.ts';
import { listArrivals, type Arrival } from './walk.ts';

/** A file that has been dealt with. */
export interface IngestStep {
  readonly outcome: FileOutcome;
  /** The path it came by; for one retried, its name. */
  readonly path: string;
  /** How many files are done, of how many. */
  readonly done: number;
  readonly total: number;
  /** Whether it had been loaded before, and now again because its units have become known. */
  readonly retried: boolean;
}

/**
 * Takes in files and folders, one file after another; while one is loaded the next is being read.
 * Last, files that had named units not known then are loaded again if the register has come since.
 * @throws Failure where a path or a register of receipts is wrong, before anything is loaded
 */
export async function* ingestPaths(
  connection: DuckDBConnection,
  paths: readonly string[],
  options: IngestOptions,
): AsyncGenerator<IngestStep> {
  const arrivals = await listArrivals(paths);
  const known = await loadedFiles(connection);
  const read = async ({ path }: Arrival): Promise<ReceivedFile> =>
    receive(path, await readBytes(path), (id) => known.has(id));
  const total = arrivals.length;
  const reading: Promise<ReceivedFile>[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    // One ahead is enough to keep the reader busy and holds at most two files in memory.
    for (const ahead of arrivals.slice(index + reading.length, index + 2)) {
      const file = read(ahead);
      file.catch(() => undefined);
      reading.push(file);
    }
    const file = await (reading.shift() ?? read(arrival));
    const outcome = await loadReceived(connection, file, { ...options, ...arrival });
    known.add(outcome.file_id);
    yield { outcome, path: arrival.path, done: index + 1, total, retried: false };
  }
  for (const fileId of await filesToRetry(connection)) {
    const outcome = await retry(connection, fileId, options);
    yield { outcome, path: outcome.file_name, done: total, total, retried: true };
  }
}

/** Files held back for units that are known by now. */
async function filesToRetry(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `select file_id
     from intake.file
     where file_id in (
       select file_id
       from intake.quarantine
       where reason_code = 'unit_unknown'
         and (
           (column_name = 'unit_code' and value in (select unit_code from known_unit))
           or (column_name = 'unit_name' and word_key(half_width(value)) in (select name from known_unit_name))
         )
     )
     or (
       error_code = 'unit_not_named'
       and exists (from known_unit_name where contains(word_key(half_width(file_name)), name))
     )
     order by received_at, file_name`,
  );
  return (reader.getColumnsJS()[0] ?? []).map(String);
}

async function retry(
  connection: DuckDBConnection,
  fileId: string,
  options: IngestOptions,
): Promise<FileOutcome> {
  const row = await ledgerRow(connection, fileId);
  const bytes = await readFile(join(options.receivedFolder, fileId));
  const file = await receive(row?.file_name ?? fileId, bytes);
  const { mapping, mappings = [] } = options;
  const used = [...mappings, ...(mapping ? [mapping] : [])].find(
    ({ name }) => name === row?.mapping,
  );
  return replaceFile(
    connection,
    file,
    {
      receivedFolder: options.receivedFolder,
      mappings,
      ...(used ? { mapping: used } : {}),
      ...(row ? { receivedAt: new Date(row.received_at.replace(' ', 'T')) } : {}),
      ...(row?.sender ? { sender: row.sender } : {}),
    },
    true,
  );
}
