import {
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Contract } from '../contracts/index.ts';
import type { StagedRows } from './check/checked-rows.ts';
import { cellText, columnLetters } from './grid.ts';
import { scaleOf } from './table/header.ts';
import type { FoundColumn } from './table/match.ts';
import type { DataRow, Table } from './table/table.ts';

/** A chunk of DuckDB holds this many rows. */
const CHUNK_ROWS = 2048;

type Cell = string | number | null;
/** A value for every row; or a value of each row. */
type ColumnSource = (row: DataRow) => Cell;

/** A table of the database, by its full name. */
interface TableName {
  readonly name: string;
  readonly schema: string;
  readonly catalog?: string;
}

/** Appends rows to a table by columns, which is how DuckDB keeps them. */
export const appendRows = (
  connection: DuckDBConnection,
  table: TableName,
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[],
): Promise<void> =>
  appendColumns(
    connection,
    table,
    types,
    types.map((_, column) => rows.map((row) => row[column] ?? null)),
  );

/** Appends columns of one length to a table. */
async function appendColumns(
  connection: DuckDBConnection,
  { name, schema, catalog }: TableName,
  types: readonly DuckDBType[],
  columns: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  const rows = columns[0]?.length ?? 0;
  if (rows === 0) return;
  const appender = await connection.createAppender(name, schema, catalog);
  for (let start = 0; start < rows; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, rows);
    const chunk = DuckDBDataChunk.create(types, end - start);
    chunk.setColumns(columns.map((column) => column.slice(start, end)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

const stagedName = (contract: Contract): string => `staged_${contract.dataset}`;

/** The temporary table in which rows of a dataset wait for their check; every cell is text. */
export function stagedTableSql(contract: Contract): string {
  const cells = contract.columns.map(({ name }) => `raw_${name} varchar`);
  return `create or replace temp table ${stagedName(contract)} (
    file_id varchar, table_number integer, sheet varchar, row_number integer,
    received_text varchar, surroundings varchar, ${cells.join(', ')}, other_columns varchar, row_text varchar)`;
}

/** The staged rows as the check statements want them. */
export const stagedRows =
  (contract: Contract): StagedRows =>
  (condition = 'true') =>
    `select *, received_text::timestamp as file_received_at, null::timestamp as received_at
   from ${stagedName(contract)} where ${condition}`;

/** A table of a file, as its rows are staged. */
export interface StagedTable {
  readonly file: { readonly id: string; readonly receivedAt: string };
  readonly table: Table;
  /** Tells the tables of a batch apart. */
  readonly number: number;
  /** Values for columns that the table lacks and its surroundings supply. */
  readonly given: ReadonlyMap<string, string>;
}

/** Appends the rows of tables of one dataset to its staging table. */
export function stageTables(
  connection: DuckDBConnection,
  contract: Contract,
  tables: readonly StagedTable[],
): Promise<void> {
  const types = [
    ...[VARCHAR, INTEGER, VARCHAR, INTEGER, VARCHAR, VARCHAR],
    ...contract.columns.map(() => VARCHAR),
    ...[VARCHAR, VARCHAR],
  ];
  const columns = types.map((): Cell[] => []);
  for (const staged of tables) {
    sourcesOf(contract, staged).forEach((source, index) => {
      const column = columns[index] ?? [];
      for (const row of staged.table.rows) column.push(source(row));
    });
  }
  const table = { name: stagedName(contract), schema: 'main', catalog: 'temp' };
  return appendColumns(connection, table, types, columns);
}

/** A day written in full, as most are; a number of days; or nothing. */
const FULL_DAY =
  /^(?:\d{4}[-/.年]\d{1,2}(?:[-/.月](?:\d{1,2}日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?)?)?|\d{5,8}(?:\.\d+)?)?$/;

/** Whether a table may have days whose year is short or left out, or ranges of days. */
export const mayLackYears = ({ table: { contract, columns, rows } }: StagedTable): boolean => {
  const times = new Set(
    contract.columns
      .filter(({ type }) => type === 'date' || type === 'timestamp' || type === 'month')
      .map(({ name }) => name),
  );
  const positions = columns.flatMap((item) =>
    item.column !== null && times.has(item.column) ? item.positions : [],
  );
  return rows.some(({ read }) =>
    positions.some((position) => !FULL_DAY.test(cellText(read, position))),
  );
};

/** Where the values of a table's rows come from, in the order of the staging table's columns. */
function sourcesOf(
  contract: Contract,
  { file, table, number, given }: StagedTable,
): ColumnSource[] {
  const bySource = new Map(table.columns.map((column) => [column.column, column]));
  const cells = contract.columns.map(({ name, type }): ColumnSource => {
    const found = bySource.get(name);
    if (!found) return () => given.get(name) ?? null;
    const counted = type === 'integer' || type === 'number';
    const scale = counted ? scaleOf(found.header) : undefined;
    return scale ? withUnit(found, scale) : cellOf(found);
  });
  return [
    () => file.id,
    () => number,
    () => table.sheet,
    ({ rowNumber }) => rowNumber,
    () => file.receivedAt,
    () => table.period.month ?? table.period.year ?? null,
    ...cells,
    otherColumns(table.columns),
    (row) => JSON.stringify(row.cells),
  ];
}

function cellOf({ positions }: FoundColumn): ColumnSource {
  const [only = -1] = positions;
  if (positions.length === 1) return ({ read }) => cellText(read, only) || null;
  return ({ read }) =>
    positions
      .map((position) => cellText(read, position))
      .filter(Boolean)
      .join('、') || null;
}

/** A bare number takes the unit that its header states, so that 万元 is not read as 元. */
function withUnit(column: FoundColumn, scale: string): ColumnSource {
  const plain = cellOf(column);
  return (row) => {
    const cell = plain(row);
    return typeof cell === 'string' && /^-?[\d.,０-９．，]+$/.test(cell) ? `${cell}${scale}` : cell;
  };
}

/** Cells under headers that the contract does not know, or under none, as one JSON object. */
function otherColumns(columns: readonly FoundColumn[]): ColumnSource {
  const known = new Set(
    columns.filter(({ column }) => column !== null).flatMap(({ positions }) => positions),
  );
  const headers = new Map(
    columns.flatMap(({ header, positions }) => positions.map((position) => [position, header])),
  );
  return ({ read: cells }) => {
    const others: Record<string, string> = {};
    cells.forEach((_, position) => {
      const cell = cellText(cells, position);
      if (cell === '' || known.has(position)) return;
      const header = headers.get(position) ?? columnLetters(position);
      others[header in others ? `${header} (${columnLetters(position)})` : header] = cell;
    });
    return Object.keys(others).length === 0 ? null : JSON.stringify(others);
  };
}

/**
 * Where each column of a table stands, for the addresses in the quarantine. What a table that stands
 * beside another leaves to its title is told by its first column, so that an address tells them apart.
 */
export function headingRows(table: Table, tableNumber: number): Cell[][] {
  const written = table.columns.filter(({ column, how }) => column !== null && how !== 'made');
  const rows = written.map(({ column, header, positions }): Cell[] => [
    tableNumber,
    column,
    header,
    columnLetters(positions[0] ?? 0),
  ]);
  if (!table.beside) return rows;
  const first = Math.min(...table.columns.flatMap(({ positions }) => positions));
  const left = table.contract.columns.filter(
    ({ name }) => !written.some(({ column }) => column === name),
  );
  return [...rows, ...left.map(({ name }) => [tableNumber, name, null, columnLetters(first)])];
}

/** Fills the temporary table `heading`, in place of what it held. */
export async function layHeadings(
  connection: DuckDBConnection,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  await connection.run('truncate heading');
  const types = [INTEGER, VARCHAR, VARCHAR, VARCHAR];
  await appendRows(connection, { name: 'heading', schema: 'main', catalog: 'temp' }, types, rows);
}
