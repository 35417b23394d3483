/** Whether a text is a day that there is, `YYYY-MM-DD`: the 31st of February is none. */
export function isDay(written: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? new Date(`${written}T00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(+day) && day.toISOString().startsWith(written);
}

/** A day as people write it, with a time of day or without, with a zone or without. */
const MOMENT =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]([01]?\d|2[0-3])(:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The moment that a text names: 2025-06-28, 2025/6/28 9:00, 2025-06-28T09:00:00+08:00; without a time of day the
 * day's beginning, without a zone by the district's clock.
 * @returns undefined for a text that names none
 */
export function readMoment(written: string): Date | undefined {
  const [, year, month = '', date = '', hour = '', minutes = ':00', zone = ''] =
    MOMENT.exec(written) ?? [];
  const day = [year, month.padStart(2, '0'), date.padStart(2, '0')].join('-');
  if (!isDay(day)) return undefined;
  const moment = new Date(`${day}T${hour.padStart(2, '0')}${minutes}${zone}`);
  return Number.isNaN(+moment) ? undefined : moment;
}

/** The moment at which a day of the district's begins; undefined for what is no day. */
export const beginningOf = (day: string): Date | undefined =>
  isDay(day) ? readMoment(day) : undefined;
