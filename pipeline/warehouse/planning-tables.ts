import { column } from '../contracts/intake-table.ts';
import { text } from '../contracts/index.ts';
import type { OwnTable } from './decision-tables.ts';

const unitCode = column('unit_code', 'varchar', '单位代码', 'Unit code');
const month = column('month', 'date', '月份', 'Month');
const inclusion = column(
  'inclusion_probability',
  'double',
  '入样概率',
  'Chance to be drawn, before the seed was known',
);

/** Schema `planning`: what was published of plans and draws; never rewritten. */
export const planningTables: readonly OwnTable[] = [
  {
    name: 'visit',
    grain: text('已公布计划的每次检查一行', 'One row per visit of a published plan'),
    primaryKey: ['plan_id', 'unit_code', 'planned_date'],
    columns: [
      column('plan_id', 'varchar', '计划编号', 'Plan'),
      month,
      unitCode,
      column('planned_date', 'date', '计划日期', 'Planned for'),
      column('inspection_type', 'varchar', '检查类型', 'Type of inspection'),
      column('night_check', 'boolean', '夜查宿舍', 'With a night check'),
      column('team', 'varchar', '检查组', 'Team'),
      column('inspectors', 'varchar', '检查人员', 'Inspectors'),
      column(
        'serious_expected',
        'double',
        '查出严重问题的概率',
        'Probability that the visit is serious',
      ),
      column(
        'visit_origin',
        'varchar',
        '安排理由',
        'Why: draw, rule, value, override, rolled_over',
      ),
      column('published_at', 'timestamp', '公布时间', 'Published at'),
      column('published_by', 'varchar', '公布人', 'Published by'),
      column('rules_version', 'varchar', '计划规则版本', 'Version of the planning rules'),
    ],
  },
  {
    name: 'plan_override',
    grain: text('已公布计划的每次人工调整一行', 'One row per change by hand of a published plan'),
    primaryKey: ['plan_id', 'ordinal'],
    columns: [
      column('plan_id', 'varchar', '计划编号', 'Plan'),
      column('ordinal', 'integer', '序号', 'Order'),
      unitCode,
      column('action', 'varchar', '调整', 'move, remove, add or lock'),
      column('reason_code', 'varchar', '原因代码', 'Reason code'),
      column('note', 'varchar', '说明', 'Note'),
      column('changed_by', 'varchar', '调整人', 'Changed by'),
      column('changed_at', 'timestamp', '调整时间', 'Changed at'),
      column('undone', 'boolean', '已撤销', 'Taken back'),
    ],
  },
  {
    name: 'draw_outcome',
    grain: text('每次抽取每个单位一行', 'One row per draw and unit that could be drawn'),
    primaryKey: ['certificate', 'unit_code'],
    columns: [
      column('certificate', 'varchar', '证书指纹', 'Hash of the certificate'),
      month,
      unitCode,
      column('stratum', 'varchar', '层', 'Stratum'),
      column('drawn', 'boolean', '抽中', 'Drawn'),
      inclusion,
      column('revealed_at', 'timestamp', '抽取时间', 'Drawn at'),
    ],
  },
];
