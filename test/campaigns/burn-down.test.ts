import { expect, test } from 'vitest';
import { burnDown } from '../../dashboard/pages/campaigns/burn-down.ts';

const days = [
  { day: '2025-03-31', due: 10, done: 8 },
  { day: '2025-04-30', due: 10, done: 9 },
  { day: '2025-06-30', due: 20, done: 0 },
];

test('what is left falls by what is done, up to today; the plan falls by what is due', () => {
  const { points, left } = burnDown(days, '2025-03-01', '2025-05-15');
  expect(points).toEqual([
    { day: '2025-03-01', planned: 40, left: 40 },
    { day: '2025-03-31', planned: 30, left: 32 },
    { day: '2025-04-30', planned: 20, left: 23 },
    { day: '2025-05-15', planned: 20, left: 23 },
    { day: '2025-06-30', planned: 0, left: null },
  ]);
  expect(left).toBe(23);
});

test('the forecast carries on the pace of the last ninety days', () => {
  // 17 in the 75 days of the campaign so far: 23 more take 102 days.
  const { finish, forecast } = burnDown(days, '2025-03-01', '2025-05-15');
  expect(finish).toBe('2025-08-25');
  expect(forecast).toEqual([
    { day: '2025-05-15', left: 23 },
    { day: '2025-08-25', left: 0 },
  ]);
});

test('no pace, no forecast', () => {
  expect(burnDown(days, '2025-03-01', '2025-03-02').finish).toBeNull();
  expect(burnDown([], '2025-03-01', '2025-05-15').points).toHaveLength(2);
});
