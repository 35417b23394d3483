/**
 * A rectangle of a sheet that shows one value: zero-based, both ends inclusive.
 * The value stands in its top left cell.
 */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet as text: what a reader hands on, whatever the format it read. */
export interface Sheet {
  /** Name of the sheet; empty for a file that has no sheets. */
  readonly name: string;
  readonly hidden: boolean;
  /** Cells as text, ragged; an empty cell is ''. Row 0 is the row that the sheet shows as 1. */
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly Merge[];
  /** Rows that somebody hid by hand, from 0; rows that only a filter hides are not among them. */
  readonly hiddenRows?: readonly number[];
  /**
   * Row and column, from 0, of number cells such as 6.3, which may have been written 6.30; undefined
   * where the format does not tell numbers from text.
   */
  readonly shortened?: readonly (readonly [row: number, position: number])[];
}

/** Whether nothing stands in any cell of a row. */
export const isBlank = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === '');

/** The letters over a column of a spreadsheet: 0 → A, 26 → AA. */
export function columnLetters(position: number): string {
  const rest = Math.floor(position / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (position % 26));
}

/** The text of a cell without the white space around it; '' where there is no such cell. */
export const cellText = (row: readonly string[] | undefined, position: number): string =>
  row?.[position]?.trim() ?? '';

/**
 * A copy of `rows` in which merged cells repeat their value.
 * @param rows cells of a sheet, from its first row
 * @param merges which of the sheet's merges to spread; those beyond `rows` are ignored
 */
export function spreadMerges(
  rows: readonly (readonly string[])[],
  merges: readonly Merge[],
): readonly (readonly string[])[] {
  if (merges.length === 0) return rows;
  const spread = rows.map((row) => row.slice());
  for (const { top, left, bottom, right } of merges) {
    const value = rows[top]?.[left] ?? '';
    if (value === '') continue;
    for (let row = top; row <= Math.min(bottom, spread.length - 1); row++) {
      const cells = spread[row];
      if (!cells) continue;
      while (cells.length < left) cells.push('');
      for (let position = left; position <= right; position++) cells[position] = value;
    }
  }
  return spread;
}
