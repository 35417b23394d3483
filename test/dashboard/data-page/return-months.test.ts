import { expect, test } from 'vitest';
import { daysLate, returnMonths } from '../../../dashboard/pages/data/return-months.ts';

const row = (unit_code: string, month: string, status: string) => ({
  unit_code,
  dataset: 'hazard_return',
  month: `${month}-01`,
  due_date: `${month}-28`,
  received_at: null,
  status,
});
const months = ['2026-08', '2026-09', '2026-10'];

test('lists units that missed or were late, those that missed most first', () => {
  const { lines } = returnMonths(
    [
      row('A', '2026-08', 'on_time'),
      row('A', '2026-09', 'on_time'),
      row('B', '2026-08', 'late'),
      row('B', '2026-09', 'late'),
      row('C', '2026-10', 'missing'),
      row('C', '2026-08', 'on_time'),
    ],
    months,
  );
  expect(lines).toEqual([
    {
      unit_code: 'C',
      months: ['on_time', null, 'missing'],
      count: { missing: 1, late: 0, on_time: 1 },
    },
    { unit_code: 'B', months: ['late', 'late', null], count: { missing: 0, late: 2, on_time: 0 } },
  ]);
});

test('counts every unit in the totals of a month, and nothing outside the months', () => {
  const { totals, lines } = returnMonths(
    [
      row('A', '2026-08', 'on_time'),
      row('B', '2026-08', 'missing'),
      row('B', '2026-07', 'missing'),
      row('C', '2026-08', 'late'),
    ],
    months,
  );
  expect(totals).toEqual([
    { missing: 1, late: 1, on_time: 1 },
    { missing: 0, late: 0, on_time: 0 },
    { missing: 0, late: 0, on_time: 0 },
  ]);
  expect(lines.find((line) => line.unit_code === 'B')?.count.missing).toBe(1);
});

test('days late are counted by the calendar, whatever the hour', () => {
  expect(daysLate({ due_date: '2026-10-28', received_at: '2026-10-29T00:10:00' })).toBe(1);
  expect(daysLate({ due_date: '2026-10-28', received_at: '2026-11-02T23:50:00' })).toBe(5);
  expect(daysLate({ due_date: '2026-10-28', received_at: null })).toBeNull();
});
