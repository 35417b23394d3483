import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text, type Locale } from '../../contracts/index.ts';
import { cellText, type Sheet } from '../grid.ts';
import { ledgerRow } from '../ledger.ts';
import { readInFull, receive, type ReceivedFile } from '../received.ts';
import { codeColumns } from './drop-downs.ts';
import { faultsOf, type Fault } from './faults.ts';
import { freeName, listSheet } from './list-sheet.ts';
import { MARKER_SHEET, markerRows, ownSheets } from './marker.ts';
import { plainWorkbook } from './plain.ts';
import type { CorrectionPlan } from './plan.ts';
import { styledWorkbook } from './styled.ts';
import { typedCells } from './typed.ts';

/** A workbook in which a clerk mends a file. */
export interface Correction {
  /** The file that it corrects. */
  readonly fileId: string;
  /** A name for it, after that file's. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly errors: number;
  readonly warnings: number;
}

/** More rows than a person mends by hand, or than a workbook holds at its ease. */
const MOST_ROWS = 100_000;

const onlySheet = text('数据', 'Data');

const suffix = text('更正', 'correction');

/**
 * Makes the correction workbook of a file: the clerk's own sheets, bad cells coloured and commented, a
 * list of the faults before them, and the hidden sheet by which intake knows it again.
 * @param connection to the warehouse, or to a snapshot of it
 * @param receivedFolder keeps the original bytes
 * @throws Failure `file_unknown_here`, `nothing_to_correct`, `original_missing`, `correction_too_large`
 */
export async function correctionOf(
  connection: DuckDBConnection,
  fileId: string,
  { receivedFolder, locale }: { readonly receivedFolder: string; readonly locale: Locale },
): Promise<Correction> {
  const row = await ledgerRow(connection, fileId);
  if (!row) throw unknownFile(fileId);
  const faults = await faultsOf(connection, fileId);
  if (faults.length === 0) throw nothingToCorrect(row.file_name);
  const bytes = await readFile(join(receivedFolder, fileId)).catch((cause: unknown) => {
    throw originalMissing(row.file_name, cause);
  });
  const file = await receive({ name: row.file_name, bytes });
  const { sheets } = file.content ?? (await readInFull(file));
  const own = ownSheets(sheets);
  if (own.reduce((sum, sheet) => sum + sheet.rows.length, 0) > MOST_ROWS) {
    throw tooLarge(row.file_name);
  }
  const plan = await planOf(connection, { fileId, name: row.file_name, own, faults, locale });
  return {
    fileId,
    name: nameOf(row.file_name, locale),
    bytes: await written(file, plan),
    errors: faults.filter(({ kind }) => kind === 'error').length,
    warnings: faults.filter(({ kind }) => kind === 'warning').length,
  };
}

/** Files with anything to correct that no later file has corrected, in the order of their coming. */
export async function filesToCorrect(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `select file_id
     from intake.file
     where file_id in (
       select file_id from intake.quarantine union select file_id from intake.warning
     )
     and not exists (
       select 1 from intake.file as later
       where later.replaces = file.file_id and later.status <> 'rejected'
     )
     order by received_at, file_name`,
  );
  return (reader.getColumnsJS()[0] ?? []).map(String);
}

/** 台账.csv → 台账_更正.xlsx; a correction of a correction keeps its name. */
function nameOf(fileName: string, locale: Locale): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? fileName;
  const stem = base.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/_(更正|correction)(-\d+)?$/, '');
  return `${stem}_${suffix[locale]}.xlsx`;
}

