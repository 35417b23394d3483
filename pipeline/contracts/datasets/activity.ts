import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { campaignName, count, photos, topic } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** The log of meetings, training, lectures, education and observations of a unit; rules T1–T6, D4. */
export const activity: Contract = {
  dataset: 'activity',
  label: text('安全活动记录', 'Activity log'),
  grain: text('每个单位每次活动一行', 'One row per unit and activity'),
  titles: ['安全活动记录', '活动台账', '培训会议宣讲记录', '安全教育活动登记表'],
  key: ['unit_code', 'activity_date', 'activity_type', 'topic'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['T1', 'T2', 'T3', 'T5', 'T6', 'C2', 'C6', 'C7', 'F2'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'activity_date',
      label: text('活动日期', 'Date of activity'),
      synonyms: ['活动时间', '开展日期'],
      type: 'date',
      required: true,
    },
    {
      name: 'activity_type',
      label: text('活动类型', 'Type of activity'),
      synonyms: ['活动类别', '活动形式'],
      type: 'code',
      codes: 'activity_type',
      required: true,
    },
    { ...topic, required: true },
    {
      name: 'activity_title',
      label: text('活动名称', 'Title of activity'),
      example: text('消防安全全员培训', 'Fire training of all staff'),
      synonyms: ['活动内容', '会议名称', '培训名称'],
      type: 'text',
      freeText: true,
    },
    campaignName,
    {
      ...count('times', '开展次数', 'Times held', '活动次数'),
      absent: '1',
      min: 1,
    },
    count('attendances', '参加人次', 'Attendances', '参与人次', '受训人次'),
    photos,
  ],
  checks: [
    {
      code: 'activity_outside_month',
      fault: "activity_date < report_month or activity_date >= report_month + interval '1 month'",
      column: 'activity_date',
      reason: text(
        '活动日期“{value}”不在报送月份内；请核对日期，或报到活动的那个月',
        'The activity of "{value}" is not in the month of the return; check the date, or report it in its month',
      ),
    },
  ],
  warnings: [monthLongPast],
};
