import type { Contract } from '../../contracts/index.ts';
import { cellText, spreadMerges, type Sheet } from '../grid.ts';
import type { FoundColumn, FoundHeader } from './find.ts';
import { classifyRow, type RowKind, type TableShape } from './rows.ts';

/** A row that is no data, and why. */
export interface SkippedRow {
  /** From 1, as the sheet shows it. */
  readonly rowNumber: number;
  readonly why: Exclude<RowKind, 'data' | 'blank'> | 'title';
  readonly cells: readonly string[];
}

export interface DataRow {
  /** From 1, as the sheet shows it. */
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

/** A table taken out of its sheet. */
export interface Table {
  readonly sheet: string;
  readonly contract: Contract;
  /** First row of the header, from 1. */
  readonly headerRow: number;
  readonly columns: readonly FoundColumn[];
  readonly titles: readonly string[];
  readonly month?: string;
  readonly confidence: number;
  readonly rows: readonly DataRow[];
  readonly skipped: readonly SkippedRow[];
}

/** Splits a sheet into the rows of the table under a header and everything else. */
export function cutTable(sheet: Sheet, found: FoundHeader): Table {
  const { contract, top, bottom, columns, titles, month, confidence } = found;
  const skipped: SkippedRow[] = [];
  const rows: DataRow[] = [];
  const shape = shapeOf(sheet, found);
  const vertical = sheet.merges.filter((merge) => merge.top > bottom && merge.left === merge.right);
  const spans = widthsOfMerges(sheet);
  let afterNote = false;
  spreadMerges(sheet.rows, vertical).forEach((cells, index) => {
    const rowNumber = index + 1;
    if (index <= bottom) {
      const why = index < top ? 'title' : 'header';
      if (cells.some((cell) => cell.trim() !== '')) skipped.push({ rowNumber, why, cells });
      return;
    }
    const spanned = (spans.get(index) ?? 0) * 2 >= columns.length;
    const kind = classifyRow(cells, shape, afterNote, spanned);
    afterNote = kind === 'note' || (afterNote && kind === 'blank');
    if (kind === 'data') rows.push({ rowNumber, cells });
    else if (kind !== 'blank') skipped.push({ rowNumber, why: kind, cells });
  });
  return {
    sheet: sheet.name,
    contract,
    headerRow: top + 1,
    columns,
    titles,
    ...(month ? { month } : {}),
    confidence,
    rows,
    skipped,
  };
}

/** Every filled row of a sheet without a table, as rows outside of any. */
export const rowsOutside = (sheet: Sheet): SkippedRow[] =>
  sheet.rows.flatMap((cells, index) =>
    cells.some((cell) => cell.trim() !== '')
      ? [{ rowNumber: index + 1, why: 'outside' as const, cells }]
      : [],
  );

function shapeOf(sheet: Sheet, { contract, bottom, columns }: FoundHeader): TableShape {
  const known = columns.filter(({ column }) => column !== null);
  const about = known.filter(
    ({ column }) => column === contract.period || column === 'unit_code' || column === 'unit_name',
  );
  const lastHeaderRow = sheet.rows[bottom] ?? [];
  return {
    mapped: known.flatMap(({ positions }) => positions),
    context: new Set(about.flatMap(({ positions }) => positions)),
    ledger: contract.key.some((name) => name !== 'unit_code' && name !== contract.period),
    header: lastHeaderRow.map((_, position) =>
      cellText(lastHeaderRow, position).replace(/\s/gu, ''),
    ),
  };
}

/** How many columns the widest merged cell of each row covers. */
function widthsOfMerges({ merges }: Sheet): Map<number, number> {
  const widths = new Map<number, number>();
  for (const { top, left, right } of merges) {
    widths.set(top, Math.max(widths.get(top) ?? 0, right - left + 1));
  }
  return widths;
}
