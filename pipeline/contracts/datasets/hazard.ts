import { MADE_NUMBER, type Contract } from '../contract.ts';
import { text } from '../text.ts';
import {
  deadline,
  monthLongPast,
  reportMonth,
  severity,
  unitCode,
  unitName,
  workArea,
} from './common.ts';
import { LACKS_A_THING, MISSING_THINGS } from './five-things.ts';

/** Not rectified yet, as far as the row says. */
const UNRECTIFIED = "status not in ('reported', 'struck_off')";

/** The day that the row speaks of: the end of its month, or the day it came where that is earlier. */
const AS_OF = "least(received_at, report_month + interval '1 month')";

/** A unit's own ledger of hazards, rules H1–H3 and H5–H7. An open hazard is listed again every month. */
export const hazard: Contract = {
  dataset: 'hazard',
  label: text('隐患台账', 'Hazard ledger'),
  grain: text('每个单位每月每条隐患一行', 'One row per unit, month of return and hazard'),
  titles: ['隐患台账', '隐患排查治理台账', '安全隐患清单', '问题隐患清单', '隐患排查整改台账'],
  key: ['unit_code', 'report_month', 'hazard_number'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['H1', 'H2', 'H3', 'H5', 'H6', 'H7'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'hazard_number',
      label: text('隐患编号', 'Hazard number'),
      example: text('YH2026-10-01', 'YH2026-10-01'),
      synonyms: ['编号', '台账编号', '问题编号'],
      type: 'text',
      required: true,
    },
    {
      name: 'found_date',
      label: text('发现日期', 'Found on'),
      synonyms: ['发现时间', '检查时间', '检查日期', '登记时间', '排查时间', '排查日期'],
      type: 'date',
      required: true,
    },
    {
      name: 'source',
      label: text('隐患来源', 'Source'),
      synonyms: ['来源', '检查方式', '发现方式', '排查方式'],
      type: 'code',
      codes: 'hazard_source',
      absent: "'self_monthly'",
    },
    {
      name: 'finder',
      label: text('发现人', 'Found by'),
      example: text('李老师', 'Ms Li'),
      synonyms: ['登记人', '上报人', '检查人', '排查人'],
      type: 'text',
      personal: true,
    },
    {
      name: 'place',
      label: text('部位', 'Place'),
      example: text('综合楼二楼走廊', 'Second-floor corridor'),
      synonyms: ['隐患部位', '隐患位置', '隐患具体地点', '检查工点', '场所', '地点'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'description',
      label: text('隐患描述', 'Description'),
      example: text('灭火器压力不足', 'Fire extinguisher below pressure'),
      synonyms: [
        '隐患内容',
        '隐患问题描述',
        '隐患情况',
        '隐患标题',
        '问题描述',
        '存在问题',
        '存在隐患',
      ],
      type: 'text',
      freeText: true,
      required: true,
    },
    workArea,
    severity,
    {
      name: 'measures',
      label: text('整改措施', 'Measures'),
      example: text('更换灭火器', 'Replace the extinguisher'),
      synonyms: ['整改要求（措施）', '整改要求', '治理措施', '防范措施'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'funds',
      label: text('投入资金', 'Funds'),
      example: text('1500', '1500'),
      synonyms: ['整改资金', '资金', '资金投入'],
      type: 'number',
      unit: text('元', 'CNY'),
      min: 0,
      max: 1_000_000_000,
    },
    deadline,
    {
      name: 'responsible_party',
      label: text('整改责任单位', 'Responsible party'),
      example: text('总务处', 'General affairs office'),
      synonyms: ['责任单位', '责任部门'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'responsible_person',
      label: text('整改责任人', 'Responsible person'),
      example: text('王老师', 'Mr Wang'),
      synonyms: ['责任人', '负责人'],
      type: 'text',
      personal: true,
    },
    {
      name: 'interim_controls',
      label: text('临时管控措施', 'Interim controls'),
      example: text('从相邻楼层调用备用灭火器', 'Spare extinguisher moved from the next floor'),
      synonyms: ['管控措施', '临时措施'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'contingency_plan',
      label: text('应急预案', 'Contingency plan'),
      example: text('消防应急预案', 'Fire contingency plan'),
      synonyms: ['预案'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'status',
      label: text('整改情况', 'Status'),
      synonyms: [
        '销号情况',
        '当前状态',
        '整改状态',
        '复查结果',
        '验收情况',
        '整改结果',
        '是否整改',
      ],
      type: 'code',
      codes: 'hazard_status',
      required: true,
    },
    {
      name: 'closed_date',
      label: text('整改完成日期', 'Closed on'),
      synonyms: ['整改日期', '完成时间', '销号日期', '完成日期', '整改完成时间'],
      type: 'date',
    },
    {
      name: 'closing_recorded_at',
      label: text('销号登记时间', 'Closing recorded at'),
      example: text('2026-10-18 16:05', '2026-10-18 16:05'),
      synonyms: ['系统销号时间', '办结登记时间', '销号录入时间'],
      type: 'timestamp',
    },
    {
      name: 'extensions',
      label: text('延期次数', 'Extensions'),
      synonyms: ['延期'],
      type: 'integer',
      min: 0,
      max: 99,
      absent: '0',
    },
    {
      name: 'supervision_number',
      label: text('督办编号', 'Supervision number'),
      example: text('DB2026-08', 'DB2026-08'),
      synonyms: ['编号督办', '挂牌督办号'],
      type: 'text',
    },
    {
      name: 'escalated_to',
      label: text('提级对象', 'Escalated to'),
      synonyms: ['上报对象'],
      type: 'code',
      codes: 'escalation',
    },
  ],
  checks: [
    {
      code: 'closed_before_found',
      fault: 'closed_date < found_date',
      column: 'closed_date',
      reason: text(
        '整改完成日期“{value}”早于发现日期；应在发现当天或之后，请核对两个日期',
        'Closed on "{value}", before it was found; check both dates',
      ),
    },
    {
      code: 'deadline_before_found',
      fault: 'deadline < found_date',
      column: 'deadline',
      reason: text(
        '整改期限“{value}”早于发现日期；期限应在发现当天或之后，请核对两个日期',
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
    {
      code: 'found_after_report_month',
      fault: "found_date >= report_month + interval '1 month'",
      column: 'found_date',
      reason: text(
        '发现日期“{value}”晚于报送月份；这条隐患应报在发现的那个月，请核对日期或月份',
        'Found on "{value}", after the month of the return; report it in the month it was found, or mend the date',
      ),
    },
  ],
  warnings: [
    {
      code: 'five_things_missing',
      fault: `${UNRECTIFIED} and (found_date < report_month or severity = 'major')
        and (${LACKS_A_THING})`,
      column: 'status',
      detail: MISSING_THINGS,
      reason: text(
        '不能当场整改完的隐患，还缺：{detail}；请补填',
        'It cannot be fixed at once and stays open, but lacks: {detail}; fill these in',
      ),
    },
    {
      code: 'overdue_without_extension',
      fault: `${UNRECTIFIED} and deadline < ${AS_OF} and extensions = 0`,
      column: 'deadline',
      reason: text(
        '整改期限“{value}”已过，隐患还没有整改完，也没有办延期；请尽快整改，或办理延期并填写延期次数',
        'The deadline "{value}" has passed, it is not rectified, and no extension was granted; rectify it, or have the deadline extended and count the extension',
      ),
    },
    {
      code: 'major_without_supervision',
      fault: `severity = 'major' and ${UNRECTIFIED} and supervision_number is null`,
      column: 'supervision_number',
      reason: text(
        '重大隐患尚未整改完，应编号督办；请填写督办编号，例如 DB2026-08',
        'A major hazard that is open is supervised under a number; fill it in, such as DB2026-08',
      ),
    },
    {
      code: 'major_not_escalated',
      fault: `severity = 'major' and ${UNRECTIFIED} and deadline < ${AS_OF} and escalated_to is null`,
      column: 'escalated_to',
      reason: text(
        '重大隐患过了期限仍未整改完，应提级上报；请填写提级对象：集团或中心校、教育局、属地政府',
        'A major hazard past its deadline is to be escalated; say to whom: group or central school, bureau, local government',
      ),
    },
    {
      code: 'number_made',
      fault: `starts_with(hazard_number, '${MADE_NUMBER}')`,
      column: 'hazard_number',
      reason: text(
        '表里没有认出“隐患编号”一列，已按发现日期、部位和描述编为“{value}”；下月再报这条隐患，这三项请照抄，或加一列隐患编号',
        'No column with hazard numbers was found; "{value}" was made of the day, the place and the description. Keep these three as they are when it is reported again, or add the column',
      ),
    },
    {
      code: 'closed_but_open',
      fault: `${UNRECTIFIED} and closed_date is not null`,
      column: 'status',
      reason: text(
        '填了整改完成日期，整改情况却是“{value}”；若已整改，请改为“已整改待验收”或“已销号”',
        'The day it was closed is filled in, yet its state is "{value}"; if it is rectified, say so',
      ),
    },
    {
      code: 'found_long_before',
      fault: "found_date < report_month - interval '1 year'",
      column: 'found_date',
      reason: text(
        '发现日期“{value}”比报送月份早一年以上；请核对年份，确属久拖未改的不必改动',
        'Found on "{value}", over a year before the month of the return; check the year, and leave it if it has really been open that long',
      ),
    },
    {
      code: 'closed_long_before',
      fault: "closed_date < report_month - interval '1 month'",
      column: 'closed_date',
      reason: text(
        '整改完成日期“{value}”比报送月份早一个月以上；早已销号的隐患不必再报，请核对月份或日期',
        'Closed on "{value}", over a month before the month of the return; what was closed long ago need not be listed again: check month and date',
      ),
    },
    {
      code: 'in_future',
      fault: 'found_date > received_at or closed_date > received_at',
      column: 'found_date',
      reason: text(
        '发现日期或整改完成日期晚于收到报表的日子；请核对日期',
        'Found or closed after the day on which the return came; check the dates',
      ),
    },
    {
      code: 'month_in_future',
      fault: 'report_month > received_at',
      column: 'report_month',
      reason: text(
        '报送月份“{value}”晚于收到报表的日子；请核对月份',
        'The month "{value}" had not begun when the return came; check the month',
      ),
    },
    monthLongPast,
  ],
  numbering: { column: 'hazard_number', day: 'found_date', words: ['place', 'description'] },
  doubles: {
    columns: ['found_date', 'place', 'description'],
    column: 'description',
    copies: { words: ['place', 'description'], fresh: 'found_date >= report_month' },
  },
};
