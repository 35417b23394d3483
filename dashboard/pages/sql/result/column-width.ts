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

/** How a column is set: its width, px, and the decimals that make its numbers line up. */
export interface ColumnFit {
  readonly width: number;
  readonly decimals: number | undefined;
}

/** Decimals that are shown at most, where nothing else was asked for. */
const MOST_DECIMALS = 4;

/** How a column is set at first: as its heading and some of its cells want, within reason. */
export function fit(result: ResultSet, column: ResultColumn): ColumnFit {
  const values = sample(result, column);
  const decimals = decimalsOf(values, column);
  const texts = values.map((value) =>
    column.kind === 'number' && value !== null
      ? shownText(value, column, 'auto', decimals)
      : cellText(value, column).slice(0, 80),
  );
  const widest = Math.max(
    halves(column.name) * HALF + HEADING,
    ...texts.map((text) => halves(text) * HALF + AROUND),
  );
  return { width: Math.max(NARROWEST, Math.min(WIDEST_AT_FIRST, widest)), decimals };
}

function sample(result: ResultSet, { index }: ResultColumn): unknown[] {
  const step = Math.max(1, Math.floor(result.rows / LOOKED_AT));
  const rows: number[] = [];
  for (let row = 0; row < Math.min(result.rows, LOOKED_AT); row += 1) rows.push(row);
  for (let row = LOOKED_AT; row < result.rows; row += step) rows.push(row);
  return rows.map((row) => result.value(row, index));
}

/** As many as the cell that needs most; undefined where numbers are whole, or too small for it. */
function decimalsOf(values: readonly unknown[], column: ResultColumn): number | undefined {
  if (column.kind !== 'number' || column.whole) return undefined;
  const numbers = values.map(Number).filter(Number.isFinite);
  const small = numbers.some((number) => number !== 0 && Math.abs(number) < 10 ** -MOST_DECIMALS);
  if (small) return undefined;
  const most = Math.max(
    0,
    ...numbers.map(
      (number) => (number.toFixed(MOST_DECIMALS).replace(/0+$/, '').split('.')[1] ?? '').length,
    ),
  );
  return most === 0 ? undefined : most;
}
