import { expect, test } from 'vitest';
import { gapToLowerTier, standToRegime } from '../../../dashboard/pages/unit/regime-standing.ts';

const lines = {
  enter_score: 40,
  leave_score: 34,
  enter_responsibility: 11,
  leave_responsibility: 8,
  enter_hazard: 18,
  leave_hazard: 12,
  months_to_leave: 3,
  tier_margin: 2,
};

test('a measure stands at or above the line to enter, between the lines, or below both', () => {
  const standings = standToRegime(
    { score: 40, responsibility_points: 10.9, hazard_points: 11.9 },
    lines,
  );
  expect(standings.map(({ measure, standing }) => [measure, standing])).toEqual([
    ['score', 'above_enter'],
    ['responsibility', 'between'],
    ['hazard', 'below'],
  ]);
});

test('the tier comes down a margin below its cut', () => {
  expect(gapToLowerTier(36, 34, 2)).toEqual({ below: 32, gap: 4 });
  expect(gapToLowerTier(33, 34, 2)).toEqual({ below: 32, gap: 1 });
});

test('a tier that a gate lifted, and the lowest tier, have no gap', () => {
  expect(gapToLowerTier(20, 34, 2)).toBeNull();
  expect(gapToLowerTier(5, 0, 2)).toBeNull();
});
