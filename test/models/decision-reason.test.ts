import { expect, test } from 'vitest';
import { scoring, series } from './decided.ts';
import { givenFeatures } from './given.ts';
import { World } from './world.ts';

test('reasons come gates first, then holds, then indicators by points, with their texts filled in', async () => {
  const world = await World.of([], {
    given: givenFeatures([
      ...series('A', [
        { gate_accident_recent: 2, hazard_overdue: 3, return_late: 1, ...scoring(9) },
        { return_late: 1 },
      ]),
    ]),
  });
  const reasons = await world.ask(`
    select left(month::varchar, 7) as month, ordinal, reason_kind, indicator, points, reason_zh, change_zh
    from scores.decision_reason order by month, ordinal`);
  const january = reasons.filter(({ month }) => month === '2025-01');
  expect(january.map((row) => row['indicator'])).toEqual([
    'accident_recent',
    'hazard_overdue',
    'finding_expected',
    'return_late',
  ]);
  expect(january[0]).toMatchObject({
    reason_kind: 'gate',
    reason_zh: '近 36 个月发生 2 起一般及以上责任事故',
    // The accident of June 2024 and 36 months.
    change_zh: '此后无新的责任事故，自 2027-06 起解除',
  });
  expect(january[1]).toMatchObject({
    reason_zh: '3 条隐患超过整改期限仍未整改',
    change_zh: '整改并销号这 3 条隐患后，得分降 12',
  });
  const february = reasons.filter(({ month }) => month === '2025-02');
  expect(february.map((row) => row['indicator'])).toEqual(['regime_kept', 'return_late']);
});
