import { cellText } from './cell-text.ts';
import type { ResultSet } from './result-set.ts';
import type { CellRange } from './selection.ts';

/** Cells that are copied at once; more belong into a file. */
export const MOST_COPIED = 500_000;

/**
 * Cells as tab-separated text, which Excel pastes as cells. Tabs and line breaks within a cell become
 * spaces, for they would begin another.
 * @param order rows of the answer by place; undefined: as they came
 * @param headings whether a line with the columns' names goes first
 */
export function tabSeparated(
  result: ResultSet,
  order: Uint32Array | undefined,
  range: CellRange,
  headings: boolean,
): string {
  const columns = result.columns.slice(range.left, range.right + 1);
  const lines: string[] = headings ? [columns.map(({ name }) => flat(name)).join('\t')] : [];
  for (let place = range.top; place <= range.bottom; place += 1) {
    const row = order ? (order[place] ?? 0) : place;
    lines.push(
      columns.map((column) => flat(cellText(result.value(row, column.index), column))).join('\t'),
    );
  }
  return lines.join('\n');
}

const flat = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');

export const cellsIn = ({ top, bottom, left, right }: CellRange): number =>
  (bottom - top + 1) * (right - left + 1);

/**
 * Puts a text on the clipboard. `navigator.clipboard` is missing on plain HTTP, so the older way, which
 * asks the page's own `copy` event, is the one used; it must be called while a press is being handled.
 * @returns whether the browser took it
 */
export function copyText(text: string): boolean {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', give, { capture: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
}
