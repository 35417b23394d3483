import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { dayLongPast, deadline, severity, unitCode, unitName, workArea } from './common.ts';

/** What inspectors found, rules I4, I7 and H7. A later file with the same numbers reports rectification. */
export const finding: Contract = {
  dataset: 'finding',
  label: text('检查问题清单', 'Findings'),
  grain: text('每次检查的每个问题一行', 'One row per inspection and finding'),
  titles: ['检查问题清单', '问题清单', '检查发现问题', '整改通知清单', '问题整改清单'],
  key: ['inspection_number', 'finding_number'],
  period: null,
  supersedes: 'row',
  rules: ['I4', 'I7', 'H5', 'H7'],
  columns: [
    {
      name: 'inspection_number',
      label: text('检查编号', 'Inspection number'),
      example: text('JC2026-0101', 'JC2026-0101'),
      synonyms: ['检查单号', '记录编号', '文书编号'],
      type: 'text',
      required: true,
    },
    {
      name: 'finding_number',
      label: text('问题序号', 'Finding number'),
      example: text('1', '1'),
      synonyms: ['问题编号', '问题号'],
      type: 'text',
      required: true,
    },
    unitCode,
    unitName,
    {
      name: 'found_date',
      label: text('检查日期', 'Found on'),
      synonyms: ['检查时间', '发现日期', '发现时间'],
      type: 'date',
      required: true,
    },
    workArea,
    severity,
    {
      name: 'description',
      label: text('问题描述', 'Description'),
      example: text('二楼东侧疏散指示灯不亮', 'Exit light on the second floor, east side, is out'),
      synonyms: ['存在问题', '问题内容', '问题', '隐患描述', '发现问题'],
      type: 'text',
      freeText: true,
      required: true,
    },
    deadline,
    {
      name: 'status',
      label: text('整改情况', 'Status'),
      synonyms: ['整改状态', '销号情况', '整改结果', '当前状态'],
      type: 'code',
      codes: 'hazard_status',
      absent: "'found'",
    },
    {
      name: 'closed_date',
      label: text('整改完成日期', 'Closed on'),
      synonyms: ['整改日期', '完成时间', '销号日期', '完成日期'],
      type: 'date',
    },
    {
      name: 'verified_date',
      label: text('复查日期', 'Verified on'),
      synonyms: ['验收日期', '复查时间'],
      type: 'date',
    },
    {
      name: 'false_return',
      label: text('查实虚报瞒报', 'Proven false return'),
      description: text(
        '检查查实单位弄虚作假、虚假销号或瞒报',
        'Inspectors proved that the unit falsified, concealed or sham-closed',
      ),
      synonyms: ['弄虚作假', '虚假整改', '虚报瞒报', '是否虚报'],
      type: 'boolean',
      absent: 'false',
    },
  ],
  checks: [
    {
      code: 'closed_before_found',
      fault: 'closed_date < found_date',
      column: 'closed_date',
      reason: text(
        '整改完成日期“{value}”早于检查日期；应在检查当天或之后，请核对两个日期',
        'Closed on "{value}", before it was found; check both dates',
      ),
    },
    {
      code: 'deadline_before_found',
      fault: 'deadline < found_date',
      column: 'deadline',
      reason: text(
        '整改期限“{value}”早于检查日期；期限应在检查当天或之后，请核对两个日期',
        'The deadline "{value}" is before the day it was found; check both dates',
      ),
    },
    {
      code: 'struck_off_without_date',
      fault: "status = 'struck_off' and closed_date is null",
      column: 'closed_date',
      reason: text(
        '整改情况写的是已销号，却没有填整改完成日期；请补填，例如 2025-06-20',
        'It is struck off, but the day it was closed is missing; fill it in, such as 2025-06-20',
      ),
    },
  ],
  warnings: [
    {
      code: 'verified_before_closed',
      fault: "verified_date < closed_date and status = 'struck_off'",
      column: 'verified_date',
      reason: text(
        '复查日期“{value}”早于整改完成日期；应先整改、后复查，请核对两个日期',
        'Verified on "{value}", before it was closed; check both dates',
      ),
    },
    {
      code: 'deadline_missing',
      fault: "status not in ('reported', 'struck_off') and deadline is null",
      column: 'deadline',
      reason: text(
        '问题还没有整改完，却没有整改期限；请补填，例如 2025-07-30',
        'It is not rectified and has no deadline; fill it in, such as 2025-07-30',
      ),
    },
    {
      code: 'in_future',
      fault: 'found_date > received_at or closed_date > received_at or verified_date > received_at',
      column: 'found_date',
      reason: text(
        '检查、整改完成或复查日期晚于收到报表的日子；请核对日期',
        'Found, closed or verified after the day on which the list came; check the dates',
      ),
    },
    dayLongPast('found_date', text('检查日期', 'Found on')),
  ],
  doubles: { columns: ['found_date', 'description'], column: 'description' },
};
