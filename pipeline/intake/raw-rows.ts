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
 * Lays out the temporary table `raw_rows`: row_number, what the row is (told by its first filled cell;
 * the set-wise sister of `classifyRow`), then the cells by position.
 * @param rows a query that gives row_number and the cells
 */
async function createRawRows(
  connection: DuckDBConnection,
  rows: string,
  width: number,
): Promise<void> {
  const first = `coalesce(${columnList(width, rawColumn)})`;
  await connection.run(`create or replace temp table raw_rows as
    select
      row_number,
      case
      when ${first} is null then 'blank'
      when unicode(${first}) < 128 then 'data'
      when regexp_matches(replace(${first}, ' ', ''), ${literal(TOTAL_PATTERN)}) then 'total'
      when regexp_matches(replace(${first}, ' ', ''), ${literal(NOTE_PATTERN)}) then 'note'
      else 'data' end as kind,
      * exclude (row_number)
    from (${rows})`);
}

/** White space around a cell besides the plain blank; trimming by a list takes five times as long. */
const ODD_SPACES = literal(' \t\r\n\u00A0\u3000');

/**
 * Reads a plain CSV from disk into `raw_rows`, in file order; row 1 is the header.
 * Throws DuckDB's error where the file is not as plain as its beginning.
 */
export async function readRawCsv(
  connection: DuckDBConnection,
  path: string,
  { delimiter, header, oddSpaces }: PlainCsv,
): Promise<void> {
  const columns = columnList(header.length, (position) => `'${rawColumn(position)}': 'VARCHAR'`);
  const cells = columnList(header.length, (position) => {
    const name = rawColumn(position);
    return `nullif(trim(${oddSpaces ? `${name}, ${ODD_SPACES}` : name}), '') as ${name}`;
  });
  await createRawRows(
    connection,
    `select (row_number() over () + 1)::integer as row_number, ${cells}
     from read_csv(${literal(path)}, auto_detect = false, header = true, delim = ${literal(delimiter)},
       quote = '"', escape = '"', columns = {${columns}})`,
    header.length,
  );
}

/** Puts the rows under a sheet's header into `raw_rows`. */
export async function stageRawSheet(
  connection: DuckDBConnection,
  { rows }: Sheet,
  headerIndex: number,
  width: number,
): Promise<void> {
  const columns = columnList(width, (position) => `${rawColumn(position)} varchar`);
  await connection.run(`create or replace temp table raw_cells (row_number integer, ${columns})`);
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
  await createRawRows(connection, 'from raw_cells', width);
  await connection.run('drop table raw_cells');
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
