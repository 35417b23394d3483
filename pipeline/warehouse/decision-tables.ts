import { column, type IntakeTable } from '../contracts/intake-table.ts';
import { text } from '../contracts/index.ts';
import { programLabel } from './program.ts';

/** A table that the warehouse itself defines; the same shape as an intake table. */
export type OwnTable = IntakeTable;

const unitCode = column('unit_code', 'varchar', '单位代码', 'Unit code');
const month = column('month', 'date', '月份', 'Month');
/** Null where it was not recorded yet. */
const program: OwnTable['columns'][number] = {
  name: 'program',
  type: 'varchar',
  label: programLabel,
};

/**
 * Schema `decision_log`: every decision published for a month that had ended. They are never rewritten;
 * the marts take them from here, so that a late correction shows in the next decision only.
 */
export const decisionTables: readonly OwnTable[] = [
  {
    name: 'decision',
    grain: text('每个单位每月一行已公布的决定', 'One row per unit and month, as published'),
    primaryKey: ['unit_code', 'month'],
    columns: [
      unitCode,
      month,
      column('regime', 'varchar', '监管方式', 'Regime'),
      column('tier', 'varchar', '风险等级', 'Tier'),
      column('score', 'double', '风险分（0–100，越高越险）', 'Score, 0 to 100, higher is riskier'),
      column('band_low', 'double', '区间下限', 'Lower end of the band'),
      column('band_high', 'double', '区间上限', 'Upper end of the band'),
      column(
        'held',
        'boolean',
        '维持原方式',
        'Regime kept by hysteresis or because history decides nothing',
      ),
      column('regime_since', 'date', '现监管方式起始月', 'Month since which the regime holds'),
      column('policy_version', 'varchar', '规则版本', 'Policy version'),
      column('snapshot_id', 'varchar', '快照编号', 'Snapshot'),
      column('published_at', 'timestamp', '公布时间', 'Published at'),
      column('unit_name', 'varchar', '单位名称', 'Name of the unit then'),
      column('kind', 'varchar', '单位类别', 'Kind of the unit then'),
      column('area', 'varchar', '片区', 'Area of the unit then'),
      column('responsibility_points', 'double', '责任报送组得分', 'Points: responsibility'),
      column('hazard_points', 'double', '隐患整改组得分', 'Points: hazards'),
      column(
        'serious_probability',
        'double',
        '查出严重问题的概率',
        'Probability of a serious visit',
      ),
      column('history_verdict', 'varchar', '历史模型判断', 'Verdict of the history model'),
      program,
    ],
  },
  {
    name: 'decision_reason',
    grain: text('每条决定的每条理由一行', 'One row per decision and reason, as published'),
    primaryKey: ['unit_code', 'month', 'ordinal'],
    columns: [
      unitCode,
      month,
      column('ordinal', 'integer', '序号', 'Order'),
      column('reason_kind', 'varchar', '理由类型', 'gate, indicator or hold'),
      column('indicator_group', 'varchar', '指标组', 'Group of indicators'),
      column('indicator', 'varchar', '指标或否决项', 'Indicator or gate'),
      column('value', 'double', '指标值', 'Value'),
      column('points', 'double', '得分', 'Points'),
      column('maximum_points', 'double', '满分', 'Most points possible'),
      column('evidence_count', 'integer', '依据条数', 'Rows of evidence'),
      column('reason_zh', 'varchar', '理由（中文）', 'Reason in Chinese'),
      column('reason_en', 'varchar', '理由（英文）', 'Reason in English'),
      column('change_zh', 'varchar', '如何改善（中文）', 'What would change it, in Chinese'),
      column('change_en', 'varchar', '如何改善（英文）', 'What would change it, in English'),
    ],
  },
  {
    name: 'evidence',
    grain: text('每条理由的每条依据一行', 'One row per reason and row behind it, as published'),
    primaryKey: ['unit_code', 'month', 'indicator', 'file_id', 'sheet', 'row_number'],
    columns: [
      unitCode,
      month,
      column('indicator', 'varchar', '指标或否决项', 'Indicator or gate'),
      column('evidence_date', 'date', '日期', 'Date'),
      column('title_zh', 'varchar', '内容（中文）', 'What it says, in Chinese'),
      column('title_en', 'varchar', '内容（英文）', 'What it says, in English'),
      column('detail', 'varchar', '明细', 'Number and deadline, traces, type or amount'),
      column('severity', 'varchar', '等级', 'Severity'),
      column('status', 'varchar', '状态', 'Status'),
      column('file_id', 'varchar', '文件指纹', 'Fingerprint of the file'),
      column('sheet', 'varchar', '工作表', 'Sheet'),
      column('row_number', 'integer', '行号', 'Row in the sheet'),
    ],
  },
  {
    name: 'rescored_point',
    grain: text(
      '程序更换后首月每个单位每个指标一行：按新程序，上一次的月份得多少分',
      'One row per unit, month and indicator after a change of program: what the month before scores by the new one',
    ),
    primaryKey: ['unit_code', 'month', 'indicator'],
    columns: [
      unitCode,
      month,
      column('indicator', 'varchar', '指标', 'Indicator'),
      column('indicator_group', 'varchar', '指标组', 'Group of indicators'),
      column('value', 'double', '指标值', 'Value'),
      column('points', 'double', '得分', 'Points'),
    ],
  },
];

/**
 * Fits of the history model that decisions were made by: one a half-year, never made again otherwise, so that a
 * past decision can be made again by the numbers of its day.
 */
export const fitTable: OwnTable = {
  name: 'history_fit',
  grain: text(
    '历史模型每个半年一行已用的参数',
    'One row per half-year: the fit in use, as first made',
  ),
  primaryKey: ['fitted_from'],
  columns: [
    column('fitted_from', 'date', '适用起始日', 'First day it applies to'),
    column('fit', 'varchar', '参数（JSON）', 'Fit, as JSON'),
    column('snapshot_id', 'varchar', '快照编号', 'Snapshot'),
    column('published_at', 'timestamp', '公布时间', 'Published at'),
    program,
  ],
};
