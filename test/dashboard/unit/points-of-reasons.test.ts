import { expect, test } from 'vitest';
import {
  otherPoints,
  waterfallOfReasons,
} from '../../../dashboard/pages/unit/points-of-reasons.ts';
import type { ReasonRow } from '../../../dashboard/pages/unit/unit-rows.ts';

const reason = (indicator: string, points: number | null, kind = 'indicator') =>
  ({ reason_kind: kind, indicator, points, maximum_points: 12 }) as ReasonRow;

const indicators = [
  { indicator: 'exposure_people', group: 'exposure' },
  { indicator: 'hazard_overdue', group: 'hazard' },
  { indicator: 'drill_missed', group: 'drill' },
];

test('groups follow the policy, whatever weighs most; an indicator without a reason is silent', () => {
  const { bars, silent, total } = waterfallOfReasons(
    [reason('hazard_overdue', 8), reason('exposure_people', 3), reason('open_major', null, 'gate')],
    indicators,
    11,
  );
  expect(bars.map((bar) => bar.indicator)).toEqual(['exposure_people', 'hazard_overdue']);
  expect(silent.map((item) => item.indicator)).toEqual(['drill_missed']);
  expect(total).toBe(11);
});

test('points that no reason explains stand as a bar of their own, so that the score is reached', () => {
  const { bars, total } = waterfallOfReasons([reason('hazard_overdue', 8)], indicators, 11);
  expect(bars.at(-1)).toMatchObject({ indicator: otherPoints, from: 8, to: 11 });
  expect(total).toBe(11);
});

test('rounding of the points is no reason', () => {
  const { bars } = waterfallOfReasons([reason('hazard_overdue', 8)], indicators, 8.04);
  expect(bars).toHaveLength(1);
});
