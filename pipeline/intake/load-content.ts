import { rm, writeFile } from 'node:fs/promises';
import { diskFull, type Failure } from '../contracts/index.ts';
import { ownSheets, readMarker } from './correction/marker.ts';
import { ledgerRow } from './ledger.ts';
import { loadBoundaries } from './load-boundaries.ts';
import { loadPlain } from './load-raw.ts';
import type { Sheet } from './grid.ts';
import { ColumnMissing, tablesOf, type FileTables } from './file-tables.ts';
import type { FileContext } from './file-context.ts';
import { NOTHING, type RowCounts } from './load-tables.ts';
import { loadMapped } from './mapping/load.ts';
import { headerRowOf, mappingMisfit, type Mapping } from './mapping/mapping.ts';
import { dropRawRows, readRawCsv, stageRawSheet } from './raw-rows.ts';
import type { PlainCsv } from './read/plain-csv.ts';
import { readInFull, type ReceivedFile } from './received.ts';
import type { Session } from './session.ts';
import type { LoadStage } from './stage-of-load.ts';
import type { Within } from './within.ts';
import { isUnsettled } from './table/decide.ts';
import { confidenceOf, findHeader, type FoundHeader } from './table/find.ts';
import { describeColumn } from './table/match.ts';
import { headerWords } from './vocabulary.ts';

/** How and whence files come in. */
export interface IngestOptions {
  /** Folder that keeps the original bytes: `<warehouse>/received`. */
  readonly receivedFolder: string;
  /** When we learned what the file says; now where left out. */
  readonly receivedAt?: Date;
  /** Who sent it. */
  readonly sender?: string;
  /** Units that it may speak of; default all. A file that goes beyond is rejected as a whole. */
  readonly within?: Within;
  /** Mapping to read the file with, whatever it looks like. */
  readonly mapping?: Mapping;
  /** Mappings to choose from by the file's headers. */
  readonly mappings?: readonly Mapping[];
  /** Called with a file's name when it is large and its load enters a stage. */
  readonly onStage?: (file: string, stage: LoadStage) => void;
}

/** What loading a file came to. */
export interface Loaded {
  readonly counts: RowCounts;
  readonly mapping?: string;
  readonly failure?: Failure;
}

/** Loads what was prepared; runs inside a transaction. */
type Load = () => Promise<Loaded>;

/** A file read and looked at: tables that may be loaded with those of other files, or a load of its own. */
export type Prepared =
  | { readonly tables: FileTables }
  | {
      readonly load: Load;
      /** Whether there are so many rows that they are to be loaded in bulk. */
      readonly bulk?: boolean;
    };

/**
 * Does all that can be done for a file before its transaction begins: reading it, finding its tables.
 * @param readable path of its original bytes, once they are there
 * @throws Failure where the file cannot be read or holds no table of ours
 */
export async function prepareLoad(
  session: Session,
  context: FileContext,
  file: ReceivedFile,
  readable: () => Promise<string>,
  options: IngestOptions,
): Promise<Prepared> {
  if (file.failure) throw file.failure;
  const quick =
    file.plain && (await prepareQuickly(session, context, file.plain, readable, options));
  if (quick) return { load: quick, bulk: true };
  const { sheets: allSheets, boundaries } = file.content ?? (await readInFull(file));
  const sheets = ownSheets(allSheets);
  if (boundaries.length > 0) {
    const { connection } = session;
    return {
      load: async () => ({ counts: await loadBoundaries(connection, context, boundaries) }),
    };
  }
  const { mapping, mappings = [] } = options;
  const mapped = prepareMapped(session, context, sheets, mapping ? [mapping] : mappings);
  if (mapped) return { load: mapped };
  if (mapping) throw mappingMisfit(mapping);
  const named = await nameBefore(session, context, allSheets);
  try {
    return { tables: await tablesOf(session, named, sheets) };
  } catch (failure) {
    if (!(failure instanceof ColumnMissing)) throw failure;
    return { load: async () => refused(session, context, failure) };
  }
}

