import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthTicks } from '../../../dashboard/charts/campaign/month-ticks.ts';
import { calendarSpan } from '../../../dashboard/pages/campaigns/due-days.ts';

const days = (dates: readonly Date[]): string[] =>
  dates.map((date) => date.toISOString().slice(0, 10));

test('ticks stand on the first of months, evenly, and never closer than their names are wide', () => {
  expect(days(monthTicks('2024-06-01', '2026-12-31', 610))).toEqual([
    '2024-07-01',
    '2025-01-01',
    '2025-07-01',
    '2026-01-01',
    '2026-07-01',
  ]);
  expect(days(monthTicks('2026-06-05', '2026-09-30', 400))).toEqual([
    '2026-07-01',
    '2026-08-01',
    '2026-09-01',
  ]);
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('2000-01-01'),
        max: new Date('2040-01-01'),
        noInvalidDate: true,
      }),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 100, max: 1600 }),
      (start, length, width) => {
        const [from, to] = days([start, new Date(start.getTime() + length * 86_400_000)]) as [
          string,
          string,
        ];
        const ticks = days(monthTicks(from, to, width));
        expect(ticks.length).toBeLessThanOrEqual(Math.max(2, width / 84 + 1));
        for (const tick of ticks) {
          expect(tick.endsWith('-01')).toBe(true);
          expect(tick >= from && tick <= to).toBe(true);
        }
      },
    ),
  );
});

test('the calendar by day: a year and the month after, cut to the campaign; one that ended whole', () => {
  expect(calendarSpan('2026-10-31')).toEqual({ from: '2025-11-01', to: '2026-11-30' });
  expect(calendarSpan('2026-10-31', '2026-06-05', '2026-12-31')).toEqual({
    from: '2026-06-01',
    to: '2026-11-30',
  });
  expect(calendarSpan('2026-10-31', '2025-06-05', '2025-07-05')).toEqual({
    from: '2025-06-01',
    to: '2025-07-31',
  });
});
