import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { campaignName, day, photos, topic } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** What papers a unit handed in, and when: plans, summaries, weekly reports, duty tables; rules R4, D5, C6. */
export const handIn: Contract = {
  dataset: 'hand_in',
  label: text('材料报送登记', 'Papers handed in'),
  grain: text('每个单位每份材料一行', 'One row per unit and paper'),
  titles: ['材料报送登记', '材料收取登记表', '报送材料清单'],
  key: ['unit_code', 'document', 'handed_in_on', 'document_title'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['R4', 'D5', 'C2', 'C3', 'C6', 'C7', 'H8'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'document',
      label: text('材料类型', 'Type of paper'),
      synonyms: ['材料类别', '材料种类'],
      type: 'code',
      codes: 'document_type',
      required: true,
    },
    {
      name: 'document_title',
      label: text('材料名称', 'Title of paper'),
      example: text('消防演练计划', 'Plan of the fire drills'),
      synonyms: ['材料标题', '文件名称'],
      type: 'text',
      freeText: true,
      required: true,
    },
    {
      name: 'handed_in_on',
      label: text('交件日期', 'Handed in on'),
      synonyms: ['材料报送日期', '收件日期', '提交日期'],
      type: 'date',
      required: true,
    },
    {
      ...day('period_date', '所属日期', 'Day it is about', '材料所属日期'),
      description: text('周报写该周任一天；没有则留空', 'For a weekly report any day of that week'),
    },
    topic,
    campaignName,
    {
      name: 'item',
      label: text('事项序号', 'Item of the campaign'),
      example: text('133', '133'),
      synonyms: ['计划序号', '任务序号'],
      type: 'text',
    },
    photos,
  ],
  checks: [
    {
      code: 'handed_in_outside_month',
      fault: "handed_in_on < report_month or handed_in_on >= report_month + interval '1 month'",
      column: 'handed_in_on',
      reason: text(
        '交件日期“{value}”不在报送月份内；请核对日期，或登记到交件的那个月',
        'Handed in on "{value}", which is not in the month of the return; check the date, or enter it in its month',
      ),
    },
  ],
  warnings: [monthLongPast],
};
