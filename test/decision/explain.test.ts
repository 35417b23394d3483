import { expect, test } from 'vitest';
import { explain, explanationText } from '../../pipeline/decision/index.ts';
import { blameless, hazard, unit } from '../models/received.ts';
import { World } from '../models/world.ts';

/** Unit A keeps three hazards open past their deadline; a major one among them. */
const district = () =>
  World.of([
    ...blameless('A'),
    ...blameless('B'),
    { ...unit('B2', { unit_name: '单位B' }), file: 'register twin' },
    ...['1', '2'].map((number) => hazard('A', '2025-11', number, { deadline: '2025-11-20' })),
    hazard('A', '2025-11', '3', {
      severity: 'major',
      deadline: '2026-02-01',
      description: '消防水泵失效',
    }),
  ]);

test('a decision is told with its reasons in order of weight, their rows and what would change them', async () => {
  const { connection } = await district();
  const explanation = await explain(connection, '单位A', '2025-12');
  expect(explanation).toMatchObject({
    unit: { code: 'A', kind: 'primary' },
    month: '2025-12',
    regime: 'intensified',
    regime_since: '2025-11',
    tier: 'orange',
    policy_version: '2023-09',
  });
  expect(explanation.reasons.map(({ name }) => name)).toEqual([
    'open_major_hazard',
    'hazard_overdue',
    'hazard_days_overdue',
  ]);
  expect(explanation.reasons[0]?.evidence).toMatchObject([
    {
      title: { zh: '消防水泵失效' },
      severity: 'major',
      file: 'A 2025-11',
      sheet: 'hazard',
      row: 4,
    },
  ]);
  expect(explanation.reasons.map((reason) => reason.evidence.length)).toEqual([1, 2, 2]);
  const points = explanation.reasons.reduce((sum, reason) => sum + (reason.points ?? 0), 0);
  expect(points).toBeCloseTo(explanation.score, 9);

  const chinese = explanationText(explanation, 'zh');
  expect(chinese).toContain('监管方式：加密检查，自 2025-11 起');
  expect(chinese).toContain('风险等级：橙');
  expect(chinese).toContain('2 条隐患超过整改期限仍未整改');
  expect(chinese).toMatch(/→ 整改并销号这 2 条隐患后，得分降 8/);
  expect(chinese).toContain('A 2025-11 › hazard');
  const english = explanationText(explanation, 'en');
  expect(english).toContain('Regime: Intensified checks, since 2025-11');
  expect(english).toContain('Hazards past their deadline and still open: 2');
  expect(english).not.toMatch(/undefined|null|\{/);
});

test('a month before has its own decision, and the newest is the default', async () => {
  const { connection } = await district();
  expect((await explain(connection, 'A', '2025-10')).regime).toBe('full_checkup');
  expect((await explain(connection, 'A')).month).toBe('2025-12');
});

test('a group limit that is reached is said', async () => {
  const world = await World.of([
    ...blameless('A'),
    ...[1, 2, 3, 4].map((number) =>
      hazard('A', '2025-09', String(number), { deadline: '2025-09-20' }),
    ),
  ]);
  const explanation = await explain(world.connection, 'A');
  expect(explanation.conditions.map(({ name }) => name)).toContain('hazard');
  expect(explanationText(explanation, 'en')).toContain('Calls for intensified inspection');
});

test('an unknown unit gets near names, an ambiguous one its codes, a wrong month what there is', async () => {
  const { connection } = await district();
  await expect(explain(connection, '单位')).rejects.toMatchObject({
    code: 'unit_unknown',
    options: { hint: { en: expect.stringContaining('单位A (A)') as string } },
  });
  await expect(explain(connection, '单位B')).rejects.toMatchObject({
    code: 'unit_ambiguous',
    options: { hint: { en: expect.stringContaining('B, B2') as string } },
  });
  await expect(explain(connection, 'A', '2025-13')).rejects.toMatchObject({
    code: 'month_invalid',
  });
  await expect(explain(connection, 'A', '2019-01')).rejects.toMatchObject({
    code: 'month_undecided',
    options: { hint: { en: expect.stringContaining('2024-01 to 2025-12') as string } },
  });
});

test('what befell the unit is told, and it answers to the name it had before', async () => {
  const change = (number: string, row: Record<string, string>) => ({
    dataset: 'unit_change',
    receivedAt: '2025-06-02 08:00:00',
    file: 'changes',
    row: { change_number: number, change_date: '2025-06-01', ...row },
  });
  const { connection } = await World.of([
    ...blameless('A'),
    ...blameless('B'),
    change('1', { change_type: 'rename', unit_code: 'A', new_name: '新单位' }),
    change('2', { change_type: 'merge', unit_code: 'B', successor_codes: 'A' }),
    change('3', { change_type: 'move', unit_code: 'A', new_area: '西片区' }),
  ]);
  const explanation = await explain(connection, '单位A');
  expect(explanation.unit).toMatchObject({ code: 'A', name: '新单位', area: '西片区' });
  expect((await explain(connection, '新单位', '2025-05')).unit).toMatchObject({ name: '单位A' });
  const chinese = explanationText(explanation, 'zh');
  expect(chinese).toContain('单位变更：2025-06-01 由“单位A”更名为“新单位”');
  expect(chinese).toContain('单位变更：2025-06-01 单位B并入本单位');
  expect(explanationText(explanation, 'en')).toContain('Unit: 2025-06-01 moved to 西片区');
  const ended = await explain(connection, 'B');
  expect(ended.month).toBe('2025-05');
  expect(explanationText(ended, 'en')).toContain('Unit: 2025-06-01 merged into 新单位');
});
