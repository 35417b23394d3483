import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Intake, openWithUnits, workbook } from './intake.ts';

const HAZARD_HEADER =
  '报送月份,单位代码,隐患编号,发现日期,隐患描述,领域,隐患等级,整改情况,整改完成日期';
const hazards = (...rows: string[]): string => [HAZARD_HEADER, ...rows].join('\n');
const GOOD = '2025-06,1001,A-1,2025-06-03,灭火器过期,消防,一般,整改中,';

test('a row goes in typed, with codes, defaults and columns that the contract does not know', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '隐患.csv',
    `${HAZARD_HEADER},天气\n2025年6月,１００１,A-1,2025.6.3,灭火器过期,消防,一般隐患,已销号,20250610,晴\n`,
    { sender: '青禾小学' },
  );
  expect(outcome).toMatchObject({
    status: 'loaded',
    alreadyKnown: false,
    rows_in: 1,
    rows_accepted: 1,
    rows_skipped: 1,
    encoding: 'utf-8',
    file_kind: 'csv',
    received_at: '2025-07-02 09:00:00',
    sender: '青禾小学',
  });
  expect(await intake.rows('from intake.hazard')).toMatchObject([
    {
      row_number: 2,
      received_at: '2025-07-02 09:00:00',
      report_month: '2025-06-01',
      unit_code: '1001',
      found_date: '2025-06-03',
      work_area: 'fire',
      severity: 'general',
      status: 'struck_off',
      closed_date: '2025-06-10',
      source: 'self_monthly',
      extensions: 0,
      other_columns: '{"天气":"晴"}',
    },
  ]);
  expect(readFileSync(join(intake.folder, 'received', outcome.file_id), 'utf8')).toContain('晴');
});

test('each fault of a row is kept apart, in a clerk’s words, with the address of its cell', async () => {
  const intake = await openWithUnits();
  const outcome = await intake.give(
    '隐患.csv',
    hazards(
      GOOD,
      '2025-06,1001,A-2,2125-06-03,,消防,三级,整改中,',
      '2025-06,9999,A-3,2025-06-03,漏水,消防,一般,整改中,昨天',
    ),
  );
  expect(outcome).toMatchObject({ status: 'partly', rows_accepted: 1, rows_quarantined: 2 });
  const faults = await intake.rows(
    'select cell, header, column_name, value, reason_code, reason_zh, unit_code, report_month from intake.quarantine order by row_number, cell',
  );
  expect(faults).toEqual([
    expect.objectContaining({
      cell: 'D3',
      header: '发现日期',
      value: '2125-06-03',
      reason_code: 'date_out_of_range',
    }),
    expect.objectContaining({
      cell: 'E3',
      column_name: 'description',
      value: null,
      reason_zh: '没有填隐患描述，请补填，例如：灭火器压力不足',
    }),
    expect.objectContaining({
      cell: 'G3',
      value: '三级',
      reason_zh: '“三级”不在可选项中；可填：一般、重大。本地惯用的说法，可请教育局登记',
    }),
    expect.objectContaining({
      cell: 'B4',
      value: '9999',
      reason_code: 'unit_unknown',
      unit_code: '9999',
    }),
    expect.objectContaining({
      cell: 'I4',
      value: '昨天',
      reason_code: 'not_a_date',
      report_month: '2025-06-01',
    }),
  ]);
  expect(
    JSON.parse(
      String(
        await intake.value('select row_text from intake.quarantine where row_number = 3 limit 1'),
      ),
    ),
  ).toEqual(['2025-06', '1001', 'A-2', '2125-06-03', '', '消防', '三级', '整改中', '']);
});

test('rules over several columns hold, and a repeated natural key is held back the second time', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '隐患.csv',
    hazards(
      GOOD,
      GOOD,
      '2025-06,1001,A-2,2025-06-03,漏水,消防,一般,已销号,',
      '2025-06,1001,A-3,2025-06-03,漏水,消防,一般,已销号,2025-06-01',
    ),
  );
  expect(
    await intake.rows('select row_number, reason_code from intake.quarantine order by all'),
  ).toEqual([
    { row_number: 3, reason_code: 'repeated' },
    { row_number: 4, reason_code: 'struck_off_without_date' },
    { row_number: 5, reason_code: 'closed_before_found' },
  ]);
});

test('a unit is found by its exact name, and a name of another unit contradicts the code', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '月报.csv',
    '报送月份,单位代码,单位名称,排查隐患数\n2025-06,,青禾 小学,1\n2025-06,1002,云杉园,2\n2025-06,1003,青禾小学,3\n2025-06,,无名小学,4\n',
  );
  expect(
    await intake.rows('select row_number, unit_code from intake.hazard_return order by all'),
  ).toEqual([
    { row_number: 2, unit_code: '1001' },
    { row_number: 3, unit_code: '1002' },
  ]);
  expect(await intake.rows('select cell, reason_code from intake.quarantine order by all')).toEqual(
    [
      { cell: 'C4', reason_code: 'unit_contradiction' },
      { cell: 'C5', reason_code: 'unit_unknown' },
    ],
  );
});

