import type { Column, RowWarning } from '../contract.ts';
import { text, type Text } from '../text.ts';

/** Columns that several returns share, so that they are read alike everywhere. */
export const reportMonth: Column = {
  name: 'report_month',
  label: text('报送月份', 'Month of return'),
  synonyms: ['月份', '报表月份', '所属月份', '填报月份', '统计月份', '上报月份'],
  type: 'month',
  required: true,
};

/**
 * Days after its month began that a return may come, or a row after its day, before its year may be a slip of the pen.
 * A year as days: sums with an interval take twenty times as long for each row.
 */
const LONG_PAST = 365;

/** The month of a return is that of another year, or the return comes very late. */
export const monthLongPast: RowWarning = {
  code: 'month_long_past',
  fault: `report_month <= received_at::date - ${LONG_PAST}`,
  column: 'report_month',
  of: 'return',
  detail: text("strftime(report_month, '%Y年%-m月')", "strftime(report_month, '%Y-%m')"),
  reason: text(
    '报送月份是{detail}，到收到时已过一年；如写错了年份（也可能错在标题、工作表名或文件名里），请改正后重报，确是补报的不必改动',
    'The month of return is {detail}, a year or more before it came; if its year is a slip (perhaps in the title, the sheet or the file name), mend it and send it again; leave it if the return is late',
  ),
};

/**
 * The day of a row is that of another year, or the row tells of what is long past: a year or more before it came, and
 * alone among the days of its file. A file that is all of that time is an archive, and nothing is odd about it.
 * @param day name of the column
 */
export const dayLongPast = (day: string, label: Text): RowWarning => ({
  code: 'day_long_past',
  fault: `${day}::date <= received_at::date - ${LONG_PAST} and (${day} < days_from or days = 1)`,
  column: day,
  beside: 'days',
  detail: text(`strftime(${day}, '%Y年%-m月%-d日')`, `strftime(${day}, '%Y-%m-%d')`),
  reason: text(
    `${label.zh}是{detail}，到收到时已过一年，文件中其他日期也不能印证；如写错了年份，请改正后重报，确是那时的不必改动`,
    `“${label.en}” is {detail}, a year or more before it came, and no other day of the file bears it out; if its year is a slip, mend it and send it again; leave it if it is right`,
  ),
});

export const unitCode: Column = {
  name: 'unit_code',
  label: text('单位代码', 'Unit code'),
  example: text('S001', 'S001'),
  synonyms: ['学校代码', '机构代码', '标识码', '学校标识码', '单位编码', '受检单位代码'],
  type: 'text',
  required: true,
};

export const unitName: Column = {
  name: 'unit_name',
  label: text('单位名称', 'Unit name'),
  example: text('青禾实验小学', 'Qinghe Experimental Primary School'),
  description: text('没有单位代码时据此对应单位', 'Finds the unit where the code is missing'),
  synonyms: [
    '学校名称',
    '学校',
    '单位',
    '受检单位',
    '被检查单位',
    '填报单位',
    '报送单位',
    '检查单位名称',
  ],
  type: 'text',
};

export const workArea: Column = {
  name: 'work_area',
  label: text('领域', 'Work area'),
  synonyms: ['隐患类别', '隐患类型', '问题分类', '问题类别', '检查项目', '所属领域', '类别'],
  type: 'code',
  codes: 'work_area',
  required: true,
};

export const severity: Column = {
  name: 'severity',
  label: text('隐患等级', 'Severity'),
  synonyms: ['隐患级别', '风险等级', '等级', '问题等级', '级别'],
  type: 'code',
  codes: 'severity',
  required: true,
};

export const deadline: Column = {
  name: 'deadline',
  label: text('整改期限', 'Deadline'),
  synonyms: ['整改时限', '治理期限', '计划完成日期', '限期整改日期', '完成时限'],
  type: 'date',
};
