import fc from 'fast-check';
import {
  day,
  drill,
  finding,
  hazard,
  inspection,
  monthlyReturn,
  monthsBetween,
  unit,
} from './received.ts';
import type { Received } from './world.ts';

export const months = monthsBetween('2024-09', '2025-08');
const isTerm = (month: string): boolean => !['02', '07', '08'].includes(month.slice(5));
export const pickMonth = fc.constantFrom(...months);

/** What one unit did in a month. */
const monthOfUnit = fc.record({
  returned: fc.constantFrom(20, 26, 31, undefined),
  hazards: fc.array(
    fc.record({
      text: fc.integer({ min: 0, max: 4 }),
      termDays: fc.integer({ min: 1, max: 60 }),
      closedAfter: fc.option(fc.integer({ min: 0, max: 90 })),
      major: fc.boolean(),
      source: fc.constantFrom('self_monthly', 'self_daily', 'third_party'),
    }),
    { maxLength: 2 },
  ),
  drill: fc.constantFrom('full', 'poor', 'none'),
  visit: fc.option(
    fc.array(fc.record({ area: fc.constantFrom('fire', 'food'), major: fc.boolean() }), {
      maxLength: 3,
    }),
    { freq: 3 },
  ),
});

/** Units A, B and C, A the one that is looked at. */
export const district = fc.record({
  A: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
  B: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
  C: fc.array(monthOfUnit, { minLength: months.length, maxLength: months.length }),
});
type MonthOfUnit = typeof monthOfUnit extends fc.Arbitrary<infer Value> ? Value : never;

/** A day so many days on. */
export const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function rowsOf(code: string, lived: readonly MonthOfUnit[]): Received[] {
  return [
    unit(code),
    ...months.flatMap((month, at) => {
      const item = lived[at];
      if (!item) return [];
      const rows: Received[] = [];
      if (item.returned !== undefined) {
        rows.push(monthlyReturn(code, month, item.hazards.length, item.returned));
        for (const [index, found] of item.hazards.entries()) {
          const date = day(month, 3 + index);
          const closed = found.closedAfter === null ? null : plus(date, found.closedAfter);
          const isClosed = closed !== null && closed <= day(month, 20);
          rows.push(
            hazard(
              code,
              month,
              `${month}-${index}`,
              {
                found_date: date,
                source: found.source,
                description: `文字 ${found.text}`,
                severity: found.major && found.text === 0 ? 'major' : 'general',
                deadline: plus(date, found.termDays),
                status: isClosed ? 'struck_off' : 'rectifying',
                closed_date: isClosed ? closed : null,
              },
              item.returned,
            ),
          );
        }
        if (item.drill !== 'none' && isTerm(month))
          rows.push(
            drill(
              code,
              month,
              item.drill === 'poor' ? { has_review: false, has_follow_up: false } : {},
              item.returned,
            ),
          );
      }
      if (item.visit !== null) {
        const number = `${code}${month}`;
        rows.push(inspection(code, number, month));
        item.visit.forEach(({ area, major }, index) =>
          rows.push(
            finding(code, number, String(index), month, {
              work_area: area,
              severity: major ? 'major' : 'general',
            }),
          ),
        );
      }
      return rows;
    }),
  ];
}

/** What a district hands in. */
export const allRows = (of: Record<'A' | 'B' | 'C', readonly MonthOfUnit[]>): Received[] => [
  ...rowsOf('A', of.A),
  ...rowsOf('B', of.B),
  ...rowsOf('C', of.C),
  // A duty begins with the first month in which the district hands anything in: not for A to move.
  drill('B', months[0] ?? '', { drill_type: 'earthquake' }, 20),
  monthlyReturn('C', months[0] ?? '', 0, 20),
  // Neighbours that report plenty, so that silence shows.
  ...['B', 'C'].flatMap((code) =>
    months.map((month) =>
      hazard(code, month, 'own', {
        description: `${code} ${month}`,
        status: 'struck_off',
        closed_date: day(month, 6),
      }),
    ),
  ),
];
