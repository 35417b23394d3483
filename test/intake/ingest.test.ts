import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOOD, HAZARD_HEADER, hazards } from './hazard-csv.ts';
import { Intake, openWithUnits, workbook } from './intake.ts';

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
