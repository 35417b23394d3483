import { lastDay } from '../calendar.ts';
import type { UnitLog } from './unit-log.ts';

const RISKS = [
  ['food', '食堂操作间', '燃气使用与油烟管道', '每周检漏，定期清洗'],
  ['security', '校门口', '上下学人车混行', '护学岗值守，错时放学'],
  ['fire', '学生宿舍', '用电负荷与疏散通道', '每日巡查，清理通道'],
  ['building', '旧教学楼', '外墙与护栏老化', '隔离警示，列入维修'],
  ['laboratory', '实验室', '危化品存放与废液', '双人双锁，定期清运'],
] as const;

/** Monthly returns of those that teach: risks, platforms, lessons online, fire checks, waste. */
export function logReturns(log: UnitLog): void {
  const { random, unit, month } = log;
  for (const [index, risk] of random.shuffled(RISKS).slice(0, 2).entries()) {
    const [area, place, description, measures] = risk;
    log.add('risk_list', {
      risk_number: `F${index + 1}`,
      work_area: area,
      risk_place: place,
      risk_description: description,
      risk_level: random.weighted(
        ['high', 'medium', 'low'],
        (level) => ({ high: 1, medium: 4, low: 3 })[level] ?? 1,
      ),
      control_measures: measures,
      controller: null,
    });
  }
  const listed = random.integer(0, 6);
  log.add('platform_upload', {
    platform: 'province',
    uploaded_on: lastDay(month) + random.weighted([0, 1, 3], (late) => 6 - late * 1.7),
    problems_listed: listed,
    problems_uploaded: listed,
  });
  const pupils = Number(unit.register['students'] ?? 0);
  const missing = random.chance(log.faithful) ? 0 : random.integer(1, Math.max(1, pupils >> 4));
  log.add(
    'education_task',
    {
      platform_task: ['安全第一课', '119 消防', '防溺水', '交通安全'][month % 4] ?? '安全教育',
      students_assigned: pupils,
      students_completed: Math.max(0, pupils - missing),
      completed_on: log.day(12, 28),
    },
    0.97,
  );
  fireCheck(log);
  if (unit.register['chemistry_laboratory'] === true) {
    const waste = {
      waste_produced: random.integer(1, 9),
      waste_stored: random.integer(0, 4),
      waste_disposed: random.integer(0, 6),
    };
    log.add('hazardous_waste', {
      waste_report: 'month',
      declared_on: log.day(20, 28),
      ...waste,
    });
    if (log.number === 3)
      log.add('hazardous_waste', {
        waste_report: 'plan',
        declared_on: log.day(5, 28),
        waste_produced: null,
        waste_stored: null,
        waste_disposed: null,
      });
  }
}

function fireCheck(log: UnitLog): void {
  const ten = [
    'rules_kept',
    'daily_checks_done',
    'staff_informed',
    'key_places_managed',
    'equipment_working',
    'flues_cleaned',
    'lines_inspected',
    'systems_maintained',
    'ebike_area_checked',
    'fire_hazards_rectified',
  ];
  const occasion =
    { 1: 'holiday', 2: 'opening', 6: 'holiday', 8: 'opening', 9: 'opening' }[log.number] ??
    'monthly';
  log.add('fire_check', {
    fire_check_date: log.day(),
    occasion,
    ...Object.fromEntries(ten.map((name) => [name, log.random.chance(0.9)])),
  });
}
