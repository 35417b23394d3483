import { expect, test } from 'vitest';
import { openWithUnits, workbook, type Intake } from './intake.ts';

const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,部位,隐患描述,领域,隐患等级,整改责任单位,整改措施,投入资金,整改期限,应急预案,临时管控措施,整改情况,整改完成日期';

/** A row of the ledger in which nothing is odd, changed in some cells. */
function hazard(number: string, changed: Readonly<Record<string, string>> = {}): string {
  const cells: Record<string, string> = {
    报送月份: '2025-06',
    单位代码: '1001',
    单位名称: '青禾小学',
    隐患编号: number,
    发现日期: '2025-06-03',
    部位: `${number}号楼`,
    隐患描述: `灭火器${number}压力不足`,
    领域: '消防',
    隐患等级: '一般',
    整改责任单位: '总务处',
    整改措施: '更换',
    投入资金: '100',
    整改期限: '2025-07-30',
    应急预案: '已制定',
    临时管控措施: '备用',
    整改情况: '整改中',
    整改完成日期: '',
    ...changed,
  };
  return HEADER.split(',')
    .map((header) => cells[header] ?? '')
    .join(',');
}

const ledger = (...rows: string[]) => [HEADER, ...rows].join('\n');

const warnings = (intake: Intake) =>
  intake.rows(`select row_number, column_name, reason_code from intake.warning
    join intake.file using (file_id) order by row_number, column_name, reason_code`);

test('an odd row is loaded and shown, with its cell and words a clerk understands', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '台账.csv',
    ledger(
      hazard('A1'),
      hazard('A2', { 发现日期: '2025-05-20', 投入资金: '', 应急预案: '无', 整改期限: '2025.6.15' }),
    ),
  );
  expect(outcome).toMatchObject({
    status: 'loaded',
    rows_accepted: 2,
    rows_quarantined: 0,
    rows_warned: 1,
  });
  expect(
    await intake.rows(
      `select row_number, cell, header, value, reason_code, reason_zh, unit_code, report_month::varchar as month
       from intake.warning order by reason_code`,
    ),
  ).toMatchObject([
    {
      row_number: 3,
      cell: 'P3',
      header: '整改情况',
      value: '整改中',
      reason_code: 'five_things_missing',
      reason_zh: expect.stringContaining('还缺：投入资金、应急预案；') as string,
      unit_code: '1001',
      month: '2025-06-01',
    },
    { cell: 'M3', value: '2025.6.15', reason_code: 'overdue_without_extension' },
  ]);
});

const codes = async (intake: Intake) =>
  (await warnings(intake)).map((row) => `${row['row_number']} ${row['reason_code']}`);

test('each rule of the ledger speaks of the row that breaks it, and of no other', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '台账.csv',
    ledger(
      hazard('A1'),
      hazard('A2', { 整改期限: '2025-06-20' }),
      hazard('A3', { 隐患等级: '重大', 整改期限: '2025-06-20' }),
      hazard('A4', { 整改情况: '整改中', 整改完成日期: '2025-06-10' }),
      hazard('A5', { 发现日期: '2024-05-20' }),
      hazard('A6', { 发现日期: '2025-03-20', 整改情况: '已销号', 整改完成日期: '2025-04-20' }),
      hazard('A7', { 整改情况: '已销号', 整改完成日期: '2025-07-20' }),
      hazard('A8', { 报送月份: '2025-08' }),
    ),
  );
  expect(outcome).toMatchObject({ rows_quarantined: 0, rows_warned: 7 });
  expect(await codes(intake)).toEqual([
    '3 overdue_without_extension',
    '4 overdue_without_extension',
    '4 major_not_escalated',
    '4 major_without_supervision',
    '5 closed_but_open',
    '6 found_long_before',
    '7 closed_long_before',
    '8 in_future',
    '9 month_in_future',
  ]);
});

test('a hazard told twice in a file, or again under a new number, is shown; one carried on is not', async () => {
  const intake = await openWithUnits();
  const same = { 部位: '食堂', 隐患描述: '灶台油污' };
  await intake.give('六月.csv', ledger(hazard('A1', same), hazard('A2'), hazard('A3', same)), {
    receivedAt: new Date(2025, 5, 28),
  });
  expect(await codes(intake)).toEqual(['4 same_content']);
  const july = { 报送月份: '2025-07' };
  const outcome = await intake.give(
    '七月.csv',
    ledger(hazard('A2', july), hazard('B1', { ...july, ...same })),
    { receivedAt: new Date(2025, 6, 28) },
  );
  expect(outcome).toMatchObject({ rows_warned: 1 });
  expect(
    await intake.rows(
      `select row_number, value, reason_zh, other_file_id is not null as elsewhere
       from intake.warning where reason_code = 'reported_before'`,
    ),
  ).toEqual([
    {
      row_number: 3,
      value: '灶台油污',
      reason_zh: '同样的内容已经报过：2025年6月编号 A1；同一件事请沿用原来的编号，不要另编新号',
      elsewhere: true,
    },
  ]);
});

