import { expect, test } from 'vitest';
import { openWithUnits, workbook, type Intake } from './intake.ts';

const RETURN = '报送月份,单位代码,单位名称,排查隐患数';

const told = (intake: Intake) =>
  intake.rows(`select file_name, dataset, row_number, cell, value, unit_code,
      report_month::varchar as month
    from intake.warning join intake.file using (file_id)
    where reason_code = 'month_long_past' order by all`);

test('a return of a month long past is loaded, and its month shown: its year may be a slip', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '月报.csv',
    `${RETURN}\n2025-06,1001,青禾小学,0\n2013-06,1003,石桥中学,2\n2024-07,1002,云杉幼儿园,0\n2024-08,1002,云杉幼儿园,0`,
  );
  expect(outcome).toMatchObject({ status: 'loaded', rows_accepted: 4, rows_warned: 2 });
  expect(await told(intake)).toEqual([
    {
      file_name: '月报.csv',
      dataset: 'hazard_return',
      row_number: 3,
      cell: 'A3',
      value: '2013-06',
      unit_code: '1003',
      month: '2013-06-01',
    },
    {
      file_name: '月报.csv',
      dataset: 'hazard_return',
      row_number: 4,
      cell: 'A4',
      value: '2024-07',
      unit_code: '1002',
      month: '2024-07-01',
    },
  ]);
  const [reason] = await intake.rows(
    'select reason_zh as zh, reason_en as en from intake.warning order by row_number limit 1',
  );
  expect(reason?.['zh']).toContain('报送月份是2013年6月');
  expect(reason?.['zh']).toContain('确是补报的不必改动');
  expect(reason?.['en']).toContain('The month of return is 2013-06');
});

test('it is told once for each unit and month of a file, and also where a title or a file name says the month', async () => {
  const intake = await openWithUnits();
  const header = ['单位代码,单位名称,隐患编号,发现日期,隐患描述,领域,隐患等级,整改情况'.split(',')];
  const row = (unit: string, name: string, number: string) => [
    unit,
    name,
    number,
    '2013-06-03',
    `灭火器${number}压力不足`,
    '消防',
    '一般',
    '整改中',
  ];
  const rows = [
    ...header,
    row('1001', '青禾小学', 'A1'),
    row('1001', '青禾小学', 'A2'),
    row('1003', '石桥中学', 'B1'),
    row('1003', '石桥中学', 'B2'),
  ];
  await intake.give(
    '台账.xlsx',
    workbook({ 台账: { rows: [['2013年6月隐患排查治理台账'], ...rows] } }),
  );
  await intake.give('2013年5月月报.csv', '单位代码,单位名称,排查隐患数\n1002,云杉幼儿园,0');
  expect(
    (await told(intake)).map(({ file_name, row_number, unit_code, month }) => [
      file_name,
      row_number,
      unit_code,
      month,
    ]),
  ).toEqual([
    ['2013年5月月报.csv', 2, '1002', '2013-05-01'],
    ['台账.xlsx', 3, '1001', '2013-06-01'],
    ['台账.xlsx', 5, '1003', '2013-06-01'],
  ]);
});
