/** Months as text, YYYY-MM: they sort as text and have no time zone. */
export type Month = string;

/** The month so many months later (or, negative, earlier). */
export function addMonths(month: Month, count: number): Month {
  const index = monthIndex(month) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months since the year 0; two months' difference is the number of months between them. */
export const monthIndex = (month: Month): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** All months from the first to the last, both included. */
export const monthsBetween = (first: Month, last: Month): Month[] =>
  Array.from({ length: Math.max(0, monthIndex(last) - monthIndex(first) + 1) }, (_, index) =>
    addMonths(first, index),
  );

/** The first instant of a month in UTC, which is how charts place months. */
export const monthStart = (month: Month): Date => new Date(`${month.slice(0, 7)}-01T00:00:00Z`);

/** The last day of a month, YYYY-MM-DD. */
export const lastDayOf = (month: Month): string =>
  new Date(monthStart(addMonths(month, 1)).getTime() - 86_400_000).toISOString().slice(0, 10);
