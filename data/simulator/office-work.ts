import {
  dayIn,
  firstDay,
  isoMonth,
  lastDay,
  numberOfMonth,
  type Day,
  type Month,
} from './calendar.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';

/** What a body does: `activity` or `document`, its type, topic, and what it is called. */
type Work = readonly [
  body: string,
  what: 'activity' | 'document',
  type: string,
  topic: string,
  title: string,
];

const MONTHLY: readonly Work[] = [
  ['bureau', 'document', 'monthly_report', 'general', '安全月报'],
  ['bureau', 'document', 'bulletin', 'general', '工作简报'],
  ['bureau', 'document', 'risk_list', 'general', '月度风险清单'],
  ['bureau', 'document', 'hazard_numbers', 'general', '隐患编号'],
  ['bureau', 'document', 'feedback', 'general', '安防消防检查反馈'],
  ['bureau', 'activity', 'meeting', 'general', '局务会'],
  ['bureau', 'activity', 'special_meeting', 'general', '安全专题会'],
  ['bureau', 'activity', 'publicity', 'general', '安全宣传'],
  ['bureau', 'activity', 'reminder', 'general', '安全提醒'],
  ['bureau', 'activity', 'inspection', 'general', '专项检查'],
  ['bureau', 'activity', 'inspection', 'fire', '消防检查'],
  ['bureau', 'activity', 'inspection', 'security', '周边整治'],
  ['bureau', 'activity', 'inspection', 'laboratory', '危化品检查'],
];

/** Meetings that the deputy head of the bureau holds each month. */
const LED: readonly Work[] = [
  ['bureau_deputy', 'activity', 'special_meeting', 'general', '安全工作例会'],
  ['bureau_deputy', 'activity', 'special_meeting', 'general', '安全专题会议'],
];

const MEETINGS = ['food', 'bus', 'health', 'food', 'health', 'general'] as const;
const TRAININGS = [
  'security',
  'fire',
  'laboratory',
  'food',
  'electricity',
  'water',
  'rescue',
  'guards',
] as const;

/** What else the bodies do, by the month of the year. */
const YEARLY: Readonly<Partial<Record<number, readonly Work[]>>> = {
  1: [['bureau', 'document', 'plan', 'general', '年度安全计划']],
  2: [
    ['bureau', 'document', 'plan', 'laboratory', '危化品治理计划'],
    ['bureau', 'activity', 'special_meeting', 'bus', '校车工作会'],
  ],
  3: [
    ['bureau', 'activity', 'lecture', 'general', '安全宣讲'],
    ['bureau', 'document', 'report', 'general', '一季度进展'],
    ['committee', 'activity', 'meeting', 'general', '专委会会议'],
    ['bureau', 'document', 'plan', 'general', '专项计划'],
    ['bureau', 'activity', 'area_meeting', 'general', '片长会'],
    ['training_points', 'activity', 'training', 'guards', '新保安培训'],
  ],
  4: [
    ['bureau', 'activity', 'observation', 'fire', '演练观摩'],
    ['bureau', 'activity', 'area_meeting', 'general', '片长会'],
  ],
  5: [
    ['bureau', 'activity', 'contest', 'security', '安保比武'],
    ['bureau', 'activity', 'lecture', 'general', '宣讲团宣讲'],
    ['training_points', 'activity', 'training', 'guards', '新保安培训'],
  ],
  6: [
    ['bureau', 'activity', 'launch', 'general', '安全生产月启动'],
    ['bureau', 'document', 'statistics', 'security', '技防统计'],
    ['bureau', 'document', 'statistics', 'bus', '校车统计'],
    ['bureau', 'activity', 'education', 'general', '暑期前教育'],
    ['member_agencies', 'activity', 'education', 'general', '暑期前提醒'],
    ['bureau', 'document', 'report', 'general', '二季度进展'],
    ['committee', 'activity', 'study', 'general', '专题学习'],
    ['bureau_head', 'activity', 'lecture', 'general', '局长专题课'],
    ['member_agencies', 'document', 'feedback', 'general', '检查反馈'],
  ],
  7: [
    ['bureau_head', 'activity', 'lecture', 'general', '局长宣讲'],
    ['bureau_deputy', 'activity', 'lecture', 'general', '分管局长宣讲'],
    ['bureau', 'activity', 'training', 'fire', '消防培训'],
    ['bureau', 'activity', 'study', 'general', '方案学习'],
  ],
  8: [
    ['bureau', 'activity', 'survey', 'bus', '校车调研'],
    ['bureau', 'activity', 'training', 'laboratory', '危化品培训'],
    ['streets', 'activity', 'inspection', 'general', '培训机构检查'],
    ['bureau', 'document', 'summary', 'general', '半年总结'],
    ['committee', 'document', 'summary', 'general', '排查阶段总结'],
    ['bureau', 'document', 'report', 'general', '整治进展'],
    ['bureau', 'document', 'report', 'security', '安防达标报告'],
    ['bureau', 'document', 'report', 'laboratory', '危化品报告'],
    ['bureau', 'document', 'report', 'fire', '消防报告'],
  ],
  9: [
    ['bureau', 'activity', 'special_meeting', 'bus', '校车专题会'],
    ['traffic_police', 'activity', 'special_meeting', 'bus', '校车专题会'],
    ['police', 'activity', 'special_meeting', 'general', '治安会'],
    ['market_regulator', 'activity', 'special_meeting', 'food', '食品会'],
    ['bureau', 'activity', 'launch', 'general', '百日攻坚启动'],
    ['bureau', 'activity', 'launch', 'fire', '消防百日攻坚启动'],
    ['bureau', 'document', 'notice', 'general', '成立领导小组'],
    ['bureau', 'document', 'draft', 'general', '方案稿'],
    ['bureau', 'document', 'draft', 'general', '分工稿'],
    ['bureau', 'document', 'draft', 'general', '计划稿'],
    ['bureau', 'document', 'report', 'general', '三季度进展'],
    ['committee', 'activity', 'meeting', 'general', '专委会会议'],
    ['training_points', 'activity', 'training', 'guards', '新保安培训'],
  ],
  10: [
    ['bureau', 'activity', 'training', 'security', '安保培训'],
    ['bureau', 'activity', 'contest', 'security', '安保比武'],
    ['bureau', 'activity', 'meeting', 'security', '培训点会议'],
    ['bureau', 'activity', 'observation', 'fire', '消防演练观摩'],
    ['bureau', 'activity', 'area_meeting', 'general', '片长会'],
    ['bureau', 'document', 'notice', 'general', '印发方案'],
    ['bureau', 'document', 'notice', 'general', '印发分工'],
    ['bureau', 'document', 'notice', 'general', '印发计划'],
    ['bureau', 'document', 'notice', 'general', '新保安意见'],
    ['bureau', 'activity', 'lecture', 'general', '安全宣讲'],
  ],
  11: [
    ['committee', 'activity', 'meeting', 'general', '专委会会议'],
    ['bureau', 'activity', 'training', 'guards', '新保安轮训'],
    ['bureau', 'document', 'material', 'general', '安全课程'],
    ['bureau', 'activity', 'area_meeting', 'general', '片长会'],
    ['training_points', 'activity', 'training', 'guards', '新保安培训'],
  ],
  12: [
    ['committee', 'activity', 'meeting', 'general', '总结会'],
    ['committee', 'document', 'summary', 'general', '专项整治总结'],
    ['bureau', 'document', 'summary', 'general', '百日攻坚总结'],
    ['bureau', 'document', 'summary', 'fire', '消防攻坚总结'],
    ['bureau', 'document', 'summary', 'laboratory', '危化品总结'],
    ['bureau', 'activity', 'training', 'guards', '新保安轮训'],
    ['bureau', 'document', 'report', 'general', '年度报告'],
    ['higher_level', 'activity', 'inspection', 'general', '上级督查'],
    ['member_agencies', 'document', 'feedback', 'general', '检查反馈'],
    ['committee', 'activity', 'study', 'general', '专题学习'],
  ],
};

