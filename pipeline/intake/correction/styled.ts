import { openXlsx, saveXlsx, type Cell, type Sheet as StyledSheet } from 'hucre/xlsx';
import { dropDowns } from './drop-downs.ts';
import { MARKER_SHEET } from './marker.ts';
import { isOurs, marked, marksOf, unmarked, type Mark } from './marks.ts';
import type { CorrectionPlan } from './plan.ts';

/**
 * Marks a workbook's own bytes, so that styles, formulas, widths and pictures stay as they are.
 * @returns the bytes of the marked workbook. Throws whatever the library finds wrong with the file
 */
export async function styledWorkbook(bytes: Uint8Array, plan: CorrectionPlan): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true });
  const own = new Set(plan.sheets.map(({ name }) => name));
  const sheets = workbook.sheets.filter(({ name }) => own.has(name));
  for (const sheet of sheets) {
    clearMarks(sheet);
    const faults = plan.faults.filter((fault) => plan.nameOf(fault.sheet) === sheet.name);
    for (const mark of marksOf(faults, plan.locale)) setMark(sheet, mark);
    if (!sheet.dataValidations?.length) {
      sheet.dataValidations = dropDowns(plan.codeColumns, sheet.name);
    }
  }
  workbook.sheets = [
    plan.list,
    ...sheets,
    { name: MARKER_SHEET, rows: [...plan.markerRows], hidden: true },
  ];
  workbook.activeSheet = 0;
  return saveXlsx(workbook);
}

/** Takes off what an earlier correction workbook had put on. */
function clearMarks(sheet: StyledSheet): void {
  for (const [key, cell] of sheet.cells ?? []) {
    if (!isOurs(cell.comment?.text)) continue;
    const style = unmarked(cell.style);
    const bare: Cell = { ...cell, ...(style ? { style } : {}) };
    delete bare.comment;
    if (!style) delete bare.style;
    sheet.cells?.set(key, bare);
  }
}

function setMark(sheet: StyledSheet, { row, column, fill, comment }: Mark): void {
  const key = `${row},${column}`;
  const cells = (sheet.cells ??= new Map<string, Cell>());
  const cell = cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'empty' };
  const own = cell.comment ? `${cell.comment.text}\n${comment}` : comment;
  cells.set(key, { ...cell, style: marked(cell.style, fill), comment: { text: own } });
}
