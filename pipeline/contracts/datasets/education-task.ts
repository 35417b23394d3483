import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { count } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** Completion of the education platform's tasks by unit and topic; rule T4. */
export const educationTask: Contract = {
  dataset: 'education_task',
  label: text('安全教育平台完成情况', 'Tasks of the education platform'),
  grain: text('每个单位每月每项平台任务一行', 'One row per unit, month and task of the platform'),
  titles: ['安全教育平台完成情况', '平台任务完成情况', '安全教育平台统计'],
  key: ['unit_code', 'report_month', 'platform_task'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['T4', 'C2'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'platform_task',
      label: text('平台任务', 'Task of the platform'),
      example: text('防溺水专题', 'Drowning'),
      synonyms: ['专题名称', '平台专题'],
      type: 'text',
      freeText: true,
      required: true,
    },
    {
      ...count('students_assigned', '应完成人数', 'Pupils it is set to', '应学人数'),
      required: true,
    },
    {
      ...count('students_completed', '已完成人数', 'Pupils who completed it', '完成人数'),
      required: true,
    },
    {
      name: 'completed_on',
      label: text('平台完成日期', 'Completed on'),
      synonyms: ['全部完成日期'],
      type: 'date',
    },
  ],
  checks: [
    {
      code: 'more_completed_than_assigned',
      fault: 'students_completed > students_assigned',
      column: 'students_completed',
      reason: text(
        '已完成人数“{value}”多于应完成人数；请核对两个数',
        '"{value}" completed it, more than it is set to; check both numbers',
      ),
    },
  ],
  warnings: [monthLongPast],
};
