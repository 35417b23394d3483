import { DATE, DOUBLE, DuckDBDateValue, INTEGER, VARCHAR } from '@duckdb/node-api';
import { contracts, Failure, text, type Contract } from '../contracts/index.ts';
import { runChecks, type Checked } from './check/run.ts';
import type { Sheet } from './grid.ts';
import type { Session } from './session.ts';
import { appendRows, headingRows, layHeadings, stageTable } from './stage.ts';
import { findHeader, type FoundHeader } from './table/find.ts';
import { unitNamed } from './table/subject.ts';
import { cutTable, rowsOutside, type SkippedRow, type Table } from './table/table.ts';
import { unitsLoaded } from './units.ts';

const DAY_MS = 86_400_000;

/** Rows of a file, by what became of them. */
export interface RowCounts {
  readonly rows_in: number;
  readonly rows_accepted: number;
  readonly rows_skipped: number;
  readonly rows_superseded: number;
}

/** The file being loaded, as far as its rows must know. */
export interface FileContext {
  readonly id: string;
  readonly name: string;
  /** Wall-clock text. */
  readonly receivedAt: string;
}

/** A table with what its surroundings supply for columns that it lacks. */
interface SuppliedTable {
  readonly table: Table;
  readonly given: ReadonlyMap<string, string>;
}

/**
 * Finds the tables in a file's sheets, types and checks their rows, and keeps accepted rows,
 * quarantined rows, rows that are no data, and what was decided. Runs inside the caller's transaction.
 * @throws Failure `no_table`, `column_missing` or `unit_not_named`
 */
export async function loadSheets(
  session: Session,
  file: FileContext,
  sheets: readonly Sheet[],
): Promise<RowCounts> {
  const { tables, outside } = findTables(file, sheets);
  const supplied: SuppliedTable[] = [];
  for (const table of tables) {
    supplied.push({ table, given: await supply(session, file, table) });
  }
  const counts = await loadDatasets(session, file, supplied);
  await describeTables(session, file, tables);
  const skipped = [...outside, ...tables.flatMap((table) => of(table.sheet, table.skipped))];
  await appendRows(
    session.connection,
    { name: 'skipped_row', schema: 'intake' },
    [VARCHAR, VARCHAR, INTEGER, VARCHAR, VARCHAR],
    skipped.map(({ sheet, rowNumber, why, cells }) => [
      file.id,
      sheet,
      rowNumber,
      why,
      JSON.stringify(cells),
    ]),
  );
  return { ...counts, rows_skipped: skipped.length };
}

const of = (sheet: string, rows: readonly SkippedRow[]) => rows.map((row) => ({ sheet, ...row }));

/** Hidden sheets hold lists and old copies: nobody meant to send them, so they are no tables. */
function findTables(file: FileContext, sheets: readonly Sheet[]) {
  const tables: Table[] = [];
  const outside: ({ sheet: string } & SkippedRow)[] = [];
  const incomplete: { sheet: Sheet; found: FoundHeader }[] = [];
  for (const sheet of sheets) {
    const found = sheet.hidden ? undefined : findHeader(sheet, file.name);
    if (found && found.missing.length === 0) tables.push(cutTable(sheet, found));
    else {
      if (found) incomplete.push({ sheet, found });
      outside.push(...of(sheet.name, rowsOutside(sheet)));
    }
  }
  const [first] = incomplete;
  if (first) throw columnMissing(first.sheet, first.found);
  if (tables.length === 0) {
    throw new Failure(
      'no_table',
      text('没有找到认得出的表', 'No table that we know was found in it'),
      {
        where: { file: file.name },
        hint: text(
          '请使用 xiaoan template 生成的空白表，或确认表头写的是规定的列名。',
          'Use a blank made by `xiaoan template`, or check that the header has the agreed column names.',
        ),
      },
    );
  }
  return { tables, outside };
}

