import { addMonths, monthStart, type Month } from '../../data/month.ts';

/** The last day of a month, YYYY-MM-DD. */
export const lastDayOf = (month: Month): string =>
  new Date(monthStart(addMonths(month, 1)).getTime() - 86_400_000).toISOString().slice(0, 10);
