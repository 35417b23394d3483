import { lastDay } from '../calendar.ts';
import { SCHOOLS } from '../exposures.ts';
import type { Row } from '../row.ts';
import type { UnitLog } from './unit-log.ts';

const TOPICS = ['fire', 'security', 'education', 'responsibility', 'food', 'emergency'] as const;
const LESSONS = ['education', 'bus', 'drowning', 'bullying', 'fire', 'mental_health'] as const;

function act(log: UnitLog, type: string, topic: string, title: string, more: Row = {}): void {
  const people = Math.max(3, Number(log.unit.register['staff'] ?? 10));
  log.add('activity', {
    activity_date: log.day(),
    activity_type: type,
    topic,
    activity_title: title,
    campaign: null,
    times: 1,
    attendances: Math.round(people * log.random.between(0.7, 1)),
    photos: log.random.integer(0, 4),
    ...more,
  });
}

/** Trainings, lectures, lessons, exercises and meetings of a month. */
export function logActivities(log: UnitLog, teaches: boolean): void {
  const { random, month } = log;
  const topic = TOPICS[month % TOPICS.length] ?? 'fire';
  act(log, 'training', topic, '教职工安全培训', { activity_date: log.day(2, 19) });
  act(log, 'training', 'fire', '消防全员培训', { activity_date: log.day(20, 26) });
  act(log, 'lecture', 'general', '负责人安全宣讲');
  if ([3, 6, 9, 12].includes(log.number)) act(log, 'study', 'general', '安全专题学习');
  if ([6, 9, 11].includes(log.number)) act(log, 'publicity', 'general', '安全宣传活动');
  if (teaches) {
    const lesson = log.number === 6 ? 'drowning' : (LESSONS[month % LESSONS.length] ?? 'fire');
    act(log, 'education', lesson, '主题班会与安全课');
    act(log, 'guard_exercise', 'security', '保安每日一练', {
      activity_date: lastDay(month),
      times: random.integer(18, 23),
      attendances: random.integer(2, 8),
    });
    act(log, 'daily_check', 'general', '每日一查', {
      activity_date: lastDay(month),
      times: random.integer(19, 23),
      attendances: random.integer(1, 4),
      photos: null,
    });
  }
  if (log.unit.register['area_lead'] === true && [3, 10].includes(log.number))
    act(log, 'area_meeting', 'general', '片区安全工作会');
  if (SCHOOLS.has(log.unit.kind) && !log.unit.parent && random.chance(0.3))
    act(log, 'inspection', 'general', '集团安全排查');
}
