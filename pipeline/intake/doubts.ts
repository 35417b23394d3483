import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts } from '../contracts/index.ts';
import { namesUnit } from './check/reasons.ts';
import { literal } from './check/words.ts';
import { MOST_WARNINGS } from './check/warnings.ts';
import { columnLetters } from './grid.ts';
import type { Table } from './table/table.ts';

/** A table that was loaded, and the file that it is of. */
interface LoadedTable {
  readonly file: { readonly id: string };
  readonly table: Table;
}

const FIELDS = [
  'file_id',
  'sheet',
  'column_name',
  'header',
  'letters',
  'value',
  'code',
  'zh',
  'en',
  'row_text',
] as const;

const SHAPE = JSON.stringify([
  {
    ...Object.fromEntries(FIELDS.map((name) => [name, 'varchar'])),
    first: 'integer',
    last: 'integer',
  },
]);

/** Keeps what was doubtful about reading tables, as warnings of the rows that were accepted. */
export async function keepDoubts(
  connection: DuckDBConnection,
  tables: readonly LoadedTable[],
): Promise<void> {
  for (const contract of contracts) {
    const doubts = tables
      .filter(({ table }) => table.contract === contract)
      .flatMap(({ file, table }) => doubtsOf(file.id, table));
    if (doubts.length === 0) continue;
    const month = contract.period ?? 'null::date';
    const unit = namesUnit(contract) ? 'unit_code' : 'null::varchar';
    await connection.run(
      `insert into intake.warning
       with doubt as (
         select unnest(from_json($doubts, ${literal(SHAPE)}), recursive := true)
       ),
       placed as (
         select doubt.*, row_number, ${unit} as unit_code, ${month} as report_month, received_at,
           row_number() over (
             partition by doubt.file_id, doubt.sheet, code, column_name, first, last order by row_number) as nth
         from doubt
         join intake.${contract.dataset} as accepted
           on accepted.file_id = doubt.file_id
           and accepted.sheet = doubt.sheet
           and accepted.row_number between doubt.first and doubt.last
       )
       select
         file_id, sheet, row_number, ${literal(contract.dataset)}, column_name, header,
         letters || row_number, value, code, zh, en, unit_code, report_month, row_text::json, received_at, null
       from placed
       where nth = 1`,
      { doubts: JSON.stringify(doubts) },
    );
  }
}

const doubtsOf = (fileId: string, { sheet, columns, rows, doubts }: Table) => {
  const lines = new Map(rows.map((row) => [row.rowNumber, row]));
  const [from = 0, to = 0] = [rows[0]?.rowNumber, rows.at(-1)?.rowNumber];
  return doubts
    .slice(0, MOST_WARNINGS)
    .map(({ code, column, rowNumber, value, reason: { zh, en } }) => {
      const found = columns.find((item) => item.column === column);
      const row = rowNumber === undefined ? undefined : lines.get(rowNumber);
      return {
        file_id: fileId,
        sheet,
        column_name: column,
        header: found?.header ?? null,
        letters: found ? columnLetters(found.positions[0] ?? 0) : null,
        value,
        code,
        zh,
        en,
        row_text: row ? JSON.stringify(row.cells) : null,
        first: rowNumber ?? from,
        last: rowNumber ?? to,
      };
    });
};
