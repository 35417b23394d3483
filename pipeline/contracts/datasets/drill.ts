import type { Column, Contract } from '../contract.ts';
import { text } from '../text.ts';
import { monthLongPast, reportMonth, unitCode, unitName } from './common.ts';

const trace = (name: string, zh: string, en: string, ...synonyms: string[]): Column => ({
  name,
  label: text(zh, en),
  synonyms,
  type: 'boolean',
  absent: 'false',
});

/** The log of drills, rules D1–D4. */
export const drill: Contract = {
  dataset: 'drill',
  label: text('应急演练记录', 'Drill log'),
  grain: text('每个单位每次演练一行', 'One row per unit and drill'),
  titles: ['应急演练记录', '演练台账', '应急演练登记表', '应急疏散演练统计表', '演练情况'],
  key: ['unit_code', 'drill_date', 'drill_type'],
  period: 'report_month',
  supersedes: 'return',
  rules: ['D1', 'D2', 'D3', 'D4'],
  columns: [
    reportMonth,
    unitCode,
    unitName,
    {
      name: 'drill_date',
      label: text('演练日期', 'Date of drill'),
      synonyms: ['演练时间', '日期', '时间'],
      type: 'date',
      required: true,
    },
    {
      name: 'drill_type',
      label: text('演练类别', 'Type of drill'),
      synonyms: ['演练类型', '演练内容', '演练项目', '演练主题'],
      type: 'code',
      codes: 'drill_type',
      required: true,
    },
    {
      name: 'drill_form',
      label: text('演练方式', 'Form'),
      synonyms: ['演练形式'],
      type: 'code',
      codes: 'drill_form',
      absent: "'practical'",
    },
    {
      name: 'place',
      label: text('演练地点', 'Place'),
      example: text('教学楼、操场', 'Teaching building and playground'),
      synonyms: ['地点'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'participants',
      label: text('参演人数', 'Participants'),
      example: text('860', '860'),
      synonyms: ['参加人数', '人数', '参加部门和人员'],
      type: 'integer',
      unit: text('人', 'people'),
      min: 0,
      max: 50_000,
    },
    {
      name: 'commander',
      label: text('总指挥', 'Commander'),
      example: text('王校长', 'Headteacher Wang'),
      synonyms: ['指挥', '负责人'],
      type: 'text',
      personal: true,
    },
    {
      name: 'evacuation_seconds',
      label: text('疏散用时', 'Evacuation time'),
      example: text('115', '115'),
      synonyms: ['疏散时间', '用时（秒）', '用时'],
      type: 'integer',
      unit: text('秒', 's'),
      min: 0,
      max: 36_000,
    },
    trace('has_plan', '有预案', 'Plan', '预案', '演练方案'),
    trace('has_record', '有记录', 'Record', '记录', '演练过程'),
    trace('has_comment', '有现场点评', 'On-site comment', '点评', '会议'),
    trace('has_review', '有评估', 'Review', '效果评审', '评估', '反馈'),
    trace('has_follow_up', '有整改', 'Follow-up', '整改', '改进措施'),
  ],
  checks: [
    {
      code: 'drill_outside_month',
      fault: "drill_date < report_month or drill_date >= report_month + interval '1 month'",
      column: 'drill_date',
      reason: text(
        '演练日期“{value}”不在报送月份内；请核对日期，或报到演练的那个月',
        'The drill of "{value}" is not in the month of the return; check the date, or report it in its month',
      ),
    },
  ],
  warnings: [
    {
      code: 'more_than_school',
      fault: 'participants > people',
      column: 'participants',
      beside: 'people',
      detail: text('people::varchar', 'people::varchar'),
      reason: text(
        '参演人数“{value}”多于全校学生与教职工之和（名册上共 {detail} 人）；请核对人数，有外单位参加的不必改动',
        '"{value}" took part, but the school has {detail} students and staff; check the number, and leave it if others joined in',
      ),
    },
    {
      code: 'nobody_took_part',
      fault: 'participants = 0',
      column: 'participants',
      reason: text(
        '参演人数是 0；请填实际参加的人数，没有开展的演练不要填报',
        'Nobody took part; fill in how many did, and leave out a drill that was not held',
      ),
    },
    {
      code: 'in_future',
      fault: 'drill_date > received_at',
      column: 'drill_date',
      reason: text(
        '演练日期“{value}”晚于收到报表的日子；还没有开展的演练不要填报，请核对日期',
        'The drill of "{value}" had not been held when the log came; check the date',
      ),
    },
    monthLongPast,
  ],
};