test('a return copied from last month or from another unit is shown row by row', async () => {
  const intake = await openWithUnits();
  const day = (month: string, unit: string, name: string) => ({
    报送月份: month,
    发现日期: `${month}-05`,
    整改期限: `${month}-30`,
    单位代码: unit,
    单位名称: name,
  });
  const places = { 部位: '走廊', 隐患描述: '堆放杂物' };
  const rows = (prefix: string, of: Readonly<Record<string, string>>) =>
    ledger(
      hazard(`${prefix}1`, { ...of, ...places }),
      hazard(`${prefix}2`, { ...of, 隐患描述: '线路老化', 部位: '机房' }),
    );
  const at = (month: number) => ({ receivedAt: new Date(2025, month, 28) });
  await intake.give('a.csv', rows('A', day('2025-04', '1001', '青禾小学')), at(3));
  await intake.give('b.csv', rows('B', day('2025-05', '1001', '青禾小学')), at(4));
  await intake.give('c.csv', rows('C', day('2025-04', '1003', '石桥中学')), at(3));
  const shown = await intake.rows(
    `select file_name, row_number, reason_code from intake.warning join intake.file using (file_id) order by all`,
  );
  const later = [
    await intake.value(`select file_id from intake.file where file_name = 'a.csv'`),
    await intake.value(`select file_id from intake.file where file_name = 'c.csv'`),
  ].map(String);
  const copy = (later[0] ?? '') < (later[1] ?? '') ? 'c.csv' : 'a.csv';
  expect(shown.filter((row) => row['reason_code'] === 'text_copied')).toEqual([
    { file_name: 'b.csv', row_number: 2, reason_code: 'text_copied' },
    { file_name: 'b.csv', row_number: 3, reason_code: 'text_copied' },
  ]);
  expect(shown.filter((row) => row['reason_code'] === 'copied_from_other_unit')).toEqual([
    { file_name: copy, row_number: 2, reason_code: 'copied_from_other_unit' },
    { file_name: copy, row_number: 3, reason_code: 'copied_from_other_unit' },
  ]);
});

test('a return that does not fit the ledger in its file is shown; rows held back are counted in', async () => {
  const intake = await openWithUnits();
  const returns = '报送月份,单位代码,单位名称,排查次数,排查隐患数,其中重大隐患数,已整改数,未整改数';
  const give = (name: string, numbers: string, rows: readonly string[]) =>
    intake.give(
      name,
      workbook({
        台账: { rows: [HEADER, ...rows].map((row) => row.split(',')) },
        月报: { rows: [returns, `2025-06,1001,青禾小学,${numbers}`].map((row) => row.split(',')) },
      }),
    );
  await give('合.xlsx', '4,2,0,0,2', [hazard('A1'), hazard('A2', { 发现日期: '上周' })]);
  expect(await codes(intake)).toEqual([]);
  await give('不合.xlsx', '0,5,1,1,2', [hazard('A1'), hazard('A2')]);
  expect(await codes(intake)).toEqual([
    '2 counts_contradict',
    '2 ledger_found_differs',
    '2 ledger_rows_differ',
    '2 ledger_major_differs',
    '2 nothing_checked',
  ]);
});

test('drills are held against the register, accidents against the two hours', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '人数.csv',
    '单位代码,单位名称,单位类别,片区,学生数,教职工数\n1001,青禾小学,小学,东片,600,40',
  );
  await intake.give(
    '演练.csv',
    '报送月份,单位代码,单位名称,演练日期,演练类别,参演人数\n2025-06,1001,青禾小学,2025-06-03,消防,640\n2025-06,1001,青禾小学,2025-06-04,消防,641\n2025-06,1003,石桥中学,2025-06-04,消防,9000\n2025-06,1003,石桥中学,2025-06-05,消防,0',
  );
  expect(await codes(intake)).toEqual(['3 more_than_school', '5 nobody_took_part']);
  expect(await intake.value(`select reason_zh from intake.warning where row_number = 3`)).toContain(
    '共 640 人',
  );
  await intake.give(
    '事故.csv',
    '事故编号,单位代码,单位名称,发生时间,报告时间,事故类别,事故等级\nS1,1001,青禾小学,2025-06-03 08:00,2025-06-03 10:00,意外伤害,一般\nS2,1001,青禾小学,2025-06-04 08:00,2025-06-04 10:01,意外伤害,一般\nS3,1001,青禾小学,2025-06-05 08:00,2025-06-05 12:00,交通事故,轻微\nS4,1001,青禾小学,2025-06-06 08:00,,意外伤害,一般',
  );
  const accidents = await intake.rows(
    `select row_number, reason_code from intake.warning where dataset = 'accident' order by all`,
  );
  expect(accidents).toEqual([
    { row_number: 3, reason_code: 'reported_late' },
    { row_number: 5, reason_code: 'report_time_missing' },
  ]);
});

test('a large plain file is warned of as a small one is, and no more of a kind than can be looked at', async () => {
  const intake = await openWithUnits();
  const rows = Array.from({ length: 60_000 }, (_, index) =>
    hazard(`N${index}`, index % 4 === 0 ? { 整改期限: '2025-06-20' } : {}),
  );
  const outcome = await intake.give('大.csv', ledger(...rows));
  expect(outcome).toMatchObject({ rows_accepted: 60_000, rows_warned: 10_000 });
  expect(
    await intake.rows(
      `select cell, header, value, row_text[1]::varchar as unit from intake.warning order by row_number limit 1`,
    ),
  ).toEqual([{ cell: 'M2', header: '整改期限', value: '2025-06-20', unit: '"1001"' }]);
});
