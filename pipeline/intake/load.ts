import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure } from '../contracts/index.ts';
import { loadBoundaries } from './load-boundaries.ts';
import { loadPlain } from './load-raw.ts';
import { loadSheets, type FileContext, type RowCounts } from './load-tables.ts';
import {
  forgetFile,
  ledgerRow,
  wallClock,
  writeLedger,
  type FileOutcome,
  type LedgerRow,
} from './ledger.ts';
import { loadMapped } from './mapping/load.ts';
import { headerRowOf, mappingMisfit, type Mapping } from './mapping/mapping.ts';
import { readRawCsv, stageRawSheet } from './raw-rows.ts';
import type { FileContent } from './read/content.ts';
import { keepOriginal, readBytes, readInFull, receive, type ReceivedFile } from './received.ts';
import { Session } from './session.ts';
import { findHeader } from './table/find.ts';

/** How and whence files come in. */
export interface IngestOptions {
  /** Folder that keeps the original bytes: `<warehouse>/received`. */
  readonly receivedFolder: string;
  /** When we learned what the file says; now where left out. */
  readonly receivedAt?: Date;
  /** Who sent it. */
  readonly sender?: string;
  /** Mapping to read the file with, whatever it looks like. */
  readonly mapping?: Mapping;
  /** Mappings to choose from by the file's headers. */
  readonly mappings?: readonly Mapping[];
}

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
    const row = await attempt(() => loadContent(session, context, file, kept, options));
    return { ...row, alreadyKnown: false };
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const row = await attempt(async () => ({ counts: NOTHING, failure }));
    return { ...row, alreadyKnown: false, failure };
  } finally {
    session.fileIds.add(file.id);
  }
}

interface Loaded {
  readonly counts: RowCounts;
  readonly mapping?: string;
  readonly failure?: Failure;
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

async function loadContent(
  session: Session,
  context: FileContext,
  file: ReceivedFile,
  kept: string,
  options: IngestOptions,
): Promise<Loaded> {
  if (file.failure) throw file.failure;
  const quick = file.plain && (await loadQuickly(session, context, file, kept, options));
  if (quick) return quick;
  const content = file.content ?? (await readInFull(file));
  if (content.boundaries.length > 0) {
    return { counts: await loadBoundaries(session.connection, context, content.boundaries) };
  }
  return loadContentSheets(session, context, content, options);
}

/** Loads a plain CSV by DuckDB's reader; undefined where that does not work out after all. */
async function loadQuickly(
  session: Session,
  context: FileContext,
  { plain }: ReceivedFile,
  kept: string,
  { mapping, mappings = [] }: IngestOptions,
): Promise<Loaded | undefined> {
  if (!plain) return undefined;
  const { header, sample } = plain;
  const candidates = mapping ? [mapping] : mappings;
  const fitting = candidates.find((candidate) => headerRowOf(candidate, sample) === 0);
  const sheet = { name: '', hidden: false, rows: sample, merges: [] };
  const found = fitting ? undefined : findHeader(sheet, context.name);
  const usable = found && found.bottom === 0 && found.missing.length === 0 && namesItsUnits(found);
  if (!fitting && !usable) return undefined;
  try {
    await readRawCsv(session.connection, kept, plain);
  } catch {
    return undefined;
  }
  if (usable) return { counts: await loadPlain(session, context, found, header.length) };
  if (!fitting) return undefined;
  const counts = await loadMapped(session, context, fitting, { sheet: '', header, headerRow: 1 });
  return { counts, mapping: fitting.name };
}

const namesItsUnits = ({ columns }: NonNullable<ReturnType<typeof findHeader>>): boolean =>
  columns.some(({ column }) => column === 'unit_code' || column === 'unit_name');

async function loadContentSheets(
  session: Session,
  context: FileContext,
  { sheets }: FileContent,
  { mapping, mappings = [] }: IngestOptions,
): Promise<Loaded> {
  for (const candidate of mapping ? [mapping] : mappings) {
    for (const sheet of sheets) {
      const index = headerRowOf(candidate, sheet.rows);
      if (index === undefined) continue;
      const header = sheet.rows[index] ?? [];
      await stageRawSheet(session.connection, sheet, index, header.length);
      const place = { sheet: sheet.name, header, headerRow: index + 1 };
      const counts = await loadMapped(session, context, candidate, place);
      return { counts, mapping: candidate.name };
    }
  }
  if (mapping) throw mappingMisfit(mapping);
  return { counts: await loadSheets(session, context, sheets) };
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
