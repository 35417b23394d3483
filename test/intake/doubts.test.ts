import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWithUnits, workbook, type Intake } from './intake.ts';

let intake: Intake;
beforeEach(async () => {
  intake = await openWithUnits();
});
afterEach(() => {
  intake.connection.closeSync();
});

const HEADER = ['隐患编号', '发现日期', '隐患描述', '领域', '隐患等级', '整改期限', '整改情况'];
const row = (number: string, found: unknown, deadline: unknown = '') => [
  number,
  found,
  `${number}号灯不亮`,
  '消防',
  '一般',
  deadline,
  '整改中',
];

const hazards = () =>
  intake.rows(`select unit_code as unit, strftime(report_month, '%Y-%m') as month, hazard_number as number,
    found_date::varchar as found, deadline::varchar as deadline
    from intake.hazard order by row_number, unit_code`);
const doubts = (...codes: string[]) =>
  intake.rows(`select row_number as row, cell, value, reason_code as reason, reason_zh as zh
    from intake.warning where reason_code in (${codes.map((code) => `'${code}'`).join(', ')})
    order by row_number, cell`);

test('a number cell whose format shows 6.30 is read so, and 6.25 and a text 6.3 are beyond doubt', async () => {
  const outcome = await intake.give(
    '青禾小学2025年6月隐患台账.xlsx',
    workbook({
      台账: {
        rows: [HEADER, row('A', 6.3), row('B', 6.25), row('C', '6.3')],
        change: (sheet) => {
          (sheet['B2'] as { z: string }).z = '0.00';
        },
      },
    }),
  );
  expect(outcome).toMatchObject({ rows_accepted: 3, rows_quarantined: 0 });
  expect(await hazards()).toMatchObject([
    { found: '2025-06-30' },
    { found: '2025-06-25' },
    { found: '2025-06-03' },
  ]);
  expect(await doubts('day_shortened')).toEqual([]);
});

test('a number cell 6.3 is read as the 3rd, and it is said that it may have been the 30th', async () => {
  await intake.give(
    '青禾小学2025年6月隐患台账.xlsx',
    workbook({ 台账: { rows: [HEADER, row('A', 6.3), row('B', '6.3')] } }),
  );
  expect(await hazards()).toMatchObject([{ found: '2025-06-03' }, { found: '2025-06-03' }]);
  expect(await doubts('day_shortened')).toMatchObject([
    { row: 2, cell: 'B2', value: '6.3', zh: expect.stringContaining('6月30日') as string },
  ]);
  expect(await intake.value('select max(rows_warned)::int from intake.file')).toBe(1);
});

test('a single day that stands in the column beside is read where it belongs, and that is told', async () => {
  const header = [...HEADER.slice(0, 6), '整改责任单位', HEADER[6]];
  const wide = (number: string, deadline: string, party: string) => [
    ...row(number, '2025-06-03', deadline).slice(0, 6),
    party,
    '整改中',
  ];
  await intake.give(
    '青禾小学2025年6月隐患台账.xlsx',
    workbook({
      台账: {
        rows: [header, wide('A', '2025-06-20', '总务处'), wide('B', '', '2025.6.22')],
      },
    }),
  );
  expect(await hazards()).toMatchObject([{ deadline: '2025-06-20' }, { deadline: '2025-06-22' }]);
  expect(
    await intake.rows('select responsible_party as party from intake.hazard order by row_number'),
  ).toEqual([{ party: '总务处' }, { party: null }]);
  expect(await doubts('day_beside')).toMatchObject([{ row: 3, cell: 'F3', value: '2025.6.22' }]);
});

test.each([
  {
    name: 'the file name, whose month the days bear out',
    title: '青禾小学2025年5月隐患台账',
    file: '隐患台账2025-06.xlsx',
    found: ['2025-06-03', '5.6'],
    month: '2025-06',
  },
  {
    name: 'the title, where only older hazards are listed',
    title: '青禾小学2025年6月隐患台账',
    file: '隐患台账2025-05.xlsx',
    found: ['2025-05-03', '2025-05-06'],
    month: '2025-06',
  },
  {
    name: 'the title, where the days fit neither',
    title: '青禾小学2025年5月隐患台账',
    file: '隐患台账2025-06.xlsx',
    found: ['2025-04-03'],
    month: '2025-05',
  },
])('title and file name disagree: $name is believed, and it is said', async (given) => {
  await intake.give(
    given.file,
    workbook({
      台账: { rows: [[given.title], HEADER, ...given.found.map((day, at) => row(`${at}`, day))] },
    }),
  );
  const months = (await hazards()).map(({ month }) => month);
  expect(new Set(months)).toEqual(new Set([given.month]));
  const [doubt, ...more] = await doubts('months_disagree');
  expect(more).toEqual([]);
  expect(doubt?.['zh']).toContain(given.title);
  expect(doubt?.['zh']).toContain(given.file);
});

