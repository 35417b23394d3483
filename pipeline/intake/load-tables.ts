import { DATE, DOUBLE, DuckDBDateValue, INTEGER, VARCHAR } from '@duckdb/node-api';
import { contracts, type Contract } from '../contracts/index.ts';
import { runChecks } from './check/run.ts';
import { keepDoubts } from './doubts.ts';
import type { FileTables, SheetRow, SuppliedTable } from './file-tables.ts';
import type { FileContext } from './file-context.ts';
import type { Session } from './session.ts';
import {
  appendRows,
  headingRows,
  layHeadings,
  mayLackYears,
  stageTables,
  type StagedTable,
} from './stage.ts';
import { describeColumn } from './table/match.ts';
import { tellsOfUnits, unitsLoaded } from './units.ts';

const DAY_MS = 86_400_000;

/** Rows of a file, by what became of them. */
export interface RowCounts {
  readonly rows_in: number;
  readonly rows_accepted: number;
  /** Of these, rows that look odd. */
  readonly rows_skipped: number;
  readonly rows_superseded: number;
}

/** The counts of a file none of whose rows were loaded. */
export const NOTHING: RowCounts = {
  rows_in: 0,
  rows_accepted: 0,
  rows_skipped: 0,
  rows_superseded: 0,
};

/** A file whose tables were found. */
export interface FoundFile extends FileTables {
  readonly file: FileContext;
}

/** A table of one of the files, under a number that no other table of the batch has. */
interface NumberedTable extends SuppliedTable, StagedTable {
  readonly file: FileContext;
}

type Counts = Record<keyof RowCounts, number>;

/**
 * Types and checks the rows of all files at once, and keeps accepted rows, quarantined rows, rows that
 * are no data, and what was decided. Runs inside the caller's transaction. Which files share a batch
 * makes no difference to what is kept, but units must be accepted before the tables that name them
 * are found.
 * @param files in the order in which they came
 * @returns the rows of each file by fingerprint
 */
export async function loadTables(
  session: Session,
  files: readonly FoundFile[],
): Promise<ReadonlyMap<string, RowCounts>> {
  const counts = new Map(
    files.map(({ file }): [string, Counts] => [
      file.id,
      { rows_in: 0, rows_accepted: 0, rows_skipped: 0, rows_superseded: 0 },
    ]),
  );
  const tables = files
    .flatMap(({ file, tables: found }) => found.map((table) => ({ file, ...table })))
    .map((table, number): NumberedTable => ({ ...table, number }));
  for (const contract of contracts) {
    const mine = tables.filter(({ table }) => table.contract === contract);
    if (mine.length > 0) await loadDataset(session, contract, mine, counts);
  }
  await keepDoubts(session.connection, tables);
  await describeTables(session, tables);
  const skipped = files.flatMap(skippedRows);
  await keepSkipped(session, skipped);
  for (const { file } of skipped) {
    const count = counts.get(file.id);
    if (count) count.rows_skipped += 1;
  }
  return counts;
}

async function loadDataset(
  session: Session,
  contract: Contract,
  tables: readonly NumberedTable[],
  counts: ReadonlyMap<string, Counts>,
): Promise<void> {
  const { connection } = session;
  await stageTables(connection, contract, tables);
  const staged = {
    rows: tables.reduce((sum, { table }) => sum + table.rows.length, 0),
    years: tables.some(mayLackYears),
  };
  const checked = await runChecks(session.checkSteps(contract, staged), () =>
    layHeadings(
      connection,
      tables.flatMap(({ table, number }) => headingRows(table, number)),
    ),
  );
  await session.warnOfDoubles(contract);
  const superseded = await session.rowsSuperseded(contract);
  let rowsChecked = 0;
  for (const [fileId, { rows, accepted }] of checked) {
    rowsChecked += rows;
    const count = counts.get(fileId);
    if (!count) continue;
    count.rows_in += rows;
    count.rows_accepted += accepted;
    count.rows_superseded += superseded.get(fileId) ?? 0;
  }
  await session.clear(contract, rowsChecked);
  if (!tellsOfUnits(contract.dataset)) return;
  for (const file of new Set(tables.map((table) => table.file))) await unitsLoaded(session, file);
}

/** Keeps what was decided about each table. */
const describeTables = ({ connection }: Session, tables: readonly NumberedTable[]): Promise<void> =>
  appendRows(
    connection,
    { name: 'file_table', schema: 'intake' },
    [VARCHAR, VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, DATE, DOUBLE, VARCHAR],
    tables.map(({ file, table }) => [
      file.id,
      table.sheet,
      table.contract.dataset,
      table.headerRow,
      table.rows[0]?.rowNumber ?? null,
      table.rows.at(-1)?.rowNumber ?? null,
      table.month ? new DuckDBDateValue(Date.parse(table.month) / DAY_MS) : null,
      table.confidence,
      JSON.stringify(table.columns.map(describeColumn)),
    ]),
  );

/** The rows of a file that are no data. */
const skippedRows = ({ file, tables, outside }: FoundFile) =>
  [
    ...outside,
    ...tables.flatMap(({ table }) => table.skipped.map((row) => ({ sheet: table.sheet, ...row }))),
  ].map((row: SheetRow) => ({ file, ...row }));

const keepSkipped = (
  { connection }: Session,
  rows: readonly ReturnType<typeof skippedRows>[number][],
): Promise<void> =>
  appendRows(
    connection,
    { name: 'skipped_row', schema: 'intake' },
    [VARCHAR, VARCHAR, INTEGER, VARCHAR, VARCHAR],
    rows.map(({ file, sheet, rowNumber, why, cells }) => [
      file.id,
      sheet,
      rowNumber,
      why,
      JSON.stringify(cells),
    ]),
  );
