import { expect, test } from 'vitest';
import { readDate } from '../../dashboard/i18n/read-date.ts';

test.each([
  ['2026-09-03', '2026-09-03'],
  ['2026-9-3', '2026-09-03'],
  ['2026/9/3', '2026-09-03'],
  ['2026.09.03', '2026-09-03'],
  ['20260903', '2026-09-03'],
  [' 2026年9月3日 ', '2026-09-03'],
  ['２０２６－９－３', '2026-09-03'],
  ['2024-02-29', '2024-02-29'],
])('%s is a day', (written, day) => {
  expect(readDate(written)).toBe(day);
});

test.each([
  '',
  '9/3/2026',
  '31-10-2026',
  '2026-02-29',
  '2026-13-01',
  '2026-09',
  '2026-09-03 08:05',
])('“%s” is none', (written) => {
  expect(readDate(written)).toBeNull();
});

test('a minute of a day is said with both', () => {
  for (const written of ['2026-09-03 08:05', '2026-09-03T08:05', '2026年9月3日 8：05'])
    expect(readDate(written, true)).toBe('2026-09-03T08:05');
  for (const written of ['2026-09-03', '2026-09-03 24:00', '2026-09-03 8:5'])
    expect(readDate(written, true)).toBeNull();
});
