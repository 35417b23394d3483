import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { dayLongPast, unitCode, unitName } from './common.ts';

/** Rule A1: those that must be reported within two hours. */
const MAJOR = `(accident_type in ('food_poisoning', 'epidemic', 'injury', 'death', 'public_order')
  or accident_level = 'major')`;

/** Accidents, rules A1 and A2. */
export const accident: Contract = {
  dataset: 'accident',
  label: text('事故登记', 'Accidents'),
  grain: text('每起事故一行', 'One row per accident'),
  titles: ['事故登记', '安全事故登记表', '事故统计表', '突发事件登记表', '事故台账'],
  key: ['accident_number'],
  period: null,
  supersedes: 'row',
  rules: ['A1', 'A2'],
  columns: [
    {
      name: 'accident_number',
      label: text('事故编号', 'Accident number'),
      example: text('SG2026-003', 'SG2026-003'),
      synonyms: ['事件编号', '登记号'],
      type: 'text',
      required: true,
    },
    unitCode,
    unitName,
    {
      name: 'occurred_at',
      label: text('发生时间', 'Occurred at'),
      synonyms: ['事发时间', '事故时间', '发生日期'],
      type: 'timestamp',
      required: true,
    },
    {
      name: 'reported_at',
      label: text('报告时间', 'Reported at'),
      synonyms: ['上报时间', '首报时间'],
      type: 'timestamp',
    },
    {
      name: 'accident_type',
      label: text('事故类别', 'Type'),
      synonyms: ['事故类型', '事件类别', '事件类型'],
      type: 'code',
      codes: 'accident_type',
      required: true,
    },
    {
      name: 'accident_level',
      label: text('事故等级', 'Level'),
      synonyms: ['事件等级', '等级'],
      type: 'code',
      codes: 'accident_level',
      required: true,
    },
    {
      name: 'responsible',
      label: text('单位负有责任', 'Unit responsible'),
      synonyms: ['责任事故', '是否责任事故'],
      type: 'boolean',
      absent: 'true',
    },
    {
      name: 'deaths',
      label: text('死亡人数', 'Deaths'),
      synonyms: ['死亡'],
      type: 'integer',
      unit: text('人', 'people'),
      min: 0,
      max: 10_000,
      absent: '0',
    },
    {
      name: 'injured',
      label: text('受伤人数', 'Injured'),
      synonyms: ['受伤', '伤者'],
      type: 'integer',
      unit: text('人', 'people'),
      min: 0,
      max: 10_000,
      absent: '0',
    },
    {
      name: 'description',
      label: text('简要经过', 'What happened'),
      example: text(
        '课间奔跑摔倒，右手腕骨折，送医治疗',
        'A pupil fell while running at break and broke a wrist',
      ),
      synonyms: ['事故经过', '事件经过', '情况简述'],
      type: 'text',
      freeText: true,
    },
    {
      name: 'cause',
      label: text('原因', 'Cause'),
      example: text('走廊湿滑，未设警示牌', 'Wet corridor without a warning sign'),
      synonyms: ['事故原因'],
      type: 'text',
      freeText: true,
    },
  ],
  checks: [
    {
      code: 'reported_before_occurred',
      fault: 'reported_at < occurred_at',
      column: 'reported_at',
      reason: text(
        '报告时间“{value}”早于发生时间；请核对两个时间',
        'Reported at "{value}", before it occurred; check both times',
      ),
    },
  ],
  warnings: [
    {
      code: 'reported_late',
      fault: `${MAJOR} and reported_at > occurred_at + interval '2 hours'`,
      column: 'reported_at',
      detail: text(
        "round(date_diff('minute', occurred_at, reported_at) / 60.0, 1)::varchar",
        "round(date_diff('minute', occurred_at, reported_at) / 60.0, 1)::varchar",
      ),
      reason: text(
        '发生后 {detail} 小时才报告，规定 2 小时内报告；时间填错的请更正，确属迟报的请说明情况',
        'Reported {detail} hours after it occurred; it is due within 2 hours. Mend the time if it is wrong',
      ),
    },
    {
      code: 'report_time_missing',
      fault: `${MAJOR} and reported_at is null`,
      column: 'reported_at',
      reason: text(
        '没有填报告时间，看不出是否在 2 小时内报告；请补填，例如 2025-06-03 14:30',
        'Without the time of the report it cannot be told whether it came within 2 hours; fill it in, such as 2025-06-03 14:30',
      ),
    },
    {
      code: 'harm_contradicts_type',
      fault: "accident_type = 'death' and deaths = 0",
      column: 'deaths',
      reason: text(
        '事故类别是非正常死亡，死亡人数却是 0；请核对类别和人数',
        'The type is abnormal death, but nobody died; check type and number',
      ),
    },
    {
      code: 'in_future',
      fault: 'occurred_at > received_at',
      column: 'occurred_at',
      reason: text(
        '发生时间“{value}”晚于收到报表的时间；请核对时间',
        'It occurred at "{value}", after the list came; check the time',
      ),
    },
    dayLongPast('occurred_at', text('发生时间', 'Occurred at')),
  ],
  doubles: { columns: ['occurred_at', 'accident_type'], column: 'occurred_at' },
};
