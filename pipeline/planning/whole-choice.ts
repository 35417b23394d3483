import type { Column } from './master.ts';
import type { MonthRows } from './month-rows.ts';
import type { Pattern } from './patterns.ts';

/** A pattern of a unit, by its number, as a column of the program. */
export interface PatternColumn {
  readonly unit: number;
  readonly pattern: Pattern;
  readonly column: Column;
}

/**
 * A whole choice near a split one: each unit's largest part, with the slack it needs.
 * @param values of the slacks first, then of the patterns
 */
export function wholeNear(
  values: Float64Array,
  { slacks, bounds }: MonthRows,
  columns: readonly PatternColumn[],
): Float64Array {
  const result = new Float64Array(slacks.length + columns.length);
  const largest = new Map<number, number>();
  columns.forEach(({ unit }, index) => {
    const part = values[slacks.length + index] ?? 0;
    const known = largest.get(unit);
    if (known === undefined || part > (values[slacks.length + known] ?? 0))
      largest.set(unit, index);
  });
  const activity = new Float64Array(bounds.length);
  for (const index of largest.values()) {
    result[slacks.length + index] = 1;
    for (const [row, factor] of columns[index]?.column.rows ?? [])
      activity[row] = (activity[row] ?? 0) + factor;
  }
  slacks.forEach(({ column }, index) => {
    const needed = Math.max(
      0,
      ...column.rows.map(([row, factor]) => {
        const [lower, upper] = bounds[row] ?? [0, 0];
        const now = activity[row] ?? 0;
        return factor > 0 ? lower - now : now - upper;
      }),
    );
    const amount = Math.min(needed, column.upper);
    result[index] = amount;
    for (const [row, factor] of column.rows) activity[row] = (activity[row] ?? 0) + factor * amount;
  });
  return result;
}
