import { cellText, shownText } from './cell-text.ts';
import type { ResultColumn, ResultSet } from './result-set.ts';

/** Widths that a column may have, px. */
export const NARROWEST = 48;
const WIDEST_AT_FIRST = 340;
export const WIDEST = 1200;

/** Rows that are looked at to guess how wide a column should be: the first, and as many spread over all. */
const LOOKED_AT = 40;

/** Width of half a character of the table's type, and of what stands around a cell's text, px. */
const HALF = 7.2;
const AROUND = 22;
/** Room for the arrow and the menu in a heading, whose type is bold, px. */
const HEADING = 62;

/** Halves of a character that a text takes: a Chinese character takes two. */
function halves(text: string): number {
  let count = 0;
  for (const character of text) count += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return count;
}

/** How wide a column is at first, px: as its heading and its first cells want, within reason. */
export function fittingWidth(result: ResultSet, column: ResultColumn): number {
  let widest = halves(column.name) * HALF + HEADING;
  const look = (row: number): void => {
    const value = result.value(row, column.index);
    const text =
      column.kind === 'number' ? shownText(value, column, 'auto') : cellText(value, column);
    widest = Math.max(widest, halves(text.slice(0, 80)) * HALF + AROUND);
  };
  for (let row = 0; row < Math.min(result.rows, LOOKED_AT); row += 1) look(row);
  const step = Math.max(1, Math.floor(result.rows / LOOKED_AT));
  for (let row = LOOKED_AT; row < result.rows; row += step) look(row);
  return Math.max(NARROWEST, Math.min(WIDEST_AT_FIRST, widest));
}
