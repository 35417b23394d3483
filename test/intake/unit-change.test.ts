import { expect, test } from 'vitest';
import { openWithUnits, REGISTER } from './intake.ts';

const HEADER = '变更编号,变更日期,变更类型,单位代码,承接单位代码,变更后名称,变更后片区';

const changes = (...rows: string[]): string => [HEADER, ...rows].join('\n');

test('changes are taken in; what cannot be is held back in words a clerk understands', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '单位变更登记.csv',
    changes(
      '1,2025-06-01,更名,1001,,青禾实验小学,',
      '2,2025-06-01,并入,1002,1001,,',
      '3,2025-06-01,合并,1002,1002,,',
      '4,2025-06-01,合并,1002,9999,,',
      '5,2025-06-01,分立,1003,1001、1002,,',
      '6,2025-06-01,合并,1003,1001、1002,,',
      '7,,停办,1003,,,',
      '8,2025-06-01,划转,1003,,,',
    ),
  );
  expect(outcome).toMatchObject({ status: 'partly', rows_in: 8, rows_accepted: 3 });
  const held = await intake.rows(
    'select column_name, reason_code from intake.quarantine order by row_number',
  );
  expect(held.map(({ column_name, reason_code }) => [column_name, reason_code])).toEqual([
    ['successor_codes', 'merges_into_itself'],
    ['successor_codes', 'unit_unknown'],
    ['successor_codes', 'several_successors'],
    ['change_date', 'required'],
    ['new_area', 'destination_missing'],
  ]);
  expect(
    await intake.value(
      `select reason_zh from intake.quarantine where reason_code = 'unit_unknown'`,
    ),
  ).toContain('“9999”不在单位名册中');
});

test('that a unit has no parent any more can be registered, but not together with a new one', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '单位变更登记.csv',
    [
      '变更编号,变更日期,变更类型,单位代码,变更后上级单位代码',
      '1,2025-06-01,脱离集团,1001,',
      '2,2025-06-01,独立设置,1002,1001',
    ].join('\n'),
  );
  expect(outcome).toMatchObject({ rows_accepted: 1, rows_quarantined: 1 });
  expect(await intake.rows('select cell, reason_code as reason from intake.quarantine')).toEqual([
    { cell: 'E3', reason: 'parent_of_independent' },
  ]);
});

test('returns under the new name find the unit', async () => {
  const intake = await openWithUnits();
  await intake.give('单位变更登记.csv', changes('1,2025-06-01,更名,1001,,青禾实验小学,'));
  // A register that comes later, as any new command, looks the names up anew.
  await intake.give('名册二.csv', `${REGISTER}\n1004,南桥小学,小学,西片`);
  const outcome = await intake.give(
    '月报.csv',
    '报送月份,单位名称,排查次数,排查隐患数\n2025-06,青禾实验小学,2,0',
  );
  expect(outcome).toMatchObject({ rows_accepted: 1 });
  expect(await intake.value('select unit_code from intake.hazard_return')).toBe('1001');
});
