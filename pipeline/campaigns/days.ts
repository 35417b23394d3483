import type { Span } from './campaign.ts';

const MILLISECONDS = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => iso(time(day) + days * MILLISECONDS);

/** The same day so many months later, or the last of that month where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, number = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(number, last)));
}

/** Whole months from one day's month to the other's. */
export function monthsFrom(one: string, other: string): number {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(other) - index(one);
}

/** 1 for Monday to 7. */
export const weekdayOf = (day: string): number => ((new Date(time(day)).getUTCDay() + 6) % 7) + 1;

/** Every day of a span, both ends included. */
export function* daysOf({ from, to }: Span): Generator<string> {
  for (let day = time(from); day <= time(to); day += MILLISECONDS) yield iso(day);
}

export const within = (inner: Span, outer: Span): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;

/** A time of the year as spans of days, `from` and `to` as MM-DD; one that ends in the next year too. */
export function spanInYear({ from, to }: Span, year: number): Span {
  const end = to < from ? year + 1 : year;
  return { from: `${year}-${from}`, to: `${end}-${to}` };
}
