import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { count } from './campaign-columns.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

/** What was reported to the outside platforms; rule R2. */
export const platformUpload: Contract = {
  dataset: 'platform_upload',
  label: text('平台上传登记', 'Uploads to platforms'),
  grain: text('每个单位每月每个平台一行', 'One row per unit, month and platform'),
  titles: ['平台上传登记', '问题清单上传登记表'],
  key: ['unit_code', 'report_month', 'platform'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['R2', 'H4'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'platform',
      label: text('平台', 'Platform'),
      synonyms: ['上传平台', '平台名称'],
      type: 'code',
      codes: 'platform',
      required: true,
    },
    {
      name: 'uploaded_on',
      label: text('上传日期', 'Uploaded on'),
      synonyms: ['上传时间'],
      type: 'date',
      required: true,
    },
    count('problems_listed', '问题条数', 'Problems listed', '清单条数'),
    count('problems_uploaded', '已上传条数', 'Problems uploaded', '上传条数'),
  ],
  checks: [
    {
      code: 'more_uploaded_than_listed',
      fault: 'problems_uploaded > problems_listed',
      column: 'problems_uploaded',
      reason: text(
        '已上传条数“{value}”多于问题条数；请核对两个数',
        '"{value}" problems uploaded, more than listed; check both numbers',
      ),
    },
  ],
  warnings: [monthLongPast],
};
