import { expect, test } from 'vitest';
import { addMonths, monthsBetween, monthStart } from '../../dashboard/data/month.ts';

test('months are counted across years, both ways', () => {
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(addMonths('2025-12', 1)).toBe('2026-01');
  expect(addMonths('2026-05', -36)).toBe('2023-05');
});

test('all months between two, both included', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-02', '2025-11')).toEqual([]);
});

test('a month starts at midnight UTC, whatever the zone', () => {
  expect(monthStart('2026-02').toISOString()).toBe('2026-02-01T00:00:00.000Z');
  expect(monthStart('2026-02-17').toISOString()).toBe('2026-02-01T00:00:00.000Z');
});
