import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOf } from '../../../dashboard/charts/runs.ts';

test('equal neighbours are one run; a value that comes back begins a new one', () => {
  expect(runsOf(['blue', 'blue', 'red', 'blue'], (tier) => tier)).toEqual([
    { value: 'blue', start: 0, end: 2 },
    { value: 'red', start: 2, end: 3 },
    { value: 'blue', start: 3, end: 4 },
  ]);
  expect(runsOf([], () => 1)).toEqual([]);
});

test('runs cover every row once and never have equal neighbours', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 })), (values) => {
      const runs = runsOf(values, (value) => value);
      expect(runs.flatMap((run) => values.slice(run.start, run.end))).toEqual(values);
      runs.forEach((run, index) => {
        expect(run.value).not.toBe(runs[index + 1]?.value);
        expect(run.end).toBeGreaterThan(run.start);
      });
    }),
  );
});
