import { MADE_NUMBER, type RowWarning } from '../contract.ts';
import { text } from '../text.ts';
import { monthLongPast } from './common.ts';
import { LACKS_A_THING, MISSING_THINGS } from './five-things.ts';

/** Not rectified yet, as far as the row says. */
const UNRECTIFIED = "status not in ('reported', 'struck_off')";

/** The day that the row speaks of: the end of its month, or the day it came where that is earlier. */
const AS_OF = "least(received_at, report_month + interval '1 month')";

/** What is odd in a row of the ledger, or not yet as the rules want it: told of, and loaded. */
export const hazardWarnings: readonly RowWarning[] = [
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
];
