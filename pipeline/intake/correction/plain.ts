import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import type { Sheet } from '../grid.ts';
import { dropDowns } from './drop-downs.ts';
import { MARKER_SHEET } from './marker.ts';
import { marked, marksOf } from './marks.ts';
import type { CorrectionPlan } from './plan.ts';

/** Widths of columns, in characters. */
const NARROWEST = 6;
const WIDEST = 40;
/** Rows looked at to find how wide a column is. */
const SAMPLE = 200;

const body: CellStyle = { font: { name: 'Microsoft YaHei', size: 10 } };
const head: CellStyle = { font: { name: 'Microsoft YaHei', size: 10, bold: true } };

/** What a cell holds beside its text: how another program had typed it. */
export interface TypedCell {
  readonly value: CellValue;
  readonly numFmt?: string;
}

/** The typed cells of a sheet, by sheet, row and column; undefined where the text is all there is. */
export type Typed = (sheet: string, row: number, column: number) => TypedCell | undefined;

const asText: Typed = () => undefined;

/**
 * Writes the clerk's rows into a new workbook: every cell where it was.
 * @param typed cells that are more than text; every cell is text where left out
 */
export const plainWorkbook = (plan: CorrectionPlan, typed: Typed = asText): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      plan.list,
      ...plan.sheets.map((sheet) => plainSheet(sheet, plan, typed)),
      { name: MARKER_SHEET, rows: [...plan.markerRows], hidden: true },
    ],
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
    activeSheet: 0,
  });

function plainSheet(sheet: Sheet, plan: CorrectionPlan, typed: Typed): WriteSheet {
  const headers = new Set(plan.headerRows(sheet.name));
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rows = sheet.rows.map((row, index) =>
    row.map((text, column): CellValue => {
      const cell = typed(sheet.name, index, column);
      const style = headers.has(index + 1) ? head : body;
      if (cell?.numFmt)
        cells.set(`${index},${column}`, { style: { ...style, numFmt: cell.numFmt } });
      else if (headers.has(index + 1)) cells.set(`${index},${column}`, { style });
      if (cell) return cell.value;
      return text === '' ? null : text;
    }),
  );
  const faults = plan.faults.filter((fault) => fault.sheet === sheet.name);
  for (const { row, column, fill, comment } of marksOf(faults, plan.locale)) {
    const key = `${row},${column}`;
    const cell = cells.get(key);
    cells.set(key, {
      ...cell,
      style: marked(cell?.style ?? body, fill),
      comment: { text: comment },
    });
    const line = (rows[row] ??= []);
    while (line.length <= column) line.push(null);
  }
  const width = Math.max(0, ...rows.slice(0, SAMPLE).map((row) => row.length));
  return {
    name: plan.nameOf(sheet.name),
    rows,
    cells,
    columns: Array.from({ length: width }, (_, column) => ({ width: widthOf(sheet, column) })),
    merges: sheet.merges.map(({ top, left, bottom, right }) => ({
      startRow: top,
      startCol: left,
      endRow: bottom,
      endCol: right,
    })),
    dataValidations: dropDowns(plan.codeColumns, sheet.name),
    ...(sheet.hidden ? { hidden: true } : {}),
  };
}

/** Room for most of what stands in a column; titles that run over several do not count. */
function widthOf({ rows, merges }: Sheet, column: number): number {
  const titles = new Set(merges.filter(({ left, right }) => right > left).map(({ top }) => top));
  const widths = rows
    .slice(0, SAMPLE)
    .flatMap((row, index) => (titles.has(index) ? [] : displayWidth(row[column] ?? '')));
  return Math.min(WIDEST, Math.max(NARROWEST, ...widths) + 2);
}

const displayWidth = (value: string): number =>
  [...value].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
