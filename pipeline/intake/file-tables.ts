import { Failure, text } from '../contracts/index.ts';
import type { Sheet } from './grid.ts';
import type { FileContext } from './load-tables.ts';
import type { Session } from './session.ts';
import { findHeader, type FoundHeader } from './table/find.ts';
import { unitNamed } from './table/subject.ts';
import { cutTable, rowsOutside, type SkippedRow, type Table } from './table/table.ts';

/** A table with what its surroundings supply for columns that it lacks. */
export interface SuppliedTable {
  readonly table: Table;
  readonly given: ReadonlyMap<string, string>;
}

/** A row that is no data, and the sheet that it stands in. */
export type SheetRow = { readonly sheet: string } & SkippedRow;

/** What was found in a file's sheets. */
export interface FileTables {
  readonly tables: readonly SuppliedTable[];
  /** Rows of sheets without a table. */
  readonly outside: readonly SheetRow[];
}

/**
 * Finds the tables in a file's sheets, and what their surroundings supply.
 * @throws Failure `no_table`, `column_missing` or `unit_not_named`
 */
export async function tablesOf(
  session: Session,
  file: FileContext,
  sheets: readonly Sheet[],
): Promise<FileTables> {
  const { tables, outside } = findTables(file, sheets);
  const supplied: SuppliedTable[] = [];
  for (const table of tables) {
    supplied.push({ table, given: await supply(session, file, table) });
  }
  return { tables: supplied, outside };
}

/** Hidden sheets hold lists and old copies: nobody meant to send them, so they are no tables. */
function findTables(file: FileContext, sheets: readonly Sheet[]) {
  const tables: Table[] = [];
  const outside: SheetRow[] = [];
  const incomplete: { sheet: Sheet; found: FoundHeader }[] = [];
  for (const sheet of sheets) {
    const found = sheet.hidden ? undefined : findHeader(sheet, file.name);
    if (found && found.missing.length === 0) tables.push(cutTable(sheet, found));
    else {
      if (found) incomplete.push({ sheet, found });
      outside.push(...rowsOutside(sheet).map((row) => ({ sheet: sheet.name, ...row })));
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
