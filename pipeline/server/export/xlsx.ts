import { writeXlsxStream, type CellValue, type ColumnDef } from 'hucre/xlsx';
import type { Cell, CellKind, Sheet, SheetColumn } from './sheet.ts';

const NARROWEST = 8;
const WIDEST = 48;

/** Rows that a column's width is taken from. */
const SAMPLE = 200;

const formats: Readonly<Partial<Record<CellKind, string>>> = {
  month: 'yyyy-mm',
  date: 'yyyy-mm-dd',
  timestamp: 'yyyy-mm-dd hh:mm',
};

/**
 * Writes a sheet as a workbook: header frozen, columns as wide as what is in them. Texts are written
 * as text cells, so none can be taken for a formula.
 * @param name of the sheet
 */
export async function* xlsxPieces(sheet: Sheet, name: string): AsyncGenerator<Uint8Array> {
  const blocks = sheet.rows[Symbol.asyncIterator]();
  const first = await blocks.next();
  const sample = first.done ? [] : first.value.slice(0, SAMPLE);
  const columns = sheet.columns.map((column, index): ColumnDef => {
    const format = formats[column.kind];
    return {
      header: column.label,
      width: width(
        column,
        sample.map((row) => row[index] ?? null),
      ),
      ...(format && { numFmt: format }),
    };
  });
  async function* rows(): AsyncGenerator<CellValue[]> {
    for (let block = first; !block.done; block = await blocks.next()) yield* block.value;
  }
  const stream = writeXlsxStream(rows(), { name, columns, freezePane: { rows: 1 } });
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      yield piece.value;
  } finally {
    await reader.cancel();
  }
}

function width(column: SheetColumn, cells: readonly Cell[]): number {
  const format = formats[column.kind];
  const widest = Math.max(
    displayWidth(column.label),
    ...cells.map((cell) => (format ? format.length : displayWidth(String(cell ?? '')))),
  );
  return Math.min(Math.max(widest + 2, NARROWEST), WIDEST);
}

/** Width in digits: a Chinese character is as wide as two. */
function displayWidth(value: string): number {
  let total = 0;
  for (const sign of value) total += (sign.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1;
  return total;
}
