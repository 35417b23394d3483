import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ledgerRow, loadedFiles, type FileOutcome } from './ledger.ts';
import type { IngestOptions } from './load-content.ts';
import { Loader, type LoadRequest, type Settled } from './load.ts';
import { readBytes, receive, type ReceivedFile } from './received.ts';
import { readAhead } from './read-ahead.ts';
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

/** A file to be loaded, and the path it came by. */
interface Arrived extends LoadRequest {
  readonly path: string;
}

/**
 * Takes in files and folders in the order of their coming; while some are loaded the next are read.
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
  const loader = await Loader.of<Arrived>(connection);
  const total = arrivals.length;
  let done = 0;
  const step = ({ request, outcome }: Settled<Arrived>): IngestStep => {
    known.add(outcome.file_id);
    const retried = request.again === true;
    return { outcome, path: request.path, done: retried ? total : (done += 1), total, retried };
  };
  for await (const { arrival, file } of readAhead(arrivals, read)) {
    const request = { file, path: arrival.path, options: { ...options, ...arrival } };
    for (const settled of await loader.add(request)) yield step(settled);
  }
  for (const settled of await loader.flush()) yield step(settled);
  for (const fileId of await filesToRetry(connection)) {
    for (const settled of await loader.add(await retry(connection, fileId, options)))
      yield step(settled);
  }
  for (const settled of await loader.flush()) yield step(settled);
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

/** The request to load a file of the ledger again from its kept bytes. */
async function retry(
  connection: DuckDBConnection,
  fileId: string,
  options: IngestOptions,
): Promise<Arrived> {
  const row = await ledgerRow(connection, fileId);
  const bytes = await readFile(join(options.receivedFolder, fileId));
  const file = await receive(row?.file_name ?? fileId, bytes);
  const { mapping, mappings = [] } = options;
  const used = [...mappings, ...(mapping ? [mapping] : [])].find(
    ({ name }) => name === row?.mapping,
  );
  return {
    file,
    path: file.name,
    again: true,
    options: {
      receivedFolder: options.receivedFolder,
      mappings,
      ...(used ? { mapping: used } : {}),
      ...(row ? { receivedAt: new Date(row.received_at.replace(' ', 'T')) } : {}),
      ...(row?.sender ? { sender: row.sender } : {}),
    },
  };
}
