import type { Contract } from '../../pipeline/contracts/index.ts';
import { cellOf, columnsOf, monthText } from './cells.ts';
import type { Handwriting } from './handwriting.ts';
import type { ColumnWritten } from './headers.ts';
import type { Row } from './row.ts';
import type { Cell, Merge } from './workbook.ts';

/** A table as it stands on a sheet. */
export interface LaidOut {
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  /** How many rows on top are title and header. */
  readonly headRows: number;
  /** For each row of the return, the row of the sheet, counted from 1. */
  readonly rowNumbers: ReadonlyMap<Row, number>;
}

const SERIAL: ColumnWritten = { column: '', header: '序号', group: undefined };

/**
 * Lays a return out on a sheet the way a hand does: a title merged over the width, a header of one row
 * or of two with merged groups, serial numbers, empty rows, totals and a note below.
 */
export function layOut(
  contract: Contract,
  rows: readonly Row[],
  hand: Handwriting,
  heading: { sender: string; month: number | undefined },
): LaidOut {
  const columns = writtenColumns(contract, hand);
  const sheet: Cell[][] = [];
  const merges: Merge[] = [];
  const last = columns.length - 1;
  if (hand.title) {
    const month =
      heading.month === undefined || hand.month === 'file_name'
        ? ''
        : monthText(heading.month, 'chinese');
    sheet.push([`${heading.sender}${month}${contract.titles[0] ?? contract.label.zh}`]);
    if (last > 0) merges.push([0, 0, 0, last]);
  }
  addHeader(columns, sheet, merges);
  const headRows = sheet.length;
  const rowNumbers = new Map<Row, number>();
  const known = columnsOf(contract);
  for (const [index, row] of rows.entries()) {
    if (hand.blankEvery > 0 && index > 0 && index % hand.blankEvery === 0) sheet.push([]);
    sheet.push(
      columns.map(({ column }) => {
        const own = known.get(column);
        return own ? cellOf(own, row[column], hand) : index + 1;
      }),
    );
    rowNumbers.set(row, sheet.length);
  }
  if (hand.total && rows.length > 0) sheet.push(totals(contract, rows, columns));
  if (hand.note) {
    sheet.push([], [hand.note]);
    merges.push([sheet.length - 1, 0, sheet.length - 1, last]);
  }
  return { rows: sheet, merges, headRows, rowNumbers };
}

function writtenColumns(contract: Contract, hand: Handwriting): readonly ColumnWritten[] {
  const columns = (hand.columns[contract.dataset] ?? []).filter(
    ({ column }) => column !== 'report_month' || hand.month === 'column',
  );
  return hand.serial ? [SERIAL, ...columns] : columns;
}

function addHeader(columns: readonly ColumnWritten[], sheet: Cell[][], merges: Merge[]): void {
  const top = sheet.length;
  if (columns.every(({ group }) => group === undefined)) {
    sheet.push(columns.map(({ header }) => header));
    return;
  }
  sheet.push(
    columns.map(({ group, header }, index) => {
      if (group === undefined) return header;
      return columns[index - 1]?.group === group ? null : group;
    }),
    columns.map(({ group, header }) => (group === undefined ? null : header)),
  );
  let start = 0;
  for (const [index, { group }] of columns.entries()) {
    if (group === undefined) merges.push([top, index, top + 1, index]);
    else if (columns[index + 1]?.group !== group) {
      if (index > start) merges.push([top, start, top, index]);
    }
    if (columns[index + 1]?.group !== group) start = index + 1;
  }
}

/** Counts the rows, or adds up what adds up. */
function totals(
  contract: Contract,
  rows: readonly Row[],
  columns: readonly ColumnWritten[],
): Cell[] {
  const sums = contract.dataset === 'hazard_return';
  return columns.map(({ column }, index) => {
    if (index === 0) return '合计';
    const own = contract.columns.find(({ name }) => name === column);
    if (sums && (own?.type === 'integer' || own?.type === 'number'))
      return rows.reduce((sum, row) => sum + (Number(row[column]) || 0), 0);
    return !sums && index === 1 ? `共${rows.length}条` : null;
  });
}
