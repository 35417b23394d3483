import { read, utils, write, type CellObject } from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { Sheet } from '../../pipeline/intake/grid.ts';
import { receive } from '../../pipeline/intake/received.ts';
import { Desk, mend } from './desk.ts';
import { gbk } from './gbk.ts';
import { REGISTER, workbook } from './intake.ts';

const HEADER = ['隐患编号', '发现日期', '隐患来源', '隐患描述', '隐患类别', '隐患等级', '整改情况'];
const good = (number: string, place = '一楼') => [
  number,
  '2025-05-06',
  '月度自查',
  `${place}灭火器压力不足`,
  '消防安全',
  '一般',
  '整改中',
];
const spoilt = (number: string, column: number, value: string) =>
  good(number).map((cell, index) => (index === column ? value : cell));

/** A ledger as a school writes it: title over all columns, a header of two rows. */
const ledger = (rows: readonly (readonly unknown[])[]): Uint8Array =>
  workbook({
    台账: {
      rows: [
        ['青禾小学2025年5月隐患排查台账'],
        [...HEADER.slice(0, 4), '分类', '', HEADER[6]],
        ['', '', '', '', HEADER[4], HEADER[5], ''],
        ...rows,
        ['填表说明：一条隐患一行'],
      ],
      merges: ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2', 'G2:G3'],
    },
  });

/** The sheets as intake reads them. */
const sheetsOf = async (bytes: Uint8Array): Promise<readonly Sheet[]> =>
  (await receive({ name: 'book.xlsx', bytes })).content?.sheets ?? [];

const cellOf = (bytes: Uint8Array, sheet: string, address: string): CellObject | undefined =>
  read(bytes, { type: 'buffer', cellStyles: true }).Sheets[sheet]?.[address] as
    CellObject | undefined;

const fillOf = (cell: CellObject | undefined): unknown =>
  (cell?.s as { fgColor?: { rgb?: string } } | undefined)?.fgColor?.rgb;

async function desk(): Promise<Desk> {
  const made = new Desk();
  await made.send('单位名册.csv', REGISTER);
  return made;
}

test('a ledger with title and merged header: wrong cells are marked, all else is as it was', async () => {
  const clerk = await desk();
  const original = ledger([
    good('1'),
    spoilt('2', 1, '上周五'),
    spoilt('3', 5, '特别大'),
    good('4'),
  ]);
  const sent = await clerk.send('隐患台账.xlsx', original);
  expect(sent).toMatchObject({ status: 'partly', rows_accepted: 2, rows_quarantined: 2 });

  const { bytes, name, errors } = await clerk.correction(sent.file_id);
  expect(name).toBe('隐患台账_更正.xlsx');
  expect(errors).toBe(2);
  const sheets = await sheetsOf(bytes);
  expect(sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
    ['更正说明', false],
    ['台账', false],
    ['_xiaoan', true],
  ]);
  const [before] = await sheetsOf(original);
  expect(sheets[1]?.rows).toEqual(before?.rows);
  expect(sheets[1]?.merges).toEqual(before?.merges);

  const bad = cellOf(bytes, '台账', 'B5');
  expect(bad?.c?.[0]?.t).toContain('“上周五”不是日期');
  expect(fillOf(bad)).toBe('F8CFCB');
  expect(cellOf(bytes, '台账', 'F6')?.c?.[0]?.t).toContain('“特别大”');
  expect(cellOf(bytes, '台账', 'B4')?.c).toBeUndefined();
  const listed = JSON.stringify(sheets[0]?.rows);
  for (const words of ['隐患台账.xlsx', 'B5', '上周五', 'F6', '特别大'])
    expect(listed).toContain(words);
});

test('one row mended, one not: the quarantine shrinks by exactly the one, and no row counts twice', async () => {
  const clerk = await desk();
  const original = ledger([
    good('1'),
    spoilt('2', 1, '上周五'),
    spoilt('3', 5, '特别大'),
    good('4'),
  ]);
  const sent = await clerk.send('隐患台账.xlsx', original);
  const { bytes, name } = await clerk.correction(sent.file_id);

  const again = await clerk.send(name, mend(bytes, { 台账: { B5: '2025-05-09' } }));
  expect(again).toMatchObject({
    replaces: sent.file_id,
    rows_in: 4,
    rows_accepted: 3,
    rows_quarantined: 1,
  });
  expect(await clerk.open()).toEqual([{ file: name, cell: 'F6', reason: 'unknown_code' }]);
  const hazards = `select hazard_number as number from facts.hazard order by 1`;
  expect(await clerk.look(hazards)).toEqual(['1', '2', '4'].map((number) => ({ number })));

  const second = await clerk.correction(again.file_id);
  expect(second.name).toBe(name);
  expect(fillOf(cellOf(second.bytes, '台账', 'B5')), 'mended: no longer marked').toBeUndefined();
  expect(cellOf(second.bytes, '台账', 'B5')?.c).toBeUndefined();
  const done = await clerk.send(name, mend(second.bytes, { 台账: { F6: '重大' } }));
  expect(done).toMatchObject({ replaces: again.file_id, status: 'loaded', rows_accepted: 4 });
  expect(await clerk.open()).toEqual([]);
  expect(await clerk.look(hazards)).toHaveLength(4);
});

