import { expect, test } from 'vitest';
import { blameless, hazard } from './received.ts';
import { World } from './world.ts';

const decided = {
  ...{ unit_code: 'A', regime: 'intensified', tier: 'orange', score: 30, program: '0.0.9+other' },
  ...{ regime_since: '2025-01-01', policy_version: '2023-09', snapshot_id: 'before' },
};
const reason = (month: string, ordinal: number, group: string | null, points: number | null) => ({
  ...{ unit_code: 'A', month, ordinal, reason_kind: group === null ? 'gate' : 'indicator' },
  ...{ indicator_group: group, indicator: `${group ?? 'gate'} ${ordinal}`, points },
  ...{ reason_zh: '理由', reason_en: 'reason', change_zh: '改善', change_en: 'change' },
});

test('of a decision published by another program, groups, gates and outlook are told as kept, or not at all', async () => {
  const kept = { responsibility_points: 5, hazard_points: 21 };
  const world = await World.of(
    [...blameless('A'), hazard('A', '2025-03', 'H1', { severity: 'major' })],
    {
      asOf: '2025-06',
      published: [
        { ...decided, month: '2025-04-01' },
        {
          ...decided,
          ...kept,
          month: '2025-05-01',
          serious_probability: 0.4,
          history_verdict: 'above',
        },
      ],
      reasons: [
        reason('2025-04-01', 1, null, null),
        reason('2025-04-01', 2, 'hazard', 12.5),
        reason('2025-04-01', 3, 'hazard', 3),
        reason('2025-04-01', 4, 'responsibility', 7),
      ],
    },
  );
  expect(
    await world.ask(`
      select left(month::varchar, 7) as month, responsibility_points, hazard_points, gates, serious_probability,
        history_verdict
      from marts.decision where month in (date '2025-04-01', date '2025-05-01') order by month`),
  ).toEqual([
    {
      ...{ month: '2025-04', responsibility_points: 7, hazard_points: 15.5, gates: 1 },
      ...{ serious_probability: null, history_verdict: null },
    },
    {
      ...{ month: '2025-05', ...kept, gates: 0 },
      ...{ serious_probability: 0.4, history_verdict: 'above' },
    },
  ]);
  const [fresh] = await world.ask(
    `select gates, history_verdict from marts.decision where month = date '2025-06-01'`,
  );
  expect(fresh).toEqual({ gates: 1, history_verdict: 'silent' });
});
