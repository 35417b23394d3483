import type { Column, Contract } from '../contract.ts';
import { formFields, formTitle, type FormField } from '../forms/safety-month-table.ts';
import { text } from '../text.ts';
import { count, photos } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** A blank of the form as a column. */
function columnOf({ name, label, kind }: FormField): Column {
  if (kind === 'number') return { ...count(name, label.zh, label.en), required: true };
  if (kind === 'text')
    return {
      name,
      label,
      type: 'text',
      freeText: true,
      example: text('主题升旗仪式', 'Flag-raising with a theme'),
    };
  return { name, label, type: 'boolean', required: true };
}

/**
 * The statistics table of the safety month, rule C3: sent in its own merged form, or one row a unit.
 * A central school's table is that of itself and its members.
 */
export const safetyMonthReturn: Contract = {
  dataset: 'safety_month_return',
  label: text('安全生产月统计表', 'Safety-month table'),
  grain: text('每个报送单位每月一行', 'One row per reporting unit and month'),
  titles: [formTitle.zh, '安全生产月统计表', '活动进展情况统计表'],
  key: ['unit_code', 'report_month'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['C3', 'W2'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      ...count('units_covered', '汇总单位数', 'Units covered', '汇总单位个数'),
      description: text(
        '中心校填本校加所属单位；自报的填 1',
        'A central school: itself and its members; else 1',
      ),
      example: text('1', '1'),
      absent: '1',
      min: 1,
    },
    ...formFields.map(columnOf),
    photos,
    {
      name: 'contact',
      label: text('联络员', 'Contact'),
      example: text('陈老师', 'Mr Chen'),
      synonyms: ['表联系人'],
      type: 'text',
      personal: true,
    },
    {
      name: 'contact_telephone',
      label: text('联系电话', 'Telephone'),
      example: text('0000000', '0000000'),
      synonyms: ['表联系电话'],
      type: 'text',
      personal: true,
    },
  ],
  checks: [
    {
      code: 'more_units_than_members',
      fault: `units_covered > 1 + (
        select count(distinct registered.member)
        from (select unit_code as member, parent_code as parent from intake.unit) as registered
        where registered.parent = unit_code)`,
      column: 'units_covered',
      reason: text(
        '汇总单位数“{value}”多于名册上的所属单位（含本单位）；请核对名册或汇总范围',
        'Covers "{value}" units, more than the register has under it, itself included; check the register or what was added up',
      ),
    },
  ],
  warnings: [monthLongPast],
};
