import { firstDay, isHoliday, isoMonth, lastDay, type Month } from './calendar.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

const TYPES: readonly (readonly [type: string, weight: number, what: string, cause: string])[] = [
  ['injury', 6, '课间活动中学生摔伤，送医处理', '现场看护不到位'],
  ['traffic', 2, '上学途中发生刮擦，一人轻伤', '上下客点秩序混乱'],
  ['food_poisoning', 1, '多名学生餐后腹痛，送医后好转', '原料储存不当'],
  ['fire', 1.2, '杂物间起火，及时扑灭', '电气线路老化'],
  ['epidemic', 1, '同班多名学生出现呕吐症状', '晨检和消毒不严'],
  ['public_order', 1, '校门口发生纠纷，一人受伤', '门卫管理不严'],
];

/**
 * The accidents of one month, rule A1: rare, several times likelier where quality is poor. Honest
 * units report within two hours; others let hours or days pass.
 */
export function accidentsOf(random: Random, month: Month, units: readonly Unit[]): Row[] {
  const rows: Row[] = [];
  for (const unit of units) {
    const { quality, honesty } = unit.behaviour;
    const rate = (isHoliday(month) ? 0.2 : 1) * (0.0005 + 0.011 * (1 - quality) ** 2.2);
    if (!random.chance(rate)) continue;
    const day = random.integer(firstDay(month), lastDay(month) - 1);
    const occurred = day * 1440 + random.integer(7 * 60, 17 * 60);
    const delay = random.chance(0.35 + 0.6 * honesty)
      ? random.integer(8, 110)
      : random.integer(150, 60 * 40);
    const [type, , what, cause] = random.weighted(TYPES, ([, weight]) => weight);
    const many = type === 'food_poisoning' || type === 'epidemic';
    rows.push({
      accident_number: `SG${isoMonth(month).replace('-', '')}${String(rows.length + 1).padStart(2, '0')}`,
      unit_code: unit.code,
      unit_name: unit.name,
      occurred_at: occurred,
      reported_at: Math.min(occurred + delay, (lastDay(month) + 1) * 1440 - 60),
      accident_type: type,
      accident_level: random.weighted(['minor', 'general', 'major'], (level) =>
        level === 'minor' ? 5 : level === 'general' ? 4 : 0.4,
      ),
      responsible: random.chance(0.45 + 0.4 * (1 - quality)),
      deaths: 0,
      injured: many ? random.integer(3, 14) : random.integer(type === 'fire' ? 0 : 1, 2),
      description: what,
      cause,
    });
  }
  return rows;
}
