import { expect, test } from 'vitest';
import { isDay, readMoment } from '../../pipeline/contracts/index.ts';

test.each(['2024-02-29', '2025-12-31', '0001-01-01'])('%s is a day', (day) => {
  expect(isDay(day)).toBe(true);
});

test.each([
  '2025-02-29',
  '2025-06-31',
  '2025-13-01',
  '2025-00-10',
  '2025-6-3',
  '20250603',
  '',
  'x',
])('“%s” is no day', (day) => {
  expect(isDay(day)).toBe(false);
});

test.each([
  ['2025-06-28', '2025-06-27T16:00:00.000Z'],
  ['2025/6/3 9:05', '2025-06-03T01:05:00.000Z'],
  ['2025-06-28T09:00', '2025-06-28T01:00:00.000Z'],
  ['2025-06-28 23:59:59', '2025-06-28T15:59:59.000Z'],
  ['2025-06-28T09:00:00Z', '2025-06-28T09:00:00.000Z'],
  ['2025-06-28T09:00:00.500+09:00', '2025-06-28T00:00:00.500Z'],
])('%s is a moment', (written, instant) => {
  expect(readMoment(written)?.toISOString()).toBe(instant);
});

// Date takes each of these for some day: of March, of the year 45836, of December 2001.
test.each([
  '2025-02-31',
  '2025-06-31T09:00',
  '45836',
  '12',
  '2025',
  '2025-06-28T24:00',
  'soon',
  '',
])('“%s” is no moment', (written) => {
  expect(readMoment(written)).toBeUndefined();
});