test('a GBK CSV whose name tells unit and month, corrected under another name', async () => {
  const clerk = await desk();
  const rows = [HEADER, good('1'), spoilt('2', 1, '六月初'), spoilt('3', 5, '特别大')];
  const bytesSent = gbk(rows.map((row) => row.join(',')).join('\r\n'));
  const sent = await clerk.send('青禾小学2025年5月隐患台账.csv', bytesSent);
  expect(sent).toMatchObject({ encoding: 'gb18030', rows_accepted: 1, rows_quarantined: 2 });

  const { bytes } = await clerk.correction(sent.file_id);
  expect((await sheetsOf(bytes)).find(({ name }) => name === '数据')?.rows).toEqual(rows);
  const mended = mend(bytes, { 数据: { B3: '2025-05-08', F4: '一般' } });
  const again = await clerk.send('改好了.xlsx', mended);
  expect(again).toMatchObject({ status: 'loaded', rows_accepted: 3, replaces: sent.file_id });
  expect(await clerk.open()).toEqual([]);
  expect(
    await clerk.look(
      `select distinct unit_code, report_month::varchar as month, count(*) over ()::integer as rows
       from staging.hazard where known_to is null`,
    ),
  ).toEqual([{ unit_code: '1001', month: '2025-05-01', rows: 3 }]);
});

test('accidents, which are replaced row by row: a number that was mended is no second accident', async () => {
  const clerk = await desk();
  const head = ['事故编号', '单位代码', '发生时间', '事故类别', '事故等级'];
  const rows = [
    ['SG-1', '1001', '2025-05-05 10:00', '意外伤害', '一般'],
    ['SG-2', '1001', '某日', '意外伤害', '一般'],
  ];
  const sent = await clerk.send('事故登记.xlsx', workbook({ 事故登记: { rows: [head, ...rows] } }));
  expect(sent).toMatchObject({ rows_accepted: 1, rows_quarantined: 1 });
  const { bytes, name } = await clerk.correction(sent.file_id);
  const again = await clerk.send(
    name,
    mend(bytes, { 事故登记: { A2: 'SG-2025-1', C3: '2025-05-07 08:00' } }),
  );
  expect(again).toMatchObject({ status: 'loaded', rows_accepted: 2 });
  expect(await clerk.open()).toEqual([]);
  expect(
    await clerk.look('select accident_number as number from facts.accident order by 1'),
  ).toEqual([{ number: 'SG-2' }, { number: 'SG-2025-1' }]);
});