/** Keeps how the header of a refused table was read: a bureau may know better, and confirm it. */
async function refused(
  { connection }: Session,
  { id }: FileContext,
  failure: ColumnMissing,
): Promise<Loaded> {
  const { sheet, header } = failure;
  await connection.run(
    `insert into intake.file_table (file_id, sheet, dataset, header_row, confidence, columns)
     values ($id, $sheet, $dataset, $row, $confidence, $columns::json)`,
    {
      id,
      sheet,
      dataset: header.contract.dataset,
      row: header.top + 1,
      confidence: confidenceOf(header),
      columns: JSON.stringify(header.columns.map(describeColumn)),
    },
  );
  return { counts: NOTHING, failure };
}

/** A correction is called what the file was called that it corrects: its name may tell the unit and the month. */
async function nameBefore(
  { connection }: Session,
  context: FileContext,
  sheets: readonly Sheet[],
): Promise<FileContext> {
  const marker = readMarker(sheets);
  const corrected = marker && (await ledgerRow(connection, marker.replaces));
  return corrected ? { ...context, name: corrected.file_name } : context;
}

/** Whether rows are to be numbered, which the quick way does not do. */
const lacksNumbers = ({ contract: { numbering }, columns }: FoundHeader): boolean =>
  numbering !== undefined && !columns.some(({ column }) => column === numbering.column);

/** Whether a file may have cells that mean the one above. */
const refersAbove = (bytes: Buffer): boolean =>
  ['同上', '同前', '〃', '″', '〞'].some((mark) => bytes.includes(mark));

/** Reads a plain CSV by DuckDB's reader; undefined where that does not work out after all. */
async function prepareQuickly(
  session: Session,
  context: FileContext,
  plain: PlainCsv,
  readable: () => Promise<string>,
  { mapping, mappings = [] }: IngestOptions,
): Promise<Load | undefined> {
  const { titles, header, sample } = plain;
  const candidates = mapping ? [mapping] : mappings;
  const fitting = candidates.find((candidate) => headerRowOf(candidate, sample) === titles);
  const sheet = { name: '', hidden: false, rows: sample, merges: [] };
  const words = await headerWords(session.connection);
  const found = fitting ? undefined : findHeader(sheet, context.name, { words });
  const complete =
    found &&
    found.top === titles &&
    found.bottom === titles &&
    found.missing.length === 0 &&
    !lacksNumbers(found) &&
    !isUnsettled(found, words);
  const named = found?.columns.some(
    ({ column }) => column === 'unit_code' || column === 'unit_name',
  );
  if (!fitting && !(complete && named)) return undefined;
  context.enter?.('read');
  // The search takes a while: DuckDB reads the file meanwhile, by other threads.
  const reading = readsPlainly(session, plain, await readable());
  const unfit = !fitting && refersAbove(plain.text.bytes);
  if (!(await reading)) return undefined;
  if (unfit) {
    await dropRawRows(session.connection);
    return undefined;
  }
  plain.text.letGo();
  if (fitting) {
    const place = { sheet: '', header, headerRow: titles + 1 };
    return () => throughMapping(session, context, fitting, place);
  }
  return found && (async () => ({ counts: await loadPlain(session, context, found, plain) }));
}

/** How DuckDB begins what it says of a file that its reader cannot make sense of. */
const CSV_ERROR = /^(Error: )?Invalid Input Error: CSV Error/;

/** Lets DuckDB read a plain CSV; false where it is not as plain as its beginning. */
async function readsPlainly(
  { connection }: Session,
  plain: PlainCsv,
  readable: string,
): Promise<boolean> {
  const path = plain.encoding === 'gb18030' ? `${readable}.utf8.partial` : readable;
  try {
    if (path !== readable) await writeFile(path, plain.text.bytes);
    await readRawCsv(connection, path, plain);
    return true;
  } catch (error) {
    if (diskFull(error) || !CSV_ERROR.test(String(error))) throw error;
    return false;
  } finally {
    if (path !== readable) await rm(path, { force: true });
  }
}

/** The load through the first mapping that fits one of the sheets. */
function prepareMapped(
  session: Session,
  context: FileContext,
  sheets: readonly Sheet[],
  mappings: readonly Mapping[],
): Load | undefined {
  for (const mapping of mappings) {
    for (const sheet of sheets) {
      const index = headerRowOf(mapping, sheet.rows);
      if (index === undefined) continue;
      const header = sheet.rows[index] ?? [];
      const place = { sheet: sheet.name, header, headerRow: index + 1 };
      return async () => {
        await stageRawSheet(session.connection, sheet, index, header.length);
        return throughMapping(session, context, mapping, place);
      };
    }
  }
  return undefined;
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
