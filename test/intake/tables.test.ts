import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmHeader, loadHeldAgain, openHeaders } from '../../pipeline/intake/index.ts';
import { openWithUnits, workbook, type Intake, type SheetPlan } from './intake.ts';

let intake: Intake;
beforeEach(async () => {
  intake = await openWithUnits();
});
afterEach(() => {
  intake.connection.closeSync();
});

const HEADER = ['隐患编号', '发现日期', '隐患描述', '领域', '隐患等级', '整改期限', '整改情况'];
const book = (sheets: Readonly<Record<string, SheetPlan>>) => workbook(sheets);

const hazards = () =>
  intake.rows(`select unit_code as unit, strftime(report_month, '%Y-%m') as month, hazard_number as number,
    found_date::varchar as found, deadline::varchar as deadline
    from intake.hazard order by row_number, sheet`);
const quarantine = () =>
  intake.rows(
    'select cell, value, reason_code as reason from intake.quarantine order by row_number, cell',
  );

test('blocks of several schools and months below each other are each their own', async () => {
  const row = (number: string, day: string) => [
    number,
    day,
    '灯不亮',
    '消防',
    '一般',
    '',
    '整改中',
  ];
  const outcome = await intake.give(
    '2025年隐患台账.xlsx',
    book({
      汇总: {
        rows: [
          ['2025年隐患排查治理台账'],
          ['青禾小学5月'],
          HEADER,
          row('A-1', '5.6'),
          row('A-2', '5月7日'),
          ['合计', '', '2条'],
          [],
          ['云杉幼儿园6月'],
          HEADER,
          row('B-1', '6.3'),
          ['审核人：王某'],
          [],
          ['石桥中学6月份'],
          HEADER,
          row('C-1', '2025-06-09'),
        ],
        merges: ['A1:G1', 'A2:G2', 'A8:G8', 'A13:G13'],
      },
    }),
  );
  expect(outcome).toMatchObject({ rows_in: 4, rows_accepted: 4, rows_skipped: 9 });
  expect(await hazards()).toMatchObject([
    { unit: '1001', month: '2025-05', number: 'A-1', found: '2025-05-06' },
    { unit: '1001', month: '2025-05', number: 'A-2', found: '2025-05-07' },
    { unit: '1002', month: '2025-06', number: 'B-1', found: '2025-06-03' },
    { unit: '1003', month: '2025-06', number: 'C-1', found: '2025-06-09' },
  ]);
});

test('a later block under a name that no register has does not become the first school’s', async () => {
  await intake.give(
    '台账.xlsx',
    book({
      表: {
        rows: [
          ['青禾小学2025年5月'],
          HEADER,
          ['A-1', '5.6', '灯不亮', '消防', '一般', '', '整改中'],
          [],
          ['红星小学2025年5月'],
          HEADER,
          ['B-1', '5.6', '灯不亮', '消防', '一般', '', '整改中'],
        ],
      },
    }),
  );
  expect(await hazards()).toMatchObject([{ unit: '1001', number: 'A-1' }]);
  expect(await intake.rows('select value, reason_code from intake.quarantine')).toEqual([
    { value: '红星小学', reason_code: 'unit_unknown' },
  ]);
});

test('headings among the rows say whose and of when the rows below are', async () => {
  const outcome = await intake.give(
    '台账.xlsx',
    book({
      表: {
        rows: [
          ['2025年东片隐患台账'],
          HEADER,
          ['一、青禾小学'],
          ['5月'],
          ['A-1', '5.6', '灯不亮', '消防', '一般', '', '整改中'],
          ['6月'],
          ['A-2', '6.6', '门坏', '消防', '一般', '', '整改中'],
          ['二、石桥中学'],
          ['6月'],
          ['C-1', '〃', '门坏', '消防', '一般', '', '整改中'],
          ['C-2', '6.7', '同上', '〃', '〃', '', '〃'],
        ],
      },
    }),
  );
  expect(outcome).toMatchObject({ rows_in: 4, rows_accepted: 3, rows_quarantined: 1 });
  expect(await hazards()).toMatchObject([
    { unit: '1001', month: '2025-05', number: 'A-1' },
    { unit: '1001', month: '2025-06', number: 'A-2' },
    { unit: '1003', month: '2025-06', number: 'C-2', found: '2025-06-07' },
  ]);
  expect(await quarantine()).toMatchObject([{ cell: 'B10', value: '〃', reason: 'not_a_date' }]);
});

test('days without a year take it from the month; what could be two years is held back', async () => {
  const rows = [
    ['A-1', '12.28', '灯', '消防', '一般', '1.15', '整改中'],
    ['A-2', '1月3日-5日', '灯', '消防', '一般', '1月6日-20日', '整改中'],
    ['A-3', '25.1.8', '灯', '消防', '一般', '25年2月1日', '整改中'],
    ['A-4', '5.8', '灯', '消防', '一般', '', '整改中'],
    ['A-5', '2025年1月9日上午', '灯', '消防', '一般', '2025-01-20至01-31', '整改中'],
  ];
  await intake.give('青禾小学2025年1月隐患台账.xlsx', book({ 表: { rows: [HEADER, ...rows] } }));
  expect(await hazards()).toMatchObject([
    { number: 'A-1', found: '2024-12-28', deadline: '2025-01-15' },
    { number: 'A-2', found: '2025-01-03', deadline: '2025-01-20' },
    { number: 'A-3', found: '2025-01-08', deadline: '2025-02-01' },
    { number: 'A-5', found: '2025-01-09', deadline: '2025-01-31' },
  ]);
  expect(await quarantine()).toEqual([{ cell: 'B5', value: '5.8', reason: 'year_missing' }]);
});

