import type { DuckDBValue } from '@duckdb/node-api';
import type { Contract } from '../contracts/index.ts';
import { survey } from './check/survey.ts';
import { plainSteps, runChecks, type CheckedRows } from './check/run.ts';
import { checkedName, type StagedRows } from './check/checked-rows.ts';
import { checkStatements } from './check/sql.ts';
import { keepStraight, keptRows } from './check/straight.ts';
import { literal } from './check/words.ts';
import { columnLetters } from './grid.ts';
import type { FileContext } from './file-context.ts';
import type { RowCounts } from './load-tables.ts';
import { dropRawRows, rawColumn, rowText, settleRawRows } from './raw-rows.ts';
import type { PlainCsv } from './read/plain-csv.ts';
import type { Session } from './session.ts';
import { layHeadings } from './stage.ts';
import { confidenceOf, type FoundHeader } from './table/find.ts';
import { describeColumn, type ColumnDescription } from './table/match.ts';
import { tellsOfUnits, unitsLoaded } from './units.ts';

/** Where a column of the contract comes from, for the addresses in the quarantine. */
export interface Heading {
  readonly column: string;
  readonly header: string;
  readonly position: number;
}

/** What a query over `raw_rows` says of the file that the rows are from. */
export const fileColumns = ({ id, receivedAt }: FileContext): string =>
  `${literal(id)} as file_id, timestamp ${literal(receivedAt)} as file_received_at`;

/**
 * Checks and loads rows that a query over `raw_rows` gives.
 * @param query its text; where the columns stand; whether rows may be states of one thing in time
 * @returns how many rows there are, how many are accepted, and how many of earlier files they replace
 */
export async function loadQuery(
  session: Session,
  file: FileContext,
  contract: Contract,
  query: {
    readonly rows: StagedRows;
    readonly headings: readonly Heading[];
    readonly versions?: boolean;
    /**
     * Whether the file is of our own form, and these are all its rows: rows that tell one thing twice
     * are then looked for; exports of programs do so on purpose.
     */
    readonly ownForm?: boolean;
  },
): Promise<CheckedRows & { superseded: number }> {
  const { connection } = session;
  const { rows, headings, versions = false, ownForm = false } = query;
  const words = session.codeWords;
  const mayReplace = await session.holdsRows(contract);
  file.enter?.('check');
  const found = await survey(connection, contract, rows, words);
  const { plain, allPlain, rows: written } = found;
  const statements = checkStatements(contract, rows, words, { versions, plain, written });
  const layAll = () =>
    layHeadings(
      connection,
      headings.map(({ column, header, position }) => [0, column, header, columnLetters(position)]),
    );
  const { enter } = file;
  const straight = { connection, contract, file, statements, rows: rows(), enter };
  const kept = allPlain && ownForm ? await keepStraight(straight, layAll) : undefined;
  const steps = plainSteps(connection, statements, { split: !allPlain, ...(enter && { enter }) });
  const checked = kept ?? (await runChecks(steps, layAll)).get(file.id) ?? { rows: 0, accepted: 0 };
  await found.close();
  const relation = kept ? keptRows(straight) : checkedName(contract);
  if (ownForm) await session.warnOfDoubles(contract, relation);
  const replaced = mayReplace ? await session.rowsSuperseded(contract, relation) : undefined;
  const superseded = replaced?.get(file.id) ?? 0;
  await session.clear(contract, checked.rows);
  if (tellsOfUnits(contract.dataset) && checked.accepted > 0) await unitsLoaded(session, file);
  return { ...checked, superseded };
}

/** Describes in `intake.file_table` how a header row was read. */
export async function describeRawTable(
  { connection }: Session,
  file: FileContext,
  table: {
    readonly sheet: string;
    readonly dataset: string;
    readonly headerRow: number;
    readonly confidence: number;
    readonly month?: string;
    readonly columns: readonly ColumnDescription[];
  },
): Promise<void> {
  const values: Record<string, DuckDBValue> = {
    file_id: file.id,
    sheet: table.sheet,
    dataset: table.dataset,
    header_row: table.headerRow,
    month: table.month ?? null,
    confidence: table.confidence,
    columns: JSON.stringify(table.columns),
  };
  await connection.run(
    `insert into intake.file_table
     select $file_id, $sheet, $dataset, $header_row, min(row_number), max(row_number),
       $month::date, $confidence, $columns::json
     from raw_rows where kind = 'data'`,
    values,
  );
}

/** Loads `raw_rows`, read from a plain CSV whose header was found below its titles. */
export async function loadPlain(
  session: Session,
  file: FileContext,
  found: FoundHeader,
  { titles, header, sample }: PlainCsv,
): Promise<RowCounts> {
  const width = header.length;
  const { connection } = session;
  const { contract, columns, period } = found;
  const named = columns.some(({ column }) => column === contract.period);
  const month = contract.period !== null && !named ? period.month : undefined;
  const around = period.month ?? period.year;
  const surroundings = around ? literal(around) : 'null::varchar';
  const headings = columns.flatMap(({ column, header, positions: [position = -1] }) =>
    column === null ? [] : [{ column, header, position }],
  );
  const at = new Map(headings.map(({ column, position }) => [column, position]));
  const cells = contract.columns.map(({ name }) => {
    const position = at.get(name);
    const given = name === contract.period && month ? literal(month) : 'null::varchar';
    return `${position === undefined ? given : rawColumn(position)} as raw_${name}`;
  });
  const others = columns.flatMap(({ column, header, positions: [position = -1] }) =>
    column === null ? [`{'key': ${literal(header)}, 'value': ${rawColumn(position)}}`] : [],
  );
  const other =
    others.length === 0
      ? 'null'
      : `nullif(to_json(map_from_entries(list_filter([${others.join(', ')}], lambda item: item.value is not null)))::varchar, '{}')`;
  const rows: StagedRows = (
    condition = 'true',
  ) => `select ${fileColumns(file)}, 0 as table_number, '' as sheet, row_number, null::timestamp as received_at,
    ${surroundings} as surroundings,
    ${cells.join(', ')}, ${other} as other_columns, ${rowText(width)} as row_text
    from raw_rows where kind = 'data' and ${condition}`;
  const { accepted, superseded } = await loadQuery(session, file, contract, {
    rows,
    headings,
    ownForm: true,
  });
  const { data, skipped } = await settleRawRows(connection, file.id, '', width);
  for (const [index, cells] of sample.slice(0, titles + 1).entries()) {
    const row = { file_id: file.id, row: index + 1, why: index < titles ? 'title' : 'header' };
    await connection.run(
      `insert into intake.skipped_row values ($file_id, '', $row, $why, $cells)`,
      { ...row, cells: JSON.stringify(cells) },
    );
  }
  await describeRawTable(session, file, {
    sheet: '',
    dataset: contract.dataset,
    headerRow: titles + 1,
    confidence: confidenceOf(found),
    ...(month ? { month } : {}),
    columns: columns.map(describeColumn),
  });
  await dropRawRows(connection);
  return {
    rows_in: data,
    rows_accepted: accepted,
    rows_skipped: skipped + titles + 1,
    rows_superseded: superseded,
  };
}