/** What the bureau and the other bodies enter into their log in one month; now and then something is left undone. */
export function officeWork(random: Random, month: Month): Row[] {
  const number = numberOfMonth(month);
  const rows: Row[] = [];
  const add = (
    [body, what, type, topic, title]: Work,
    day: Day,
    period: Day | null = null,
  ): void => {
    if (!random.chance(0.95)) return;
    rows.push({
      entry_number: `${isoMonth(month)}-${String(rows.length + 1).padStart(3, '0')}`,
      body,
      entry_date: day,
      activity_type: what === 'activity' ? type : null,
      document: what === 'document' ? type : null,
      topic,
      work_title: title,
      period_date: period,
      campaign: null,
    });
  };
  const some = (): Day => dayIn(month, random.integer(2, 27));
  for (const work of MONTHLY) add(work, some());
  const topic = MEETINGS[month % MEETINGS.length] ?? 'general';
  add(['bureau', 'activity', 'special_meeting', topic, '专题会'], some());
  const training = TRAININGS[month % TRAININGS.length] ?? 'fire';
  add(['bureau', 'activity', 'training', training, '专题培训'], some());
  for (const work of YEARLY[number] ?? []) add(work, some());
  // Third parties report the month before, by the 3rd.
  add(
    ['third_party', 'document', 'feedback', 'general', '维保检查反馈'],
    dayIn(month, random.integer(1, 5)),
    firstDay(month) - 3,
  );
  for (let day = firstDay(month); day <= lastDay(month); day++) {
    // 1970-01-01 was a Thursday.
    const weekday = day % 7;
    if (number < 10) break;
    if (weekday === 6)
      for (const body of ['police', 'law_enforcement'])
        add([body, 'document', 'feedback', 'general', '每周检查反馈'], day, day);
    if (weekday === 0)
      add(['committee', 'document', 'weekly_report', 'general', '整治周报'], day, day);
  }
  for (const work of LED) add(work, some());
  if (number % 3 === 0)
    add(['bureau_head', 'activity', 'meeting', 'general', '局长安全会议'], some());
  return rows;
}
