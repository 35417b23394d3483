import { cellText, type Merge, type Sheet } from '../grid.ts';

/** What a cell says that means the cell above. */
const SAME = new Set(['同上', '同前', '同上行', '〃', '″', '〞', '"', '“', '”', "''", '″″']);

/** Whether a cell refers to the one above it. */
export const isSame = (cell: string): boolean => cell.length <= 4 && SAME.has(cell.trim());

/** The cells of a row in which references to the row above are replaced by what stands there. */
export function resolveSame(
  cells: readonly string[],
  above: readonly string[] | undefined,
): readonly string[] {
  if (!above || !cells.some(isSame)) return cells;
  return cells.map((cell, position) => (isSame(cell) ? cellText(above, position) : cell));
}

/** Merged cells that reach over several rows, by each row below their first. */
export type MergesByRow = ReadonlyMap<number, readonly Merge[]>;

export function mergesByRow({ merges, rows }: Sheet): MergesByRow {
  const byRow = new Map<number, Merge[]>();
  for (const merge of merges) {
    for (let row = merge.top + 1; row <= Math.min(merge.bottom, rows.length - 1); row++) {
      const list = byRow.get(row);
      if (list) list.push(merge);
      else byRow.set(row, [merge]);
    }
  }
  return byRow;
}

/**
 * The cells of a row with what merged cells bring down to it.
 * @param counted positions of numbers: one number merged over several rows is theirs together, and
 *   repeating it would multiply it
 */
export function withMerged(
  { rows }: Sheet,
  index: number,
  merges: MergesByRow,
  counted: ReadonlySet<number>,
): readonly string[] {
  const cells = rows[index] ?? [];
  const covering = merges.get(index);
  if (!covering) return cells;
  const filled = cells.slice();
  for (const { top, left } of covering) {
    const value = rows[top]?.[left] ?? '';
    if (value === '' || counted.has(left)) continue;
    while (filled.length <= left) filled.push('');
    filled[left] = value;
  }
  return filled;
}