async function planOf(
  connection: DuckDBConnection,
  source: {
    readonly fileId: string;
    readonly name: string;
    readonly own: readonly Sheet[];
    readonly faults: readonly Fault[];
    readonly locale: Locale;
  },
): Promise<CorrectionPlan> {
  const { fileId, name, own, faults, locale } = source;
  const taken = [...own.map((sheet) => sheet.name), MARKER_SHEET];
  const unnamed = freeName(onlySheet[locale], taken);
  const nameOfSheet = (sheet: string) => sheet || unnamed;
  const list = listSheet(name, faults, locale, [...taken, unnamed], nameOfSheet);
  const reader = await connection.runAndReadAll(
    `select sheet, header_row, first_row from intake.file_table where file_id = $file`,
    { file: fileId },
  );
  const headers = reader.getRowsJS().map(([sheet, top, first]) => ({ sheet, top, first }));
  return {
    locale,
    sheets: own,
    faults,
    codeColumns: await codeColumns(connection, fileId, own, locale),
    headerRows: (sheet) =>
      headers.flatMap(({ sheet: each, top, first }) =>
        each === sheet
          ? Array.from(
              { length: Math.max(1, Number(first ?? 0) - Number(top)) },
              (_, index) => Number(top) + index,
            )
          : [],
      ),
    list,
    markerRows: markerRows({ replaces: fileId, added: [list.name] }),
    nameOf: nameOfSheet,
  };
}

/**
 * Writes the workbook in the best way that leaves every cell reading as before: on the original's own
 * styles, else with its numbers and dates, else as text.
 */
async function written(file: ReceivedFile, plan: CorrectionPlan): Promise<Uint8Array> {
  const ways: (() => Promise<Uint8Array>)[] =
    file.kind === 'xlsx'
      ? [() => styledWorkbook(file.bytes, plan), () => plainWorkbook(plan, typedCells(file.bytes))]
      : file.kind === 'xls'
        ? [() => plainWorkbook(plan, typedCells(file.bytes))]
        : [];
  for (const write of ways) {
    try {
      const bytes = await write();
      if (await readsAsBefore(bytes, plan)) return bytes;
    } catch {
      // A workbook that the library cannot write again is written anew in the next way.
    }
  }
  return plainWorkbook(plan);
}

async function readsAsBefore(bytes: Uint8Array, plan: CorrectionPlan): Promise<boolean> {
  const { content } = await receive({ name: 'correction.xlsx', bytes });
  const sheets = ownSheets(content?.sheets ?? []);
  return (
    sheets.length === plan.sheets.length &&
    plan.sheets.every((before, index) => {
      const after = sheets[index];
      return after?.name === plan.nameOf(before.name) && sameCells(before, after);
    })
  );
}

const sameCells = (before: Sheet, after: Sheet): boolean =>
  Array.from({ length: Math.max(before.rows.length, after.rows.length) }).every((_, row) => {
    const [old = [], fresh = []] = [before.rows[row], after.rows[row]];
    return Array.from({ length: Math.max(old.length, fresh.length) }).every(
      (__, column) => cellText(old, column) === cellText(fresh, column),
    );
  }) && JSON.stringify(mergesOf(before)) === JSON.stringify(mergesOf(after));

const mergesOf = ({ merges }: Sheet): string[] =>
  merges.map(({ top, left, bottom, right }) => `${top},${left},${bottom},${right}`).sort();

const unknownFile = (fileId: string): Failure =>
  new Failure(
    'file_not_received',
    text(`没有收到过这份文件：${fileId}`, `No such file was received: ${fileId}`),
    { hint: text('文件名和指纹见数据页“文件”。', 'Names and fingerprints are on the data page.') },
  );

const nothingToCorrect = (file: string): Failure =>
  new Failure(
    'nothing_to_correct',
    text('这份文件没有要更正的', 'Nothing is to be corrected in it'),
    {
      where: { file },
    },
  );

const originalMissing = (file: string, cause: unknown): Failure =>
  new Failure('original_missing', text('原件不在数据仓库里', 'The original is not kept'), {
    where: { file },
    cause,
    hint: text(
      '请确认数据仓库文件夹里的 received/ 没有被移动，或在原表上改好后重新报送。',
      'Check that received/ of the warehouse was not moved, or mend the original and send it again.',
    ),
  });

const tooLarge = (file: string): Failure =>
  new Failure(
    'correction_too_large',
    text(`超过 ${MOST_ROWS} 行，不生成更正表`, `Over ${MOST_ROWS} rows: no workbook is made`),
    {
      where: { file },
      hint: text(
        '请在导出它的系统里改，改好后整份重新导出、报送；待更正清单可在数据页下载。',
        'Mend it in the system that exported it and send it anew; the list of faults is on the data page.',
      ),
    },
  );
