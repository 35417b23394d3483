import type { Column, Contract } from '../contract.ts';
import { text } from '../text.ts';
import { reportMonth, unitCode, unitName } from './common.ts';

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
      reason: text('重大隐患数多于排查隐患数', 'More major hazards than hazards'),
    },
  ],
};