test('unit and month come from title or file name where no column has them', async () => {
  const intake = await openWithUnits();
  const rows =
    '隐患编号,发现日期,隐患描述,领域,隐患等级,整改情况\nA-1,2021-05-03,漏水,消防,一般,整改中\n';
  await intake.give('青禾小学2021年5月隐患台账.csv', rows);
  await intake.give(
    '隐患台账.csv',
    `石桥中学2021年4月隐患台账\n${rows.replace('2021-05-03', '2021-04-03')}`,
  );
  expect(
    await intake.rows('select unit_code, report_month from intake.hazard order by all'),
  ).toEqual([
    { unit_code: '1001', report_month: '2021-05-01' },
    { unit_code: '1003', report_month: '2021-04-01' },
  ]);
});

test('a header in 万元 is not read as 元', async () => {
  const intake = await openWithUnits();
  await intake.give(
    '月报.csv',
    '报送月份,单位代码,排查隐患数,投入资金（万元）\n2025-06,1001,1,1.5\n',
  );
  expect(await intake.value('select funds from intake.hazard_return')).toBe(15000);
});

test('several sheets are several datasets, units first, and hidden sheets are left alone', async () => {
  const intake = await Intake.open();
  const bytes = workbook(
    {
      月报: {
        rows: [
          ['报送月份', '单位代码', '排查隐患数'],
          ['2025-06', '7', 1],
        ],
      },
      旧表: {
        rows: [
          ['报送月份', '单位代码', '排查隐患数'],
          ['2025-05', '7', 9],
        ],
      },
      名册: {
        rows: [
          ['单位代码', '单位名称', '单位类别', '片区'],
          ['7', '新苑小学', '小学', '西片'],
        ],
      },
    },
    (book) => (book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 0 }] }),
  );
  expect(await intake.give('六月.xlsx', bytes)).toMatchObject({
    status: 'loaded',
    rows_in: 2,
    rows_skipped: 4,
  });
  expect(
    await intake.rows('select sheet, dataset, header_row from intake.file_table order by all'),
  ).toEqual([
    { sheet: '名册', dataset: 'unit', header_row: 1 },
    { sheet: '月报', dataset: 'hazard_return', header_row: 1 },
  ]);
});

const ledgerWithHiddenRow = (filtered: boolean): Uint8Array =>
  workbook({
    月报: {
      rows: [
        ['报送月份', '单位代码', '排查隐患数'],
        ['2025-06', '1001', 1],
        ['2025-06', '1002', 2],
      ],
      change: (sheet) => {
        sheet['!rows'] = [{}, { hidden: true }, {}];
        if (filtered) sheet['!autofilter'] = { ref: 'A1:C3' };
      },
    },
  });

test('a row that somebody hid is kept as no data; one that a filter leaves out is data', async () => {
  const intake = await openWithUnits();
  const hidden = await intake.give('月报.xlsx', ledgerWithHiddenRow(false));
  expect(hidden).toMatchObject({ rows_in: 1, rows_accepted: 1, rows_skipped: 2 });
  const why = `select row_number, why from intake.skipped_row where file_id = '${hidden.file_id}'`;
  expect(await intake.rows(`${why} order by 1`)).toEqual([
    { row_number: 1, why: 'header' },
    { row_number: 2, why: 'hidden' },
  ]);
  const filtered = await intake.give('月报.xlsx', ledgerWithHiddenRow(true));
  expect(filtered).toMatchObject({ rows_in: 2, rows_accepted: 2, rows_skipped: 1 });
});

test('coordinates of web maps become WGS-84', async () => {
  const intake = await Intake.open();
  await intake.give(
    '名册.csv',
    '单位代码,单位名称,单位类别,片区,经度,纬度,坐标系\n1,甲小学,小学,东,120.7,31.3,高德\n2,乙小学,小学,东,120.7,31.3,\n',
  );
  const [converted, kept] = await intake.rows(
    'select longitude::double as east, latitude::double as north, coordinate_system as system from intake.unit order by unit_code',
  );
  expect(converted?.['system']).toBe('wgs84');
  expect(Number(converted?.['east'])).toBeCloseTo(120.6957, 3);
  expect(Number(converted?.['north'])).toBeCloseTo(31.3021, 3);
  expect(kept).toEqual({ east: 120.7, north: 31.3, system: 'wgs84' });
});

test('GeoJSON gives the outlines of areas', async () => {
  const intake = await Intake.open();
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [120, 31],
        [121, 31],
        [121, 32],
        [120, 31],
      ],
    ],
  };
  const features = [
    { type: 'Feature', properties: { area: '东片' }, geometry: square },
    { type: 'Feature', properties: { 片区: '西片' }, geometry: square },
  ];
  await intake.give('片区.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
  expect(await intake.rows('select area from intake.area_boundary order by all')).toEqual([
    { area: '东片' },
    { area: '西片' },
  ]);
  const bad = {
    type: 'FeatureCollection',
    features: [{ properties: { area: '东片' }, geometry: { type: 'Point', coordinates: [1, 2] } }],
  };
  expect(await intake.give('点.geojson', JSON.stringify(bad))).toMatchObject({
    status: 'rejected',
    error_code: 'boundary_invalid',
  });
});

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
