import type { PlanCalendar } from './rules.ts';
import type { Capacity, Inspector, Team } from './capacity.ts';

const DAY = 86_400_000;

const within = (day: string, { from, to }: { from: string; to: string }): boolean =>
  from <= day && day <= to;

const inAny = (day: string, spans: readonly { from: string; to: string }[]): boolean =>
  spans.some((span) => within(day, span));

/** The month so many later, `YYYY-MM`. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from one to another: positive where `to` is later. */
export const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7));

/** Every day of a month, ISO. */
export function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const next = Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`);
  return Array.from({ length: Math.round((next - first) / DAY) }, (_, index) =>
    new Date(first + index * DAY).toISOString().slice(0, 10),
  );
}

/** Days of a month on which teams go out: Monday to Friday without holidays, and weekends that are worked. */
export const workingDays = (month: string, calendar: PlanCalendar): string[] =>
  daysOf(month).filter((day) => {
    if (calendar.workingWeekends.includes(day)) return true;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !inAny(day, calendar.holidays);
  });

/** Whether a unit can be visited on a day: no exam at its site, its kind not closed. */
export const canReceive = (
  unit: { readonly kind: string; readonly examSite: boolean },
  day: string,
  calendar: PlanCalendar,
): boolean =>
  !(unit.examSite && inAny(day, calendar.exams)) &&
  !calendar.closed.some((span) => span.kinds.includes(unit.kind) && within(day, span));

export const isOff = ({ daysOff }: Inspector, day: string): boolean => inAny(day, daysOff);

/** Days of a month on which a team has enough people to go out, at most as many as it may. */
export function teamDays(
  team: Team,
  capacity: Capacity,
  month: string,
  calendar: PlanCalendar,
  people: number,
): { readonly days: readonly string[]; readonly most: number } {
  const days = workingDays(month, calendar).filter(
    (day) => team.inspectors.filter((inspector) => !isOff(inspector, day)).length >= people,
  );
  const most = Math.min(days.length, team.daysPerMonth, capacity.months[month] ?? Infinity);
  return { days, most };
}

/** How much more findings of a month count for its key nodes: the mean over its working days. */
export function keyNodeWeight(month: string, calendar: PlanCalendar): number {
  const days = workingDays(month, calendar);
  if (days.length === 0) return 1;
  const weight = (day: string): number =>
    Math.max(
      1,
      ...calendar.keyNodes.filter((span) => within(day, span)).map((node) => node.weight),
    );
  return days.reduce((sum, day) => sum + weight(day), 0) / days.length;
}
