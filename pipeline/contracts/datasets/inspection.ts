import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { dayLongPast, unitCode, unitName } from './common.ts';

/** One visit by inspectors, rule I1. Its findings are a dataset of their own. */
export const inspection: Contract = {
  dataset: 'inspection',
  label: text('检查记录', 'Inspections'),
  grain: text('每次检查一行', 'One row per inspection'),
  titles: ['检查记录', '检查情况汇总', '督查检查情况', '安全检查登记表', '检查汇总表'],
  key: ['inspection_number'],
  period: null,
  supersedes: 'row',
  rules: ['I1', 'I2', 'I3'],
  columns: [
    {
      name: 'inspection_number',
      label: text('检查编号', 'Inspection number'),
      example: text('JC2026-0101', 'JC2026-0101'),
      synonyms: ['检查单号', '记录编号', '文书编号'],
      type: 'text',
      required: true,
    },
    unitCode,
    unitName,
    {
      name: 'inspection_date',
      label: text('检查日期', 'Date of inspection'),
      synonyms: ['检查时间', '日期'],
      type: 'date',
      required: true,
    },
    {
      name: 'inspection_type',
      label: text('检查类型', 'Type'),
      synonyms: ['检查方式', '检查类别', '检查形式'],
      type: 'code',
      codes: 'inspection_type',
      required: true,
    },
    {
      name: 'team',
      label: text('检查组', 'Team'),
      example: text('第一检查组', 'Team 1'),
      synonyms: ['检查小组', '检查部门', '检查组别'],
      type: 'text',
    },
    {
      name: 'inspectors',
      label: text('检查人员', 'Inspectors'),
      example: text('王老师、李老师', 'Mr Wang, Ms Li'),
      synonyms: ['检查人', '检查组成员'],
      type: 'text',
      personal: true,
    },
    {
      name: 'result',
      label: text('检查结论', 'Result'),
      synonyms: ['检查结果', '结论', '结果'],
      type: 'code',
      codes: 'inspection_result',
    },
    {
      name: 'points',
      label: text('检查记分', 'Points of the inspection'),
      description: text(
        '检查本身给出的记分，越高越差；填了就代替按问题等级计分',
        'Points that the inspection itself gave, higher is worse; they stand in for those of its findings',
      ),
      synonyms: ['扣分合计'],
      type: 'number',
      min: 0,
      max: 10_000,
    },
    {
      name: 'note',
      label: text('备注', 'Note'),
      example: text('现场已交办', 'Handed over on the spot'),
      synonyms: ['说明'],
      type: 'text',
      freeText: true,
    },
  ],
  checks: [],
  warnings: [
    {
      code: 'in_future',
      fault: 'inspection_date > received_at',
      column: 'inspection_date',
      reason: text(
        '检查日期“{value}”晚于收到报表的日子；请核对日期',
        'The inspection of "{value}" had not been made when the list came; check the date',
      ),
    },
    dayLongPast('inspection_date', text('检查日期', 'Date of inspection')),
  ],
  doubles: { columns: ['inspection_date', 'inspection_type', 'team'], column: 'inspection_date' },
};
