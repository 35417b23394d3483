import { INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from './check/words.ts';
import { cellText, type Sheet } from './grid.ts';
import type { PlainCsv } from './read/plain-csv.ts';
import { appendRows } from './stage.ts';
import { NOTE_PATTERN, TOTAL_PATTERN } from './table/rows.ts';

/** The column of `raw_rows` that holds what stands at a position: trimmed, null where empty. */
export const rawColumn = (position: number): string => `c${position}`;

const columnList = (width: number, of: (position: number) => string): string =>
  Array.from({ length: width }, (_, position) => of(position)).join(', ');

/** All cells of a raw row as a JSON list. */
export const rowText = (width: number): string =>
  `json_array(${columnList(width, (position) => `coalesce(${rawColumn(position)}, '')`)})`;

/**
 * Lays out the temporary view `raw_rows` over the temporary table `raw_cells`: row_number, what the row
 * is (told by its first filled cell; the set-wise sister of `classifyRow`), then the cells by position.
 * What is no data is little: it is found once and kept, so that reading data costs nothing for it.
 * @param rowNumber the number of a row of `raw_cells`, as SQL
 */
async function viewRawRows(
  connection: DuckDBConnection,
  rowNumber: string,
  width: number,
): Promise<void> {
  const first = `coalesce(${columnList(width, rawColumn)})`;
  // Words stand in other rows only: where the first column is all codes or days, no other is looked at.
  const mayBeOther = (cell: string) => `(${cell} is null or unicode(${cell}) >= 128)`;
  const reader = await connection.runAndReadAll(
    `select exists (from raw_cells where ${mayBeOther(rawColumn(0))})`,
  );
  const doubtful = reader.getRowsJS()[0]?.[0] === true;
  await connection.run(`create or replace temp table other_row as
    select * from (
      select
        ${rowNumber} as row_number,
        case
        when ${first} is null then 'blank'
        when regexp_matches(replace(${first}, ' ', ''), ${literal(TOTAL_PATTERN)}) then 'total'
        when regexp_matches(replace(${first}, ' ', ''), ${literal(NOTE_PATTERN)}) then 'note' end as kind
      from raw_cells
      where ${doubtful ? mayBeOther(first) : 'false'}
    )
    where kind is not null`);
  const others = (await connection.runAndReadAll('from other_row limit 1')).currentRowCount > 0;
  const cells = columnList(width, rawColumn);
  await connection.run(
    `create or replace temp view raw_rows as
     select ${rowNumber} as row_number, ${others ? "coalesce(kind, 'data')" : "'data'"} as kind, ${cells}
     from raw_cells
     ${others ? `left join other_row on other_row.row_number = ${rowNumber}` : ''}`,
  );
}

/** White space around a cell besides the plain blank; trimming by a list takes five times as long. */
const ODD_SPACES = literal(' \t\r\n\u00A0\u3000');

/**
 * Reads a plain CSV from disk into `raw_rows`, in file order, from below its header.
 * @param path of the file, in UTF-8
 * Throws DuckDB's error where the file is not as plain as its beginning.
 */
export async function readRawCsv(
  connection: DuckDBConnection,
  path: string,
  { delimiter, titles, header, spaced, oddSpaces }: PlainCsv,
): Promise<void> {
  const columns = columnList(header.length, (position) => `'${rawColumn(position)}': 'VARCHAR'`);
  const cells = columnList(header.length, (position) => {
    const name = rawColumn(position);
    if (!spaced) return name;
    return `nullif(trim(${oddSpaces ? `${name}, ${ODD_SPACES}` : name}), '') as ${name}`;
  });
  await connection.run(
    `create or replace temp table raw_cells as
     select ${cells}
     from read_csv(${literal(path)}, auto_detect = false, header = true, skip = ${titles}, delim = ${literal(delimiter)},
       quote = '"', escape = '"', columns = {${columns}})`,
  );
  // Rows are kept in the order of the file, so that their place there needs no counting.
  await viewRawRows(connection, `(raw_cells.rowid + ${titles + 2})::integer`, header.length);
}

/** Puts the rows under a sheet's header into `raw_rows`. */
export async function stageRawSheet(
  connection: DuckDBConnection,
  { rows }: Sheet,
  headerIndex: number,
  width: number,
): Promise<void> {
  const columns = columnList(width, (position) => `${rawColumn(position)} varchar`);
  await connection.run(`create or replace temp table raw_cells (sheet_row integer, ${columns})`);
  await appendRows(
    connection,
    { name: 'raw_cells', schema: 'main', catalog: 'temp' },
    [INTEGER, ...Array.from({ length: width }, () => VARCHAR)],
    rows
      .slice(headerIndex + 1)
      .map((cells, index) => [
        headerIndex + index + 2,
        ...Array.from({ length: width }, (_, position) => cellText(cells, position) || null),
      ]),
  );
  await viewRawRows(connection, 'raw_cells.sheet_row', width);
}

/** Keeps the rows of `raw_rows` that are no data, and counts rows by what they are. */
export async function settleRawRows(
  connection: DuckDBConnection,
  fileId: string,
  sheet: string,
  width: number,
): Promise<{ data: number; skipped: number }> {
  const kept = await connection.run(
    `insert into intake.skipped_row
     select $file_id, $sheet, row_number, kind, ${rowText(width)}
     from raw_rows where kind in ('total', 'note')`,
    { file_id: fileId, sheet },
  );
  const reader = await connection.runAndReadAll(
    `select count(*)::integer from raw_rows where kind = 'data'`,
  );
  return { data: Number(reader.getColumnsJS()[0]?.[0] ?? 0), skipped: kept.rowsChanged };
}

/** Gives back the memory of `raw_rows` once its file is loaded. */
export async function dropRawRows(connection: DuckDBConnection): Promise<void> {
  await connection.run('drop view raw_rows; drop table raw_cells; drop table other_row');
}