test('drills of another month than the title: the sheet that the days bear out is believed', async () => {
  const drills = [
    ['青禾小学2025年5月演练记录'],
    ['演练日期', '演练类别', '参演人数'],
    ['2025-06-12', '消防', '320'],
  ];
  await intake.give('演练.xlsx', workbook({ '6月': { rows: drills } }));
  expect(
    await intake.rows(`select strftime(report_month, '%Y-%m') as month from intake.drill`),
  ).toEqual([{ month: '2025-06' }]);
  expect(await doubts('months_disagree')).toHaveLength(1);
});

test('a file of several months is not held against its name', async () => {
  const block = (month: string, day: string) => [
    [`青禾小学${month}隐患台账`],
    HEADER,
    row(month, day),
  ];
  await intake.give(
    '2025年6月汇总.xlsx',
    workbook({ 汇总: { rows: [...block('2025年5月', '5.6'), [], ...block('2025年6月', '6.4')] } }),
  );
  expect((await hazards()).map(({ month }) => month)).toEqual(['2025-05', '2025-06']);
  expect(await doubts('months_disagree')).toEqual([]);
});

const UNNUMBERED = ['序号', '发现日期', '部位', '隐患描述', '领域', '隐患等级', '整改情况'];
const listed = (at: number, found: string, place: string, words: string, status = '整改中') => [
  at,
  found,
  place,
  words,
  '消防',
  '一般',
  status,
];

test('a ledger with 序号 alone: a hazard has the same number in every month, whatever its place', async () => {
  await intake.give(
    '青禾小学2025年5月隐患台账.xlsx',
    workbook({
      台账: {
        rows: [UNNUMBERED, listed(1, '5.6', '食堂', '灯不亮'), listed(2, '5.7', '食堂', '灯不亮')],
      },
    }),
  );
  const later = await intake.give(
    '青禾小学2025年6月隐患台账.xlsx',
    workbook({
      台账: {
        rows: [
          UNNUMBERED,
          listed(1, '2025年5月7日', '食堂', '灯不亮', '已整改'),
          listed(2, '2025-06-09', '食堂', '灯不亮'),
          listed(3, '2025-06-09', '食堂', '灯不亮'),
        ],
      },
    }),
  );
  const numbers = (await intake.rows(
    `select strftime(report_month, '%m') as month, found_date::varchar as found, hazard_number as number
     from intake.hazard order by 1, 2`,
  )) as { month: string; found: string; number: string }[];
  expect(numbers.map(({ month, found }) => [month, found])).toEqual([
    ['05', '2025-05-06'],
    ['05', '2025-05-07'],
    ['06', '2025-05-07'],
    ['06', '2025-06-09'],
  ]);
  expect(numbers[1]?.number).toMatch(/^自编-20250507-[0-9A-F]{6}$/);
  expect(numbers[2]?.number).toBe(numbers[1]?.number);
  expect(numbers[0]?.number).not.toBe(numbers[1]?.number);
  // Told twice in one return: the second is held back as a repetition.
  expect(later).toMatchObject({ rows_in: 3, rows_accepted: 2, rows_quarantined: 1 });
  expect(await intake.rows('select reason_code from intake.quarantine')).toEqual([
    { reason_code: 'repeated' },
  ]);
  expect(await doubts('number_made')).toHaveLength(4);
});

test('a list without numbers that is not called a hazard ledger is not taken for one', async () => {
  const outcome = await intake.give(
    '青禾小学2025年6月.xlsx',
    workbook({ 检查情况: { rows: [UNNUMBERED, listed(1, '6.6', '食堂', '灯不亮')] } }),
  );
  expect(outcome).toMatchObject({ status: 'rejected', error_code: 'column_missing' });
});

test('tables side by side are each their unit’s, with the addresses of their own cells', async () => {
  const outcome = await intake.give(
    '2025年隐患台账.xlsx',
    workbook({
      台账: {
        rows: [
          ['2025年6月隐患台账'],
          ['青禾小学', '', '', '', '', '', '', '石桥中学'],
          [...HEADER, ...HEADER],
          [...row('A', '6.4'), ...row('C', '不知')],
          row('B', '6.5'),
        ],
        merges: ['A1:N1', 'A2:G2', 'H2:N2'],
      },
    }),
  );
  expect(outcome).toMatchObject({ rows_in: 3, rows_accepted: 2, rows_quarantined: 1 });
  expect(await hazards()).toMatchObject([
    { unit: '1001', number: 'A' },
    { unit: '1001', number: 'B' },
  ]);
  expect(await intake.rows('select cell, unit_code as unit from intake.quarantine')).toEqual([
    { cell: 'I4', unit: '1003' },
  ]);
});
