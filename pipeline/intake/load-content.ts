import type { Failure } from '../contracts/index.ts';
import { loadBoundaries } from './load-boundaries.ts';
import { loadPlain } from './load-raw.ts';
import { loadSheets, type FileContext, type RowCounts } from './load-tables.ts';
import { loadMapped } from './mapping/load.ts';
import { headerRowOf, mappingMisfit, type Mapping } from './mapping/mapping.ts';
import { readRawCsv, stageRawSheet } from './raw-rows.ts';
import type { FileContent } from './read/content.ts';
import type { PlainCsv } from './read/plain-csv.ts';
import { readInFull, type ReceivedFile } from './received.ts';
import type { Session } from './session.ts';
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

/** What loading a file came to. */
export interface Loaded {
  readonly counts: RowCounts;
  readonly mapping?: string;
  readonly failure?: Failure;
}

/** Loads what was prepared; runs inside a transaction. */
type Load = () => Promise<Loaded>;

/**
 * Does all that can be done for a file before its transaction begins, reading above all.
 * @param kept path of its original bytes
 * @throws Failure where the file cannot be read
 */
export async function prepareLoad(
  session: Session,
  context: FileContext,
  file: ReceivedFile,
  kept: string,
  options: IngestOptions,
): Promise<Load> {
  if (file.failure) throw file.failure;
  const quick = file.plain && (await prepareQuickly(session, context, file.plain, kept, options));
  if (quick) return quick;
  const content = file.content ?? (await readInFull(file));
  if (content.boundaries.length === 0) return () => loadTables(session, context, content, options);
  return async () => ({
    counts: await loadBoundaries(session.connection, context, content.boundaries),
  });
}

/** Reads a plain CSV by DuckDB's reader; undefined where that does not work out after all. */
async function prepareQuickly(
  session: Session,
  context: FileContext,
  plain: PlainCsv,
  kept: string,
  { mapping, mappings = [] }: IngestOptions,
): Promise<Load | undefined> {
  const { header, sample } = plain;
  const candidates = mapping ? [mapping] : mappings;
  const fitting = candidates.find((candidate) => headerRowOf(candidate, sample) === 0);
  const sheet = { name: '', hidden: false, rows: sample, merges: [] };
  const found = fitting ? undefined : findHeader(sheet, context.name);
  const complete = found && found.bottom === 0 && found.missing.length === 0;
  const named = found?.columns.some(
    ({ column }) => column === 'unit_code' || column === 'unit_name',
  );
  if (!fitting && !(complete && named)) return undefined;
  try {
    await readRawCsv(session.connection, kept, plain);
  } catch {
    return undefined;
  }
  if (fitting) {
    const place = { sheet: '', header, headerRow: 1 };
    return () => throughMapping(session, context, fitting, place);
  }
  return (
    found && (async () => ({ counts: await loadPlain(session, context, found, header.length) }))
  );
}

async function loadTables(
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
      return throughMapping(session, context, candidate, place);
    }
  }
  if (mapping) throw mappingMisfit(mapping);
  return { counts: await loadSheets(session, context, sheets) };
}

const throughMapping = async (
  session: Session,
  context: FileContext,
  mapping: Mapping,
  place: Parameters<typeof loadMapped>[3],
): Promise<Loaded> => ({
  counts: await loadMapped(session, context, mapping, place),
  mapping: mapping.name,
});
