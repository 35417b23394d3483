import { firstDay, lastDay, yearOfMonth } from '../calendar.ts';
import type { Row } from '../row.ts';
import type { UnitLog } from './unit-log.ts';

function paper(
  log: UnitLog,
  document: string,
  title: string,
  from: number,
  to: number,
  more: Row = {},
): void {
  log.add('hand_in', {
    document,
    document_title: title,
    handed_in_on: log.day(from, to),
    period_date: null,
    topic: 'general',
    campaign: null,
    item: null,
    photos: null,
    ...more,
  });
}

/** Plans, summaries, lists and reports handed in in a month. */
export function logPapers(log: UnitLog): void {
  const { month } = log;
  const year = yearOfMonth(month);
  const number = log.number;
  if ([2, 9].includes(number)) paper(log, 'drill_plan', '学期演练计划', 8, 27);
  if ([1, 6].includes(number)) paper(log, 'drill_summary', '学期演练总结', 15, 28);
  if (number === 12) paper(log, 'annual_report', `${year}年安全工作报告`, 15, 30);
  if (number === 10)
    paper(log, 'plan', '三年行动实施方案', 3, 14, { campaign: '安全专项整治三年行动' });
  if (number === 4) paper(log, 'notice', '成立安全领导小组的通知', 5, 28);
  if (number === 5)
    paper(log, 'plan', '主体责任清单宣贯方案', 5, 28, { campaign: '主体责任清单宣贯' });
  if (number === 6) safetyMonthPapers(log);
  if (log.unit.kind === 'campus') campusPapers(log);
}

function safetyMonthPapers(log: UnitLog): void {
  for (const [campaign, photos] of [
    ['安全生产月（八项活动）', null],
    ['安全生产月（统计表）', log.random.weighted([3, 2, 0], (each) => each + 0.3)],
  ] as const)
    paper(log, 'summary', `${campaign}总结`, 20, 29, { campaign, photos });
  paper(log, 'plan', '安全生产月工作方案', 3, 12, { campaign: '安全生产月（统计表）' });
  paper(log, 'plan', '重要节点维稳方案', 5, 20, { topic: 'emergency' });
  if (log.unit.register['exam_site'] === true)
    paper(log, 'plan', '考点安全保障方案', 1, 10, { topic: 'exam' });
}

function campusPapers(log: UnitLog): void {
  const { month } = log;
  for (let day = firstDay(month); day <= lastDay(month); day++)
    if (day % 7 === 0)
      paper(log, 'weekly_report', `第${1 + Math.floor((day - firstDay(month)) / 7)}周进展`, 1, 1, {
        handed_in_on: day,
        period_date: day,
      });
  if (log.number === 12) {
    paper(log, 'plan', '集团整治方案', 8, 24, { campaign: '集团安全专项整治' });
    paper(log, 'responsibility_list', '校区责任清单', 8, 24);
    paper(log, 'archive', '安全工作档案', 10, 28);
    paper(log, 'duty_table', '元旦值班表', 27, 31);
  }
  const before: Partial<Record<number, [string, number, number]>> = {
    1: ['春节值班表', 24, 28],
    2: ['春节值班表', 12, 16],
    4: ['劳动节值班表', 26, 30],
    6: ['端午值班表', 14, 18],
    9: ['国庆值班表', 20, 30],
  };
  const table = before[log.number];
  if (table) paper(log, 'duty_table', ...table);
}
