import { columnOf, Failure, text, type Text } from '../contracts/index.ts';
import type { Sheet } from './grid.ts';
import type { FileContext } from './file-context.ts';
import type { Session } from './session.ts';
import type { DecidedHeader, Vocabulary } from './table/decide.ts';
import { tableOfForm } from './table/form.ts';
import { settleMonth } from './table/rival-months.ts';
import { rowsOutside, tablesOfSheet } from './table/sheet-tables.ts';
import { unitNamed } from './table/subject.ts';
import type { SkippedRow, Table } from './table/table.ts';
import { withVocabulary } from './vocabulary.ts';

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
 * @throws Failure `no_table`, `unit_not_named` or `units_several`; {@link ColumnMissing}
 */
export async function tablesOf(
  session: Session,
  file: FileContext,
  sheets: readonly Sheet[],
): Promise<FileTables> {
  const { tables, outside } = await withVocabulary(session, (vocabulary) =>
    findTables(file, sheets, vocabulary),
  );
  const supplied: SuppliedTable[] = [];
  for (const table of tables) {
    supplied.push({ table, given: await supply(session, file, table) });
  }
  return { tables: supplied, outside };
}

/** Hidden sheets hold lists and old copies: nobody meant to send them, so they are no tables. */
function findTables(file: FileContext, sheets: readonly Sheet[], vocabulary: Vocabulary) {
  const tables: Table[] = [];
  const outside: SheetRow[] = [];
  for (const given of sheets) {
    const sheet = (given.hidden ? undefined : tableOfForm(given, file.name)) ?? given;
    const found = sheet.hidden
      ? { tables: [], outside: rowsOutside(sheet) }
      : tablesOfSheet(sheet, file.name, vocabulary);
    if (found.incomplete) throw columnMissing(sheet, found.incomplete);
    tables.push(...found.tables);
    for (const row of found.outside) outside.push({ sheet: sheet.name, ...row });
  }
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
  const several = new Set(tables.flatMap(({ month }) => month ?? [])).size > 1;
  const settled = tables.map((table) => settleMonth(table, several ? undefined : file.name));
  return { tables: settled, outside };
}

/** A table that lacks required columns; tells how its header was read, for whoever can confirm it. */
export class ColumnMissing extends Failure {
  constructor(
    readonly sheet: string,
    readonly header: DecidedHeader,
    words: Text,
    hint: Text,
  ) {
    const where = { ...(sheet ? { sheet } : {}), row: header.top + 1 };
    super('column_missing', words, { where, hint });
  }
}

function columnMissing(sheet: Sheet, header: DecidedHeader): ColumnMissing {
  const { contract, missing, proposals, period } = header;
  const labels = contract.columns.filter(({ name }) => missing.includes(name));
  const zh = labels.map(({ label }) => label.zh).join('、');
  const en = labels.map(({ label }) => label.en).join(', ');
  const likely = proposals.map(({ column, header }) => ({
    header,
    label: columnOf(contract, column).label,
    command: `xiaoan map header ${contract.dataset} "${header}" ${column}`,
  }));
  const monthless = contract.period !== null && missing.includes(contract.period);
  const hints = {
    zh: [
      ...likely.map(
        ({ header, label, command }) =>
          `“${header}”像是${label.zh}；若是，请确认一次：${command}。`,
      ),
      ...(monthless
        ? [
            period.year
              ? `标题、表名或文件名里只有 ${period.year} 年，请写明哪一个月。`
              : '也可以在标题、表名或文件名里写明年月，如 2025年6月。',
          ]
        : []),
      `请在表头中补上“${zh}”，或改用 xiaoan template ${contract.dataset} 生成的空白表。`,
    ],
    en: [
      ...likely.map(
        ({ header, label, command }) =>
          `"${header}" may be ${label.en}; if so, confirm it once: ${command}.`,
      ),
      ...(monthless ? ['Or name one month with its year in title, sheet or file name.'] : []),
      `Add it to the header, or use the blank made by \`xiaoan template ${contract.dataset}\`.`,
    ],
  };
  return new ColumnMissing(
    sheet.name,
    header,
    text(
      `${contract.label.zh}缺少必填的列：${zh}`,
      `${contract.label.en}: required column missing: ${en}`,
    ),
    text(hints.zh.join(''), hints.en.join(' ')),
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
  const ofUnits = contract.columns.some(({ name }) => name === 'unit_code');
  if (named || !ofUnits || contract.dataset === 'unit') return given;
  const unit = await unitNamed(session.connection, [...table.titles, table.sheet, file.name]);
  if (unit && 'several' in unit) throw severalUnits(table, unit.several);
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

const severalUnits = (table: Table, names: readonly string[]): Failure =>
  new Failure(
    'units_several',
    text(
      `表里没有单位列，标题里却有几个单位：${names.join('、')}`,
      `No column names the unit, and the title names several: ${names.join(', ')}`,
    ),
    {
      where: { ...(table.sheet ? { sheet: table.sheet } : {}), row: table.headerRow },
      hint: text('请加上“单位代码”列。', 'Add a column with the unit code.'),
    },
  );
