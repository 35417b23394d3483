import type { Locale } from '../contracts/index.ts';
import type { PlannedVisit } from './plan.ts';
import type { PlanUnit } from './unit.ts';
import { visitTypeLabel } from './labels.ts';

/** RFC 5545 §3.1: a line of at most 75 bytes, continued after a space. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const sign of line) {
    if (Buffer.byteLength(current + sign) > (lines.length === 0 ? 75 : 74)) {
      lines.push(current);
      current = '';
    }
    current += sign;
  }
  return [...lines, current].join('\r\n ');
}

const escaped = (value: string): string =>
  value.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

const compact = (date: string): string => date.replaceAll('-', '');

/**
 * Visits as an iCalendar file (RFC 5545), one all-day event a visit.
 * @param stamp ISO time at which it is made
 */
export function calendarFile(
  visits: readonly PlannedVisit[],
  units: ReadonlyMap<string, PlanUnit>,
  locale: Locale,
  stamp: string,
): string {
  const made = `${stamp.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const events = visits.flatMap((visit) => {
    const unit = units.get(visit.unitCode);
    const type = visitTypeLabel(visit.type)[locale];
    const next = new Date(Date.parse(`${visit.date}T00:00:00Z`) + 86_400_000).toISOString();
    return [
      'BEGIN:VEVENT',
      `UID:${visit.unitCode}-${visit.date}@xiaoan`,
      `DTSTAMP:${made}`,
      `DTSTART;VALUE=DATE:${compact(visit.date)}`,
      `DTEND;VALUE=DATE:${compact(next.slice(0, 10))}`,
      `SUMMARY:${escaped(`${type} ${unit?.name ?? visit.unitCode}`)}`,
      `LOCATION:${escaped(unit ? `${unit.area} ${unit.name}` : visit.unitCode)}`,
      `DESCRIPTION:${escaped(`${visit.team}\n${visit.inspectors.join('、')}`)}`,
      'END:VEVENT',
    ];
  });
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xiaoan//Plan//ZH',
    'CALSCALE:GREGORIAN',
    ...events,
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}
