import type { Counts } from './rows.ts';

/** What falls due on one day. */
export interface DueRow extends Counts {
  readonly due_date: string;
}

/**
 * The days that the calendar shows: a year up to the day, and the month after it; or of a campaign that part in
 * which it runs. A campaign that ended earlier is shown whole, a year at most.
 * @param day the last day that is known, ISO
 */
export function calendarSpan(
  day: string,
  from?: string,
  to?: string,
): { readonly from: string; readonly to: string } {
  const end = to !== undefined && to < day ? lastOfMonth(to, 0) : lastOfMonth(day, 1);
  const start = firstOfMonth(end, to !== undefined && to < day ? -11 : -12);
  return {
    from: from !== undefined && from > start ? firstOfMonth(from, 0) : start,
    to: to !== undefined && to < end ? lastOfMonth(to, 0) : end,
  };
}

const moved = (day: string, months: number, of: number): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, of)).toISOString().slice(0, 10);
};
const firstOfMonth = (day: string, months: number): string => moved(day, months, 1);
const lastOfMonth = (day: string, months: number): string => moved(day, months + 1, 0);
