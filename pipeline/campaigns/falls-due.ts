import type { CampaignCalendar, Obligation, Recurrence } from './campaign.ts';
import { addDays, addMonths, daysOf, spanInYear, weekdayOf } from './days.ts';

/** A stretch of time in which something that recurs falls due once. */
export interface Period {
  readonly every: Recurrence;
  readonly from: string;
  readonly to: string;
}

/** All periods that begin in these years, both included: weeks from Monday, and festivals' eves. */
export function periodsOf(
  { terms, festivals }: CampaignCalendar,
  first: number,
  last: number,
): Period[] {
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const whole = { from: `${first}-01-01`, to: `${last}-12-31` };
  const mondays = [...daysOf(whole)].filter((day) => weekdayOf(day) === 1);
  const months = (step: number, every: Recurrence): Period[] =>
    years.flatMap((year) =>
      Array.from({ length: 12 / step }, (_, index) => {
        const from = addMonths(`${year}-01-01`, index * step);
        return { every, from, to: addDays(addMonths(from, step), -1) };
      }),
    );
  const eves = new Set(festivals.flatMap(({ days }) => days));
  return [
    { every: 'once', from: '1900-01-01', to: '2299-12-31' },
    ...mondays.map((from): Period => ({ every: 'week', from, to: addDays(from, 6) })),
    ...months(1, 'month'),
    ...months(3, 'quarter'),
    ...years.flatMap((year) =>
      terms.map((term): Period => ({ every: 'term', ...spanInYear(term, year) })),
    ),
    ...months(12, 'year'),
    ...[...eves]
      .filter((day) => day >= whole.from && day <= whole.to)
      .sort()
      .map((day): Period => {
        const eve = addDays(day, -1);
        return { every: 'festival', from: eve, to: eve };
      }),
  ];
}

/** Whether an obligation falls due at all; how it does is the business of `facts.campaign_occurrence`. */
export function fallsDue(obligation: Obligation, calendar: CampaignCalendar): boolean {
  const { from, to } = obligation;
  const first = Number(from.slice(0, 4)) - 1;
  return periodsOf(calendar, first, Number(to.slice(0, 4)))
    .filter(({ every }) => every === obligation.every)
    .some((period) => {
      if (period.from > to || period.to < from) return false;
      const due = dueDay(obligation, period);
      return due >= from && (due <= to || obligation.monthsAfter > 0);
    });
}

function dueDay(obligation: Obligation, { from, to }: Period): string {
  const { by, byDay, byWeek, monthsAfter, weekday } = obligation;
  if (by !== null) return by;
  if (weekday !== null) return addDays(from, weekday - 1);
  if (byDay !== null) {
    const month = addMonths(from, monthsAfter);
    const last = addDays(addMonths(month, 1), -1);
    const day = addDays(month, byDay - 1);
    return day < last ? day : last;
  }
  if (byWeek !== null) return addDays(from, 7 * byWeek - 1);
  return to < obligation.to ? to : obligation.to;
}
