import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../contracts/index.ts';
import {
  forgetFile,
  ledgerRow,
  wallClock,
  writeLedger,
  type FileOutcome,
  type LedgerRow,
} from './ledger.ts';
import { prepareLoad, type IngestOptions, type Loaded } from './load-content.ts';
import type { FileContext, RowCounts } from './load-tables.ts';
import { keepOriginal, readBytes, receive, type ReceivedFile } from './received.ts';
import { Session } from './session.ts';

/**
 * Takes in one file: reads it, checks its rows, keeps them, the rows held back and the ledger row,
 * all in one transaction. Bytes that were loaded before change nothing.
 * @throws Failure only where the file cannot be opened at all; a file that is read but refused as a
 *   whole is an outcome with status `rejected`
 */
export async function ingestFile(
  connection: DuckDBConnection,
  file: { readonly path: string; readonly bytes?: Uint8Array } & IngestOptions,
): Promise<FileOutcome> {
  const { path, bytes, ...options } = file;
  return loadReceived(connection, await receive(path, bytes ?? (await readBytes(path))), options);
}

/** Loads a file that was read before; see {@link ingestFile}. */
export async function loadReceived(
  connection: DuckDBConnection,
  file: ReceivedFile,
  options: IngestOptions,
): Promise<FileOutcome> {
  const { fileIds } = await Session.of(connection);
  const known = fileIds.has(file.id) ? await ledgerRow(connection, file.id) : undefined;
  if (known && known.status !== 'rejected') return { ...known, alreadyKnown: true };
  return replaceFile(connection, file, options, known !== undefined);
}

/**
 * Loads a file, whatever the ledger says of it.
 * @param forget whether the ledger has it, so that what it brought must be taken out first
 */
export async function replaceFile(
  connection: DuckDBConnection,
  file: ReceivedFile,
  options: IngestOptions,
  forget: boolean,
): Promise<FileOutcome> {
  const session = await Session.of(connection);
  const kept = await keepOriginal(options.receivedFolder, file);
  const context = {
    id: file.id,
    name: file.name,
    receivedAt: wallClock(options.receivedAt ?? new Date()),
  };
  const attempt = (work: () => Promise<Loaded>) =>
    inTransaction(connection, async () => {
      if (forget) await forgetFile(connection, file.id);
      const row = outcomeRow(file, options, context, await work());
      await writeLedger(connection, row);
      return row;
    });
  try {
    const row = await attempt(await prepareLoad(session, context, file, kept, options));
    return { ...row, alreadyKnown: false };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const row = await attempt(async () => ({ counts: NOTHING, failure }));
    return { ...row, alreadyKnown: false, failure };
  } finally {
    session.fileIds.add(file.id);
  }
}

const NOTHING: RowCounts = { rows_in: 0, rows_accepted: 0, rows_skipped: 0, rows_superseded: 0 };

async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run('begin');
  try {
    const result = await work();
    await connection.run('commit');
    return result;
  } catch (error) {
    await connection.run('rollback');
    throw error;
  }
}

function outcomeRow(
  file: ReceivedFile,
  { sender }: IngestOptions,
  context: FileContext,
  { counts, mapping, failure }: Loaded,
): LedgerRow {
  const quarantined = counts.rows_in - counts.rows_accepted;
  return {
    file_id: file.id,
    file_name: file.name,
    file_kind: file.kind ?? null,
    encoding: file.content?.encoding ?? file.plain?.encoding ?? null,
    size_bytes: file.bytes.length,
    sender: sender ?? null,
    received_at: context.receivedAt,
    loaded_at: wallClock(new Date()),
    mapping: mapping ?? null,
    status: failure ? 'rejected' : quarantined > 0 ? 'partly' : 'loaded',
    rows_in: counts.rows_in,
    rows_accepted: counts.rows_accepted,
    rows_quarantined: quarantined,
    rows_skipped: counts.rows_skipped,
    rows_superseded: counts.rows_superseded,
    error_code: failure?.code ?? null,
    error_zh: failure?.text.zh ?? null,
    error_en: failure?.text.en ?? null,
  };
}
