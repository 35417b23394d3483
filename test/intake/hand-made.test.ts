import { afterEach, beforeEach, expect, test } from 'vitest';
import { gb18030 } from '../gb18030.ts';
import { newInbox, register, workbook, type Inbox } from './inbox.ts';

let inbox: Inbox;
beforeEach(async () => {
  inbox = await newInbox();
  await inbox.send({ 'register.csv': register });
});
afterEach(() => inbox.remove());

const header =
  '报送月份,学校代码,隐患编号,发现时间,隐患内容,问题分类,隐患级别,整改时限,销号情况,完成时间';
const row =
  '2025年6月,A01,2025-001,2025.6.3,灭火器压力不足,消防,一般,2025/6/20,已销号,2025年6月10日';

const ledger = () =>
  inbox.ask(`select unit_code, hazard_number, found_date::varchar as found, severity, work_area,
    deadline::varchar as deadline, status, closed_date::varchar as closed, report_month::varchar as month
    from intake.hazard order by all`);

const expected = {
  unit_code: 'A01',
  hazard_number: '2025-001',
  found: '2025-06-03',
  severity: 'general',
  work_area: 'fire',
  deadline: '2025-06-20',
  status: 'struck_off',
  closed: '2025-06-10',
  month: '2025-06-01',
};

test.each([
  ['UTF-8', (content: string) => new TextEncoder().encode(content)],
  ['UTF-8 with a byte order mark', (content: string) => `\uFEFF${content}`],
  ['GB18030', gb18030],
])('a ledger in %s, with synonyms and three styles of date, is read alike', async (_, encode) => {
  const [step] = await inbox.send({ 'ledger.csv': encode(`${header}\r\n${row}\r\n`) });
  expect(step?.outcome).toMatchObject({ rows_in: 1, rows_accepted: 1, rows_quarantined: 0 });
  expect(await ledger()).toEqual([expected]);
});

test('a workbook with title, merged two-row header, serial date, total and note is read whole', async () => {
  const [step] = await inbox.send({
    '六月.xlsx': workbook({
      隐患台账: {
        rows: [
          ['东片2025年6月隐患台账'],
          ['学校代码', '隐患编号', '发现时间', '隐患内容', '问题分类', '隐患级别', '整改', '', ''],
          ['', '', '', '', '', '', '整改时限', '整改情况', '完成时间'],
          [
            'A01',
            '2025-001',
            45811,
            '灭火器压力不足',
            '消防',
            '一般',
            '2025.6.20',
            '已销号',
            '2025-06-10',
          ],
          ['合计', '', '', '1条'],
          [],
          ['填表说明：每月28日前报送。'],
        ],
        merges: ['A1:I1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:F3', 'G2:I2', 'A7:I7'],
      },
    }),
  });
  expect(step?.outcome).toMatchObject({ rows_in: 1, rows_accepted: 1 });
  expect(await ledger()).toEqual([expected]);
  expect(
    await inbox.ask(
      "select row_number, why from intake.skipped_row where sheet = '隐患台账' order by 1",
    ),
  ).toEqual([
    { row_number: 1, why: 'title' },
    { row_number: 2, why: 'header' },
    { row_number: 3, why: 'header' },
    { row_number: 5, why: 'total' },
    { row_number: 7, why: 'note' },
  ]);
});

test('each wrong cell is named with its address, header, value and reason', async () => {
  const wrong =
    '2025-06,X99,2025-002,2125-06-03,护栏松动,建筑,三级,2025-06-20,整改中,\n2025-06,A01,2025-003,2025-06-09,,消防,一般,,整改中,\n2025-06,A01,2025-004,2025-06-09,护栏松动,建筑,一般,,已销号,2025-06-01';
  const [step] = await inbox.send({ 'ledger.csv': `${header}\n${wrong}\n` });
  expect(step?.outcome).toMatchObject({ rows_in: 3, rows_accepted: 0, rows_quarantined: 3 });
  const faults = await inbox.ask(
    'select cell, header, value, reason_code, row_text is not null as kept from intake.quarantine order by row_number, cell',
  );
  expect(faults).toMatchObject([
    { cell: 'B2', header: '学校代码', value: 'X99', reason_code: 'unit_unknown', kept: true },
    { cell: 'D2', header: '发现时间', value: '2125-06-03', reason_code: 'date_out_of_range' },
    { cell: 'G2', header: '隐患级别', value: '三级', reason_code: 'unknown_code' },
    { cell: 'E3', header: '隐患内容', reason_code: 'required' },
    { cell: 'J4', header: '完成时间', value: '2025-06-01', reason_code: 'closed_before_found' },
  ]);
});

test('the same bytes twice, under another name too, change nothing', async () => {
  await inbox.send({ 'ledger.csv': `${header}\n${row}\n` });
  const before = await inbox.ask('select * from intake.file order by file_id');
  const [step] = await inbox.send({ 'again.csv': `${header}\n${row}\n` });
  expect(step?.outcome.alreadyKnown).toBe(true);
  expect(await inbox.ask('select * from intake.file order by file_id')).toEqual(before);
  expect(await ledger()).toEqual([expected]);
});

test('a return whose register comes later in the same folder is loaded all the same', async () => {
  const late = await newInbox();
  try {
    await late.send({ 'a-ledger.csv': `${header}\n${row}\n`, 'b-register.csv': register });
    expect(await late.ask('select count(*)::int as rows from intake.hazard')).toEqual([
      { rows: 1 },
    ]);
    expect(await late.ask('select count(*)::int as rows from intake.quarantine')).toEqual([
      { rows: 0 },
    ]);
  } finally {
    await late.remove();
  }
});
