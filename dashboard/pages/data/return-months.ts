import type { ReturnRow } from './rows.ts';

export const returnStatuses = ['missing', 'late', 'on_time'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** How many returns came in which way. */
export type ReturnCount = Readonly<Record<ReturnStatus, number>>;

/** One unit's returns, one status for each month; null where none was owed. */
export interface ReturnLine {
  readonly unit_code: string;
  readonly months: readonly (ReturnStatus | null)[];
  readonly count: ReturnCount;
}

export interface ReturnMonths {
  /** Units that missed or were late at least once; those that missed most first. */
  readonly lines: readonly ReturnLine[];
  /** Of all units, one count for each month. */
  readonly totals: readonly ReturnCount[];
}

const isStatus = (value: string | null | undefined): value is ReturnStatus =>
  returnStatuses.some((status) => status === value);

const countOf = (statuses: readonly (ReturnStatus | null)[]): ReturnCount => ({
  missing: statuses.filter((status) => status === 'missing').length,
  late: statuses.filter((status) => status === 'late').length,
  on_time: statuses.filter((status) => status === 'on_time').length,
});

/**
 * Arranges returns by unit and month.
 * @param rows returns of one dataset
 * @param months `YYYY-MM`, in order; returns of other months are left out
 */
export function returnMonths(rows: readonly ReturnRow[], months: readonly string[]): ReturnMonths {
  const place = new Map(months.map((month, index) => [month, index]));
  const units = new Map<string, (ReturnStatus | null)[]>();
  for (const row of rows) {
    const index = place.get(row.month.slice(0, 7));
    if (index === undefined || !isStatus(row.status)) continue;
    const line = units.get(row.unit_code) ?? months.map(() => null);
    line[index] = row.status;
    units.set(row.unit_code, line);
  }
  const lines = [...units]
    .map(([unit_code, statuses]) => ({ unit_code, months: statuses, count: countOf(statuses) }))
    .filter(({ count }) => count.missing + count.late > 0)
    .sort(
      (first, second) =>
        second.count.missing - first.count.missing ||
        second.count.late - first.count.late ||
        (first.unit_code < second.unit_code ? -1 : 1),
    );
  return {
    lines,
    totals: months.map((_, index) =>
      countOf([...units.values()].map((statuses) => statuses[index] ?? null)),
    ),
  };
}

/** Whole days from the day something was due to the day it came; null where it has not come. */
export function daysLate(row: Pick<ReturnRow, 'due_date' | 'received_at'>): number | null {
  if (row.received_at === null) return null;
  const day = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Math.round((day(row.received_at) - day(row.due_date)) / 86_400_000);
}
