import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOOD, hazards } from './hazard-csv.ts';
import { openWithUnits, workbook } from './intake.ts';

test('the same bytes twice change nothing', async () => {
  const intake = await openWithUnits();
  await intake.give('隐患.csv', hazards(GOOD));
  expect(await intake.give('另一个名字.csv', hazards(GOOD))).toMatchObject({
    alreadyKnown: true,
    file_name: '隐患.csv',
  });
  expect(await intake.value('select count(*)::int from intake.hazard')).toBe(1);
});

test('a rejected file may come again, and has one row in the ledger', async () => {
  const intake = await openWithUnits();
  const rejected = { status: 'rejected', alreadyKnown: false };
  expect(await intake.give('空.csv', '')).toMatchObject(rejected);
  expect(await intake.give('空.csv', '')).toMatchObject(rejected);
  const count = "select count(*)::int from intake.file where status = 'rejected'";
  expect(await intake.value(count)).toBe(1);
});

test('a corrected return counts the rows that it replaces', async () => {
  const intake = await openWithUnits();
  const receivedAt = new Date(2025, 6, 3);
  await intake.give('一.csv', hazards(GOOD, GOOD.replace('A-1', 'A-2')), { receivedAt });
  const later = { receivedAt: new Date(2025, 6, 9) };
  expect(
    await intake.give('二.csv', hazards(GOOD.replace('灭火器', '消火栓')), later),
  ).toMatchObject({ rows_superseded: 2 });
  const earlier = { receivedAt: new Date(2025, 6, 1) };
  expect(
    await intake.give('三.csv', hazards(GOOD.replace('灭火器', '喷淋')), earlier),
  ).toMatchObject({ rows_superseded: 0 });
});

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/workbooks/${name}`, import.meta.url));

test.each(['ledger.xlsx', 'ledger.xls', 'ledger.ods', 'ledger.fods', 'ledger.html'])(
  'the same ledger is read alike from %s, as another program saved it',
  async (name) => {
    const intake = await openWithUnits();
    expect(await intake.give(name, fixture(name))).toMatchObject({
      status: 'loaded',
      rows_accepted: 2,
    });
    const ledger =
      'select hazard_number, found_date, description, work_area from intake.hazard order by 1';
    expect(await intake.rows(ledger)).toEqual([
      {
        hazard_number: 'A-1',
        found_date: '2025-06-03',
        description: '灭火器过期',
        work_area: 'fire',
      },
      {
        hazard_number: 'A-2',
        found_date: '2025-06-05',
        description: '护栏松动',
        work_area: 'building',
      },
    ]);
  },
);

test.each([
  ['空.csv', Buffer.from(''), 'file_empty'],
  ['照片.xlsx', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not_a_table'],
  ['加密.xlsx', fixture('locked.xlsx'), 'file_encrypted'],
  ['加密.xls', fixture('locked.xls'), 'file_encrypted'],
  ['坏了.xlsx', Buffer.from('504b0304ffff', 'hex'), 'workbook_unreadable'],
  ['未知.dat', Buffer.from('0700090001', 'hex'), 'file_unknown'],
  ['通知.csv', Buffer.from('关于报送报表的通知\n请于28日前报送\n'), 'no_table'],
  ['缺列.csv', Buffer.from(hazards(GOOD).replaceAll('隐患等级', '天气')), 'column_missing'],
  ['无单位.csv', Buffer.from('报送月份,排查隐患数\n2025-06,3\n'), 'unit_not_named'],
])('%s is rejected as a whole, with what, where and what to do', async (name, bytes, code) => {
  const intake = await openWithUnits();
  const outcome = await intake.give(name, bytes);
  expect(outcome).toMatchObject({
    status: 'rejected',
    error_code: code,
    rows_in: 0,
    rows_accepted: 0,
  });
  expect(outcome.failure?.options.hint).toMatchObject({
    zh: expect.stringMatching(/./),
    en: expect.stringMatching(/./),
  });
  expect(outcome.error_zh).toMatch(/[\u4e00-\u9fff]/);
  // How a header that lacks a column was read is kept, so that somebody can confirm it.
  const described = `select count(*)::int from intake.file_table where file_id = '${outcome.file_id}'`;
  expect(await intake.value(described)).toBe(outcome.error_code === 'column_missing' ? 1 : 0);
  for (const table of ['hazard', 'hazard_return', 'quarantine', 'skipped_row']) {
    const kept = `select count(*)::int from intake.${table} where file_id = '${outcome.file_id}'`;
    expect(await intake.value(kept)).toBe(0);
  }
  expect(existsSync(join(intake.folder, 'received', outcome.file_id))).toBe(true);
});

test('nothing of a workbook goes in where one of its tables is refused', async () => {
  const intake = await openWithUnits();
  const bytes = workbook({
    名册: {
      rows: [
        ['单位代码', '单位名称', '单位类别', '片区'],
        ['7', '新苑小学', '小学', '西片'],
      ],
    },
    月报: {
      rows: [
        ['报送月份', '单位代码', '排查隐患数'],
        ['2025-06', '7', 1],
      ],
    },
    边: {
      rows: [
        ['2025年6月隐患台账'],
        ['单位代码', '隐患编号', '发现日期', '隐患描述', '领域', '整改情况'],
      ],
    },
  });
  expect(await intake.give('六月.xlsx', bytes)).toMatchObject({
    status: 'rejected',
    error_code: 'column_missing',
  });
  expect(await intake.value("select count(*)::int from intake.unit where unit_code = '7'")).toBe(0);
  expect(
    await intake.give('月报.csv', '报送月份,单位代码,排查隐患数\n2025-06,7,1\n'),
  ).toMatchObject({ rows_quarantined: 1 });
});

/** 报送月份,单位代码,排查隐患数 and one row, as Excel saves it on a Chinese Windows. */
const GBK = Buffer.concat([
  Buffer.from('b1a8cbcdd4c2b7dd2cb5a5cebbb4fac2eb2cc5c5b2e9d2febbbccafd0a', 'hex'),
  Buffer.from('2025-06,1001,3\n'),
]);

test.each([
  ['gb18030', GBK],
  ['utf-8-bom', Buffer.from('\uFEFF报送月份;单位代码;排查隐患数\r\n2025-06;1001;3\r\n')],
  [
    'utf-16le',
    Buffer.from('\uFEFF报送月份\t单位代码\t排查隐患数\r\n2025-06\t1001\t3\r\n', 'utf16le'),
  ],
])('reads a CSV in %s', async (encoding, bytes) => {
  const intake = await openWithUnits();
  expect(await intake.give('月报.csv', bytes)).toMatchObject({ status: 'loaded', encoding });
  expect(await intake.value('select hazards_found from intake.hazard_return')).toBe(3);
});
