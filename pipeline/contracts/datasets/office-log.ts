import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { campaignName, day, topic } from './campaign-columns.ts';

/** What the bureau, its offices and other bodies did themselves; rules T6, R1, R4, W4, W7. */
export const officeLog: Contract = {
  dataset: 'office_log',
  label: text('部门工作登记', 'Log of bodies'),
  grain: text('每个部门每件工作一行', 'One row per body and piece of work'),
  titles: ['部门工作登记', '处室工作登记表', '部门工作台账'],
  key: ['entry_number'],
  period: null,
  supersedes: 'row',
  rules: ['T6', 'R1', 'R4', 'W4', 'W6', 'W7', 'C8'],
  columns: [
    {
      name: 'entry_number',
      label: text('登记编号', 'Entry'),
      example: text('2025-031', '2025-031'),
      synonyms: ['工作编号'],
      type: 'text',
      required: true,
    },
    {
      name: 'body',
      label: text('部门', 'Body'),
      synonyms: ['责任部门', '工作部门', '处室'],
      type: 'code',
      codes: 'body',
      required: true,
    },
    {
      name: 'entry_date',
      label: text('工作日期', 'Date of work'),
      synonyms: ['办理日期'],
      type: 'date',
      required: true,
    },
    {
      name: 'activity_type',
      label: text('活动类型', 'Type of activity'),
      synonyms: ['工作类型'],
      type: 'code',
      codes: 'activity_type',
    },
    {
      name: 'document',
      label: text('材料类型', 'Type of paper'),
      synonyms: ['材料类别'],
      type: 'code',
      codes: 'document_type',
    },
    topic,
    {
      name: 'work_title',
      label: text('工作内容', 'What was done'),
      example: text('食品安全专题会', 'Meeting on food safety'),
      synonyms: ['工作事项'],
      type: 'text',
      freeText: true,
    },
    day('period_date', '所属日期', 'Day it is about', '材料所属日期'),
    campaignName,
  ],
  checks: [
    {
      code: 'activity_or_document',
      fault: '(activity_type is null) = (document is null)',
      column: 'activity_type',
      reason: text(
        '活动类型和材料类型应恰填一项',
        'Give either the type of activity or the type of paper',
      ),
    },
  ],
};