test('a range of days is no day of a drill', async () => {
  const rows = [
    ['演练日期', '演练类别', '参演人数'],
    ['6月3日-5日', '消防', '320人'],
    ['6月9日', '地震', '３１０'],
  ];
  await intake.give('云杉幼儿园2025年6月演练台账.xlsx', book({ 表: { rows } }));
  expect(await quarantine()).toEqual([{ cell: 'A2', value: '6月3日-5日', reason: 'date_range' }]);
  expect(
    await intake.rows('select drill_date::varchar as day, participants from intake.drill'),
  ).toEqual([{ day: '2025-06-09', participants: 310 }]);
});

const odd = [
  ['隐患编号', '发现隐患日期', '隐患描述', '领域', '隐患的等级', '状况', '整改情况'],
  ['A-1', '2025-06-03', '灯不亮', '消防', '一般', '差', '整改中'],
  ['A-2', '2025-06-04', '门坏', '消防', '重大', '差', '整改中'],
  ['A-3', '2025-06-05', '墙裂', '校舍', '一般', '差', '整改中'],
];

test('headers read by likeness are recorded as such, and confirmed once and remembered', async () => {
  const bytes = book({ 表: { rows: odd } });
  const outcome = await intake.give('青禾小学2025年6月隐患台账.xlsx', bytes);
  expect(outcome).toMatchObject({ rows_in: 3, rows_accepted: 3 });
  const columns = await intake.value(
    `select columns::varchar from intake.file_table where dataset = 'hazard'`,
  );
  const described = JSON.parse(String(columns)) as { header: string }[];
  expect(described.find(({ header }) => header === '隐患的等级')).toMatchObject({
    column: 'severity',
    how: 'similar',
    evidence: { resembles: '隐患等级', cells: 3, fitting: 3 },
  });
  const open = await openHeaders(intake.connection);
  expect(open).toMatchObject([
    { kind: 'similar', header: '发现隐患日期', column: 'found_date', files: 1 },
    { kind: 'similar', header: '隐患的等级', column: 'severity', files: 1 },
    { kind: 'unknown', dataset: 'hazard', header: '状况', column: null, files: 1 },
  ]);
  await confirmHeader(intake.connection, {
    dataset: 'hazard',
    header: '隐患的等级',
    column: 'severity',
    by: '安全科',
  });
  const again = [];
  for await (const { outcome: loaded } of loadHeldAgain(intake.connection, intake.options))
    again.push(loaded.status);
  expect(again).toEqual(['loaded']);
  expect((await openHeaders(intake.connection)).map(({ header }) => header)).toEqual([
    '发现隐患日期',
    '状况',
  ]);
});

test('a required column under a strange header is proposed, and read once it is confirmed', async () => {
  const rows = odd.map((row) => row.map((cell) => (cell === '发现隐患日期' ? '查到的日子' : cell)));
  const outcome = await intake.give('青禾小学2025年6月隐患台账.xlsx', book({ 表: { rows } }));
  expect(outcome).toMatchObject({ status: 'rejected', error_code: 'column_missing' });
  expect(await openHeaders(intake.connection)).toContainEqual(
    expect.objectContaining({ kind: 'unknown', header: '查到的日子' }),
  );
  const decision = { dataset: 'hazard', header: '查到的日子', column: 'found_date' };
  expect(await confirmHeader(intake.connection, decision)).toEqual({
    replaced: null,
    changed: true,
  });
  for await (const { outcome: loaded } of loadHeldAgain(intake.connection, intake.options))
    expect(loaded).toMatchObject({ status: 'loaded', rows_accepted: 3 });
  expect(await hazards()).toHaveLength(3);
});

test('a refused header is not read by likeness any more; odd decisions are refused', async () => {
  const refuse = { dataset: 'hazard', header: '隐患的等级', column: null };
  await confirmHeader(intake.connection, refuse);
  expect(await confirmHeader(intake.connection, refuse)).toMatchObject({ changed: false });
  const outcome = await intake.give('青禾小学2025年6月隐患台账.xlsx', book({ 表: { rows: odd } }));
  expect(outcome).toMatchObject({ status: 'rejected', error_code: 'column_missing' });
  const decide = (header: string, column: string, dataset = 'hazard') =>
    confirmHeader(intake.connection, { dataset, header, column });
  await expect(decide('隐患的等级', 'severity')).rejects.toMatchObject({ code: 'header_taken' });
  await expect(decide('整改期限', 'found_date')).rejects.toMatchObject({ code: 'header_is_ours' });
  await expect(decide('甲', 'nothing')).rejects.toMatchObject({ code: 'column_unknown' });
  await expect(decide('甲', 'found_date', 'x')).rejects.toMatchObject({ code: 'dataset_unknown' });
});

test('two units in a title are none', async () => {
  const rows = [HEADER, ['A-1', '2025-06-03', '灯', '消防', '一般', '', '整改中']];
  const outcome = await intake.give(
    '青禾小学、石桥中学2025年6月隐患台账.xlsx',
    book({ 表: { rows } }),
  );
  expect(outcome).toMatchObject({ status: 'rejected', error_code: 'units_several' });
});
