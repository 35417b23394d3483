import type { Column, Contract } from '../contract.ts';
import { text } from '../text.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

const count = (name: string, zh: string, en: string, ...synonyms: string[]): Column => ({
  name,
  label: text(zh, en),
  synonyms,
  type: 'integer',
  min: 0,
  max: 100_000,
});

/** The monthly self-check return, rule H4: due by the 28th from every unit, also where nothing was found. */
export const hazardReturn: Contract = {
  dataset: 'hazard_return',
  label: text('隐患排查月报', 'Monthly hazard return'),
  grain: text('每个单位每月一行', 'One row per unit and month'),
  titles: ['隐患排查月报', '隐患排查治理情况月报表', '安全隐患排查月报表', '隐患排查统计表'],
  key: ['unit_code', 'report_month'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['H4', 'R1', 'W2'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    count('self_checks', '排查次数', 'Self-checks made', '自查次数', '检查次数', '开展排查（次）'),
    {
      ...count(
        'hazards_found',
        '排查隐患数',
        'Hazards found',
        '发现隐患数',
        '隐患总数',
        '排查出隐患（条）',
      ),
      required: true,
    },
    count('major_found', '其中重大隐患数', 'Of these major', '重大隐患数', '重大隐患', '其中重大'),
    count(
      'hazards_closed',
      '已整改数',
      'Hazards closed',
      '整改隐患数',
      '已整改隐患数',
      '已销号（条）',
    ),
    count(
      'hazards_open',
      '未整改数',
      'Hazards still open',
      '未整改隐患数',
      '剩余隐患数',
      '未销号（条）',
    ),
    {
      name: 'funds',
      label: text('投入资金', 'Funds'),
      example: text('1500', '1500'),
      synonyms: ['整改资金', '投入整改资金', '资金（元）'],
      type: 'number',
      unit: text('元', 'CNY'),
      min: 0,
      max: 1_000_000_000,
    },
    {
      name: 'filled_by',
      label: text('填报人', 'Filled in by'),
      example: text('李老师', 'Ms Li'),
      synonyms: ['填表人', '报送人'],
      type: 'text',
      personal: true,
    },
    {
      name: 'filled_date',
      label: text('填报日期', 'Filled in on'),
      synonyms: ['填表日期', '报送日期'],
      type: 'date',
    },
  ],
  checks: [
    {
      code: 'major_exceeds_found',
      fault: 'major_found > hazards_found',
      column: 'major_found',
      reason: text(
        '其中重大隐患数“{value}”多于排查隐患数；重大隐患是其中的一部分，请核对两个数',
        '"{value}" major hazards, more than hazards found; the major ones are part of these: check both numbers',
      ),
    },
  ],
  warnings: [
    {
      code: 'counts_contradict',
      fault: 'hazards_closed + hazards_open < hazards_found',
      column: 'hazards_found',
      detail: text(
        '(hazards_closed + hazards_open)::varchar',
        '(hazards_closed + hazards_open)::varchar',
      ),
      reason: text(
        '排查隐患数“{value}”多于已整改与未整改之和（{detail}）；查出的隐患不是已整改就是未整改，请核对',
        '"{value}" hazards found, but closed and open add up to {detail}; each one found is either closed or open: check the numbers',
      ),
    },
    {
      code: 'ledger_rows_differ',
      fault: 'hazards_closed + hazards_open <> ledger_rows',
      column: 'hazards_open',
      beside: 'ledger',
      detail: text('ledger_rows::varchar', 'ledger_rows::varchar'),
      reason: text(
        '已整改与未整改之和与同一文件隐患台账的行数（{detail}）不一致；请核对月报和台账',
        'Closed and open do not add up to the {detail} rows of the ledger in the same file; check return and ledger',
      ),
    },
    {
      code: 'ledger_found_differs',
      fault: 'hazards_found > ledger_rows or hazards_found < ledger_fresh',
      column: 'hazards_found',
      beside: 'ledger',
      detail: text('ledger_rows::varchar', 'ledger_rows::varchar'),
      reason: text(
        '排查隐患数“{value}”与同一文件的隐患台账（{detail} 行）对不上；请核对月报和台账',
        '"{value}" hazards found does not fit the ledger in the same file, of {detail} rows; check return and ledger',
      ),
    },
    {
      code: 'ledger_major_differs',
      fault: 'major_found > ledger_major',
      column: 'major_found',
      beside: 'ledger',
      detail: text('ledger_major::varchar', 'ledger_major::varchar'),
      reason: text(
        '重大隐患数“{value}”多于同一文件隐患台账中的重大隐患（{detail} 条）；请核对月报和台账',
        '"{value}" major hazards, but the ledger in the same file has {detail}; check return and ledger',
      ),
    },
    {
      code: 'nothing_checked',
      fault: 'self_checks = 0 and hazards_found > 0',
      column: 'self_checks',
      reason: text(
        '排查次数是 0，却查出了隐患；请核对次数',
        'Hazards were found without a single self-check; check the number',
      ),
    },
    {
      code: 'month_in_future',
      fault: 'report_month > received_at',
      column: 'report_month',
      reason: text(
        '报送月份“{value}”晚于收到报表的日子；请核对月份',
        'The month "{value}" had not begun when the return came; check the month',
      ),
    },
    {
      code: 'filled_in_before_month',
      fault: 'filled_date < report_month',
      column: 'filled_date',
      reason: text(
        '填报日期“{value}”早于报送月份；请核对日期或月份',
        'Filled in on "{value}", before the month of the return; check date and month',
      ),
    },
    monthLongPast,
  ],
};
