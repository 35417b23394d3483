import type { DueMonth } from '../../charts/campaign/draw-due-calendar.ts';
import type { DueRow } from './due-days.ts';

/** What fell due month by month, up to a day. */
export function dueMonths(rows: readonly DueRow[], day: string): DueMonth[] {
  const sums = new Map<string, { owed: number; done: number; late: number }>();
  for (const { due_date: due, owed, done, late } of rows) {
    if (due > day) continue;
    const month = due.slice(0, 7);
    const sum = sums.get(month) ?? { owed: 0, done: 0, late: 0 };
    sums.set(month, { owed: sum.owed + owed, done: sum.done + done, late: sum.late + late });
  }
  return [...sums].map(([month, sum]) => ({ month, ...sum }));
}