test('an old .xls with inspections and findings: both sheets come back, numbers and dates as such', async () => {
  const clerk = await desk();
  const book = utils.book_new();
  const day = (iso: string) => (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000;
  const inspections = utils.aoa_to_sheet([
    ['检查编号', '单位代码', '检查日期', '检查类型', '检查结果'],
    ['JC-1', 1001, day('2025-05-12'), '专项检查', '合格'],
    ['JC-2', 1003, '五月中', '专项检查', '合格'],
  ]);
  inspections['C2'].z = 'yyyy/m/d';
  const findings = utils.aoa_to_sheet([
    [
      '检查编号',
      '问题编号',
      '单位代码',
      '发现日期',
      '问题描述',
      '问题类别',
      '问题等级',
      '整改情况',
    ],
    ['JC-1', '1', 1001, day('2025-05-12'), '疏散通道堆物', '消防安全', '一般', '整改中'],
    ['JC-2', '1', 1003, day('2025-05-13'), '灭火器过期', '消防安全', '比较大', '整改中'],
  ]);
  for (const address of ['D2', 'D3']) findings[address].z = 'yyyy/m/d';
  utils.book_append_sheet(book, inspections, '检查记录');
  utils.book_append_sheet(book, findings, '检查问题清单');
  const xls = write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array;
  const sent = await clerk.send('检查.xls', xls);
  expect(sent).toMatchObject({ file_kind: 'xls', rows_in: 4, rows_quarantined: 2 });

  const { bytes, name } = await clerk.correction(sent.file_id);
  expect(cellOf(bytes, '检查记录', 'C2')).toMatchObject({ t: 'n', v: day('2025-05-12') });
  expect(cellOf(bytes, '检查记录', 'B2')).toMatchObject({ t: 'n', v: 1001 });
  expect(cellOf(bytes, '检查记录', 'C3')?.c?.[0]?.t).toContain('五月中');
  const half = await clerk.send(name, mend(bytes, { 检查记录: { C3: '2025-05-13' } }));
  expect(half).toMatchObject({ rows_in: 4, rows_accepted: 3, rows_quarantined: 1 });
  expect(await clerk.open()).toMatchObject([{ file: name, reason: 'unknown_code' }]);
  expect(await clerk.look(`select count(*)::integer as visits from facts.inspection`)).toEqual([
    { visits: 2 },
  ]);
});

test('a file with nothing to correct, and one that never came, are told so', async () => {
  const clerk = await desk();
  const sent = await clerk.send('隐患台账.xlsx', ledger([good('1')]));
  await expect(clerk.correction(sent.file_id)).rejects.toMatchObject({
    code: 'nothing_to_correct',
  });
  await expect(clerk.correction('0'.repeat(64))).rejects.toMatchObject({
    code: 'file_not_received',
  });
});

test('an accident, an inspection and a finding sent again in a file of their own: each fault is mended by its own row', async () => {
  const clerk = await desk();
  const sheets = (time: string, level: string) => ({
    事故登记: {
      rows: [
        ['事故编号', '单位代码', '发生时间', '事故类别', '事故等级'],
        ['SG-1', '1001', time, '意外伤害', '一般'],
        ['SG-9', '1001', '某日', '意外伤害', '一般'],
      ],
    },
    检查记录: {
      rows: [
        ['检查编号', '单位代码', '检查日期', '检查类型', '检查结果'],
        ['JC-1', '1001', time.slice(0, 10), '专项检查', '合格'],
      ],
    },
    检查问题清单: {
      rows: [
        [
          '检查编号',
          '问题编号',
          '单位代码',
          '发现日期',
          '问题描述',
          '问题类别',
          '问题等级',
          '整改情况',
        ],
        ['JC-1', '1', '1001', '2025-05-13', '灭火器过期', '消防安全', level, '整改中'],
        ['JC-1', '2', '1001', '2025-05-13', '门锁坏', '消防安全', '比较大', '整改中'],
      ],
    },
  });
  await clerk.send('检查.xlsx', workbook(sheets('五月五日上午', '特别大')));
  expect(await clerk.open()).toHaveLength(5);
  const again = await clerk.send('重报.xlsx', workbook(sheets('2025-05-05 10:00', '一般')));
  expect(again).toMatchObject({ replaces: null, rows_accepted: 3, rows_quarantined: 2 });
  // What is still wrong in both files stays open in both.
  expect(await clerk.open()).toEqual([
    { file: '检查.xlsx', cell: 'C3', reason: 'not_a_time' },
    { file: '检查.xlsx', cell: 'G3', reason: 'unknown_code' },
    { file: '重报.xlsx', cell: 'C3', reason: 'not_a_time' },
    { file: '重报.xlsx', cell: 'G3', reason: 'unknown_code' },
  ]);
});

test('two tables side by side with the same fault in the same row are two faults, and both are mended', async () => {
  const clerk = await desk();
  const row = (number: string, day: string) =>
    good(number).map((cell, at) => (at === 1 ? day : cell));
  const beside = (day: string) =>
    workbook({
      台账: {
        rows: [
          ['2025年5月隐患台账'],
          ['红星小学', '', '', '', '', '', '', '红旗小学'],
          [...HEADER, ...HEADER],
          [...row('1', day), ...row('1', day)],
        ],
        merges: ['A1:N1', 'A2:G2', 'H2:N2'],
      },
    });
  const sent = await clerk.send('台账.xlsx', beside('不知'));
  expect(sent).toMatchObject({ rows_in: 2, rows_quarantined: 2 });
  expect((await clerk.open()).map(({ cell }) => cell)).toEqual(['A4', 'B4', 'H4', 'I4']);
  const { bytes } = await clerk.correction(sent.file_id);
  for (const address of ['B4', 'I4'])
    expect(cellOf(bytes, '台账', address)?.c?.[0]?.t).toContain('“不知”不是日期');
  await clerk.send(
    '台账_更正.xlsx',
    mend(bytes, { 台账: { A2: '青禾小学', H2: '石桥中学', B4: '2025-05-08', I4: '2025-05-09' } }),
  );
  expect(await clerk.open()).toEqual([]);
});
