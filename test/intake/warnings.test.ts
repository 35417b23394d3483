import { expect, test } from 'vitest';
import { openWithUnits, type Intake } from './intake.ts';

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
  intake.rows(`select row_number, column_name, reason_code from intake.warning order by all`);

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
