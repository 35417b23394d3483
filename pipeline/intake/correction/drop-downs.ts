import type { DuckDBConnection } from '@duckdb/node-api';
import { colToLetter, type DataValidation } from 'hucre/xlsx';
import { codeLists, contractOf, type Locale } from '../../contracts/index.ts';
import type { Sheet } from '../grid.ts';
import { cellText } from '../grid.ts';

/** Longest list that Excel takes within a rule. */
const LIST_LIMIT = 255;

/** A column of codes in a file's table, and where it stands. */
export interface CodeColumn {
  readonly sheet: string;
  /** Column letters. */
  readonly letters: string;
  /** From 1. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly values: readonly string[];
}

interface ReadColumn {
  readonly header: string;
  readonly column: string | null;
}

/** The columns of a file that hold codes, found again by the headers that the ledger wrote down. */
export async function codeColumns(
  connection: DuckDBConnection,
  fileId: string,
  sheets: readonly Sheet[],
  locale: Locale,
): Promise<CodeColumn[]> {
  const reader = await connection.runAndReadAll(
    `select sheet, dataset, header_row, first_row, last_row, columns::varchar
     from intake.file_table where file_id = $file and first_row is not null`,
    { file: fileId },
  );
  return reader.getRowsJS().flatMap(([name, dataset, headerRow, firstRow, lastRow, json]) => {
    const sheet = sheets.find((each) => each.name === name);
    const contract = contractOf(String(dataset));
    if (!sheet || !contract) return [];
    const header = sheet.rows.slice(Number(headerRow) - 1, Number(firstRow) - 1);
    return (JSON.parse(String(json)) as ReadColumn[]).flatMap((read) => {
      const codes = contract.columns.find((column) => column.name === read.column)?.codes;
      const position = codes ? positionOf(header, read.header) : undefined;
      if (!codes || position === undefined) return [];
      return {
        sheet: sheet.name,
        letters: colToLetter(position),
        firstRow: Number(firstRow),
        lastRow: Number(lastRow),
        values: codeLists[codes].codes.map(({ label }) => label[locale]),
      };
    });
  });
}

/** Where a header stands; undefined where that cannot be told for sure. */
function positionOf(header: Sheet['rows'], written: string): number | undefined {
  const lowest = written.split(' / ').at(-1) ?? written;
  const positions = new Set(
    header.flatMap((row) =>
      row.flatMap((_, position) => (cellText(row, position) === lowest ? position : [])),
    ),
  );
  const [only] = positions;
  return positions.size === 1 ? only : undefined;
}

/** Drop-downs for columns of codes; other words may still be typed, as a bureau may have its own. */
export const dropDowns = (columns: readonly CodeColumn[], sheet: string): DataValidation[] =>
  columns
    .filter((column) => column.sheet === sheet)
    .map(({ letters, firstRow, lastRow, values }) => ({
      list: values.join(','),
      range: `${letters}${firstRow}:${letters}${lastRow}`,
    }))
    .filter(({ list }) => list.length <= LIST_LIMIT && !list.includes('"'))
    .map(({ list, range }) => ({
      type: 'list' as const,
      formula1: `"${list}"`,
      range,
      allowBlank: true,
      showErrorMessage: false,
    }));