function columnMissing(sheet: Sheet, { contract, missing, top }: FoundHeader): Failure {
  const labels = contract.columns.filter(({ name }) => missing.includes(name));
  const zh = labels.map(({ label }) => label.zh).join('、');
  const en = labels.map(({ label }) => label.en).join(', ');
  return new Failure(
    'column_missing',
    text(
      `${contract.label.zh}缺少必填的列：${zh}`,
      `${contract.label.en}: required column missing: ${en}`,
    ),
    {
      where: { ...(sheet.name ? { sheet: sheet.name } : {}), row: top + 1 },
      hint: text(
        `请在表头中补上“${zh}”，或改用 xiaoan template ${contract.dataset} 生成的空白表。`,
        `Add it to the header, or use the blank made by \`xiaoan template ${contract.dataset}\`.`,
      ),
    },
  );
}

/** Values for the columns that a table leaves to its title: the month, the unit. */
async function supply(
  session: Session,
  file: FileContext,
  table: Table,
): Promise<ReadonlyMap<string, string>> {
  const { contract, columns, month } = table;
  const given = new Map<string, string>();
  if (contract.period && month) given.set(contract.period, month);
  const named = columns.some(({ column }) => column === 'unit_code' || column === 'unit_name');
  if (named || contract.dataset === 'unit') return given;
  const unit = await unitNamed(session.connection, [...table.titles, table.sheet, file.name]);
  if (unit) return given.set(unit.column, unit.value);
  throw new Failure(
    'unit_not_named',
    text(
      '表里没有单位列，标题、表名和文件名里也没有名册上的单位',
      'No column names the unit, nor do title, sheet or file name name one of the register',
    ),
    {
      where: { ...(table.sheet ? { sheet: table.sheet } : {}), row: table.headerRow },
      hint: text(
        '请加上“单位代码”列，或在标题里写单位全称；若名册还没报，请先报名册。',
        'Add a column with the unit code, or write the full name in the title; send the register first if it has not come.',
      ),
    },
  );
}

async function loadDatasets(
  session: Session,
  file: FileContext,
  tables: readonly SuppliedTable[],
): Promise<Omit<RowCounts, 'rows_skipped'>> {
  const counts = { rows_in: 0, rows_accepted: 0, rows_superseded: 0 };
  for (const contract of contracts) {
    const mine = tables.filter(({ table }) => table.contract === contract);
    if (mine.length === 0) continue;
    const { rows, accepted, superseded } = await loadDataset(session, file, contract, mine);
    counts.rows_in += rows;
    counts.rows_accepted += accepted;
    counts.rows_superseded += superseded;
  }
  return counts;
}

async function loadDataset(
  session: Session,
  file: FileContext,
  contract: Contract,
  tables: readonly SuppliedTable[],
): Promise<Checked & { superseded: number }> {
  const { connection } = session;
  for (const [index, { table, given }] of tables.entries()) {
    await stageTable(connection, file, table, index, given);
  }
  const checked = await runChecks(session.checkSteps(contract), () =>
    layHeadings(
      connection,
      tables.flatMap(({ table }, index) => headingRows(table, index)),
    ),
  );
  const superseded = checked.accepted > 0 ? await session.rowsSuperseded(contract) : 0;
  await session.clear(contract, checked.rows);
  if (contract.dataset === 'unit' && checked.accepted > 0) await unitsLoaded(session, file);
  return { ...checked, superseded };
}

/** Keeps what was decided about each table. */
const describeTables = (
  { connection }: Session,
  file: FileContext,
  tables: readonly Table[],
): Promise<void> =>
  appendRows(
    connection,
    { name: 'file_table', schema: 'intake' },
    [VARCHAR, VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, DATE, DOUBLE, VARCHAR],
    tables.map((table) => [
      file.id,
      table.sheet,
      table.contract.dataset,
      table.headerRow,
      table.rows[0]?.rowNumber ?? null,
      table.rows.at(-1)?.rowNumber ?? null,
      table.month ? new DuckDBDateValue(Date.parse(table.month) / DAY_MS) : null,
      table.confidence,
      JSON.stringify(table.columns.map(({ header, column, how }) => ({ header, column, how }))),
    ]),
  );
