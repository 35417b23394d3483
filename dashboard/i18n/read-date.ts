/** Year, month and day, parted or not; then, perhaps, hour and minute. */
const WRITTEN =
  /^(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))(?:[T\s]+(\d{1,2}):(\d{2}))?$/;

const two = (number: string): string => number.padStart(2, '0');

/**
 * What somebody wrote as a day, year first, as an ISO date: 2026-9-3, 2026/09/03, 2026年9月3日, 20260903.
 * @param minute whether it is a minute of the day, `…T08:05`, which then must be said too
 * @returns null where it is none, or a day that no calendar has
 */
export function readDate(written: string, minute = false): string | null {
  const parts = WRITTEN.exec(written.normalize('NFKC').trim());
  if (!parts) return null;
  const [, year = '', parted, day, month = parted ?? '', joined = day ?? '', hour, past] = parts;
  const date = `${year}-${two(month)}-${two(joined)}`;
  const time = hour === undefined ? '' : `T${two(hour)}:${past}`;
  if ((time !== '') !== minute) return null;
  const instant = new Date(`${date}${time || 'T00:00'}Z`);
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(date + time)
    ? null
    : date + time;
}
