import { expect, test } from 'vitest';
import { ingestPaths } from '../../pipeline/intake/index.ts';
import { openWithUnits, type Intake } from './intake.ts';

const INSPECTIONS = '检查编号,单位代码,单位名称,检查日期,检查类型,检查组,检查结论';
const FINDINGS = '检查编号,问题序号,单位代码,单位名称,检查日期,领域,隐患等级,问题描述';
const ACCIDENTS = '事故编号,单位代码,单位名称,发生时间,报告时间,事故类别,事故等级,简要经过';

const inspections = (days: readonly string[]) =>
  [
    INSPECTIONS,
    ...days.map((day, index) => `JC${index + 1},1001,青禾小学,${day},专项检查,${index}组,合格`),
  ].join('\n');

/** Days of a month of this year, one a row. */
const june = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `2025-06-${String((index % 28) + 1).padStart(2, '0')}`,
  );

const told = async (intake: Intake) =>
  (
    await intake.rows(`select dataset, row_number, value from intake.warning
      where reason_code = 'day_long_past' order by dataset, row_number`)
  ).map((row) => `${row['dataset']} ${row['row_number']} ${row['value']}`);

/** What is told of inspections on these days, in a file that came on 2 July 2025. */
async function toldOf(days: readonly string[]): Promise<string[]> {
  const intake = await openWithUnits();
  const outcome = await intake.give('检查.csv', inspections(days));
  expect(outcome).toMatchObject({ status: 'loaded', rows_accepted: days.length });
  return (await told(intake)).map((line) => line.split(' ')[2] ?? '');
}

test('a row whose day lies years before all the others is loaded as it stands, and told of', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '检查.csv',
    inspections(['2025-06-03', '2015-06-04', '2025-06-05']),
  );
  expect(outcome).toMatchObject({ status: 'loaded', rows_accepted: 3, rows_warned: 1 });
  expect(
    await intake.rows(`select row_number, cell, header, value, unit_code, reason_zh, reason_en
      from intake.warning`),
  ).toEqual([
    {
      row_number: 3,
      cell: 'D3',
      header: '检查日期',
      value: '2015-06-04',
      unit_code: '1001',
      reason_zh:
        '检查日期是2015年6月4日，到收到时已过一年，文件中其他日期也不能印证；如写错了年份，请改正后重报，确是那时的不必改动',
      reason_en: expect.stringContaining('is 2015-06-04, a year or more before it came'),
    },
  ]);
  expect(
    await intake.value(
      `select inspection_date::varchar from intake.inspection where row_number = 3`,
    ),
  ).toBe('2015-06-04');
});

test.each<[string, string[], string[]]>([
  [
    'last year instead of this, in a file of one month',
    [...june(20), '2024-06-10'],
    ['2024-06-10'],
  ],
  [
    'two days in a file of many',
    [...june(25), '2015-06-04', '2015-06-09'],
    ['2015-06-04', '2015-06-09'],
  ],
  ['the one row there is', ['2015-06-04'], ['2015-06-04']],
  ['nothing of an archive', ['2015-03-04', '2015-06-04', '2016-01-09'], []],
  ['one slip in an archive', ['2005-06-04', '2015-03-04', '2015-06-04'], ['2005-06-04']],
  [
    'nothing of a list that goes on for years',
    [...june(3), '2024-09-10', '2024-03-10', '2023-10-10', '2023-05-10'],
    [],
  ],
  [
    'nothing of an archive with one row of this month',
    ['2015-03-04', '2015-06-04', '2025-06-04'],
    [],
  ],
  ['nothing of this year', ['2025-01-10', ...june(3)], []],
])('%s', async (_, days, expected) => {
  expect(await toldOf(days)).toEqual(expected);
});

test('an archive that says when it came is none of this: its year was not long past then', async () => {
  const intake = await openWithUnits();
  await intake.give('归档.csv', inspections(['2015-06-04']), { receivedAt: new Date(2015, 6, 2) });
  expect(await told(intake)).toEqual([]);
});

test('findings and accidents are told of alike; many findings of one visit count as one day', async () => {
  const intake = await openWithUnits();
  const finding = (inspection: string, number: number, day: string) =>
    `${inspection},${number},1001,青禾小学,${day},消防,一般,灭火器${number}压力不足`;
  await intake.give(
    '问题.csv',
    [
      FINDINGS,
      finding('A', 1, '2025-06-03'),
      finding('A', 2, '2025-06-03'),
      finding('B', 1, '2015-06-04'),
      finding('B', 2, '2015-06-04'),
      finding('C', 1, '2025-06-05'),
    ].join('\n'),
  );
  const accident = (number: number, day: string) =>
    `S${number},1003,石桥中学,${day} 09:10,${day} 09:30,意外伤害,一般,课间摔倒`;
  await intake.give(
    '事故.csv',
    [ACCIDENTS, accident(1, '2025-05-03'), accident(2, '2015-06-04')].join('\n'),
  );
  expect(await told(intake)).toEqual([
    'accident 3 2015-06-04 09:10',
    'finding 4 2015-06-04',
    'finding 5 2015-06-04',
  ]);
});

test('files that are loaded together are judged each by its own days', async () => {
  const intake = await openWithUnits();
  const inbox = intake.inbox({
    '归档.csv': inspections(['2015-03-04', '2015-06-04', '2015-09-04']),
    '六月.csv': inspections(['2025-06-04', '2015-06-05', '2025-06-06']).replaceAll('JC', 'N'),
  });
  const steps = [];
  for await (const step of ingestPaths(intake.connection, [inbox], intake.options))
    steps.push(step.outcome.rows_warned);
  expect(steps.sort()).toEqual([0, 1]);
  expect(await told(intake)).toEqual(['inspection 3 2015-06-05']);
});

test('a large file is told of as a small one is', async () => {
  const intake = await openWithUnits();
  const days = Array.from({ length: 150_000 }, (_, index) =>
    index === 777 ? '2015-06-04' : (june(28)[index % 28] ?? ''),
  );
  const outcome = await intake.give('大.csv', inspections(days));
  expect(outcome).toMatchObject({ rows_accepted: 150_000, rows_warned: 1 });
  expect(await told(intake)).toEqual(['inspection 779 2015-06-04']);
});
