import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Merge, Sheet } from '../grid.ts';
import { mayBeShortened, textOfCell } from './cell.ts';
import { tooLarge, workbookUnreadable } from './failures.ts';

/** What one workbook may hold; Excel's own bounds, and what a thread hands over within a minute. */
const LIMITS = { sheets: 1_000, rows: 1_048_576, columns: 16_384, characters: 200_000_000 };
/** Cells of one file, empty ones between filled ones counted. */
export const MAXIMUM_CELLS = 30_000_000;

const EMPTY: readonly string[] = [];

/** How much of what a workbook may hold is left. */
interface Budget {
  cells: number;
  characters: number;
}

/**
 * The sheets of a workbook as text, without the empty rows and cells at their ends.
 * @param alsoHidden names of sheets that are hidden besides those that the workbook says are
 * @throws Failure `file_too_large` naming the sheet, or `workbook_unreadable` where one could not be read
 */
export function sheetsOf(workbook: WorkBook, alsoHidden: ReadonlySet<string>): Sheet[] {
  const { SheetNames: names, Sheets: sheets, Workbook: properties } = workbook;
  // Of two sheets of one name, which only damage brings about, the library would give the last one twice.
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw workbookUnreadable(undefined, twice);
  if (names.length > LIMITS.sheets) {
    throw tooLarge(`有 ${names.length} 张工作表`, `it has ${names.length} sheets`);
  }
  const from1904 = properties?.WBProps?.date1904 === true;
  const budget: Budget = { cells: MAXIMUM_CELLS, characters: LIMITS.characters };
  return names.map((written: string | undefined, index) => {
    const sheet = sheets[String(written)];
    const name = written?.toWellFormed() ?? '';
    // The library leaves out a sheet that it fails to read, and says nothing.
    if (!sheet) throw workbookUnreadable(undefined, name);
    const shortened: [number, number][] = [];
    const rows = rowsOf(sheet, name, from1904, budget, (row, position) =>
      shortened.push([row, position]),
    );
    const merges = mergesOf(sheet, name, rows, budget);
    const hidden =
      (written !== undefined && alsoHidden.has(written)) ||
      (properties?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const hiddenRows = hiddenRowsOf(sheet);
    return {
      name,
      hidden,
      rows,
      merges,
      shortened,
      ...(hiddenRows.length > 0 ? { hiddenRows } : {}),
    };
  });
}

/** Rows that somebody hid; those that a filter leaves out for the moment are as good as the others. */
const hiddenRowsOf = (sheet: WorkSheet): number[] =>
  sheet['!autofilter']
    ? []
    : (sheet['!rows'] ?? []).flatMap((row, index) => (row?.hidden ? [index] : []));

function rowsOf(
  sheet: WorkSheet,
  name: string,
  from1904: boolean,
  budget: Budget,
  tellShortened: (row: number, position: number) => void,
): Sheet['rows'] {
  const data: readonly (readonly CellObject[] | undefined)[] = sheet['!data'] ?? [];
  if (data.length > LIMITS.rows) throw tooManyCells(name);
  const rows: (readonly string[])[] = [];
  data.forEach((cells, index) => {
    if (!cells) return;
    if (cells.length > LIMITS.columns) throw tooManyCells(name);
    const row = rowOf(cells, from1904, budget, (position) => tellShortened(index, position));
    if (row.length === 0) return;
    while (rows.length < index) rows.push(EMPTY);
    rows.push(row);
    spend(budget, row.length, name);
  });
  spend(budget, rows.length, name);
  return rows;
}

/** The cells of a row as text, up to the last that is filled. */
function rowOf(
  cells: readonly (CellObject | undefined)[],
  from1904: boolean,
  budget: Budget,
  tellShortened: (position: number) => void,
): string[] {
  const row: string[] = [];
  cells.forEach((cell, position) => {
    // Half a character, as damage leaves it, could not be kept.
    const text = textOfCell(cell, from1904).toWellFormed();
    if (text === '') return;
    if (mayBeShortened(cell, text)) tellShortened(position);
    while (row.length < position) row.push('');
    row.push(text);
    budget.characters -= text.length;
  });
  return row;
}

/** Merges, each cut to the cells in use: one over whole columns shows nothing more. */
function mergesOf(sheet: WorkSheet, name: string, rows: Sheet['rows'], budget: Budget): Merge[] {
  const lastRow = rows.length - 1;
  const lastColumn = rows.reduce((widest, { length }) => Math.max(widest, length), 1) - 1;
  return (sheet['!merges'] ?? []).flatMap(({ s, e }) => {
    const merge = {
      top: s.r,
      left: s.c,
      bottom: Math.min(e.r, lastRow),
      right: Math.min(e.c, lastColumn),
    };
    if (merge.top > merge.bottom || merge.left > merge.right) return [];
    spend(budget, (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1), name);
    return [merge];
  });
}

function spend(budget: Budget, cells: number, sheet: string): void {
  budget.cells -= cells;
  if (budget.cells < 0 || budget.characters < 0) throw tooManyCells(sheet);
}

const tooManyCells = (sheet: string) => tooLarge('单元格太多', 'it has too many cells', sheet);
