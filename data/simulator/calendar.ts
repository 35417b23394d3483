/** Days since 1970-01-01; months are counted from January of year 0, so that both can be added to. */
export type Day = number;
export type Month = number;

const MILLISECONDS = 86_400_000;

export const dayOf = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / MILLISECONDS;

export const monthOf = (year: number, month: number): Month => year * 12 + month - 1;

export const yearOfMonth = (month: Month): number => Math.floor(month / 12);

/** 1 to 12. */
export const numberOfMonth = (month: Month): number => (month % 12) + 1;

export const firstDay = (month: Month): Day => dayOf(yearOfMonth(month), numberOfMonth(month), 1);

export const lastDay = (month: Month): Day => firstDay(month + 1) - 1;

/** The day of that number in the month, or the last day where the month is shorter. */
export const dayIn = (month: Month, number: number): Day =>
  Math.min(firstDay(month) + number - 1, lastDay(month));

export function partsOf(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function monthOfDay(day: Day): Month {
  const { year, month } = partsOf(day);
  return monthOf(year, month);
}

const padded = (value: number): string => String(value).padStart(2, '0');

/** `2025-03-14`. */
export function isoDay(day: Day): string {
  const { year, month, day: number } = partsOf(day);
  return `${year}-${padded(month)}-${padded(number)}`;
}

/** `2025-03`. */
export const isoMonth = (month: Month): string =>
  `${yearOfMonth(month)}-${padded(numberOfMonth(month))}`;

/** `2025-03-14 16:05` of minutes since 1970. */
export const isoMinute = (minute: number): string =>
  `${isoDay(Math.floor(minute / 1440))} ${clock(minute)}`;

/** `16:05` of minutes since 1970. */
export const clock = (minute: number): string =>
  `${padded(Math.floor((minute % 1440) / 60))}:${padded(minute % 60)}`;

/** The month written `YYYY-MM`, or undefined where it is none. */
export function parseMonth(written: string): Month | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(written);
  return match ? monthOf(Number(match[1]), Number(match[2])) : undefined;
}

/** School holidays: February, July and August. */
export const isHoliday = (month: Month): boolean => [2, 7, 8].includes(numberOfMonth(month));

/** The default last month: the one before that of the product's first release. */
export const defaultEnd = monthOf(2026, 10);
