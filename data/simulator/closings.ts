import type { Day } from './calendar.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** Minutes of a working day, from 8:00 to 17:30. */
const workingMinute = (random: Random): number => random.integer(8 * 60, 17 * 60 + 30);

/**
 * When the closings that a return lists were entered: minutes since 1970, one for each row struck off.
 * Most clerks enter a closing on the day; some sit down once a month; some do all with one keystroke.
 * @param day on which the return is filled in
 */
export function closingMinutes(
  random: Random,
  unit: Unit,
  rows: readonly Row[],
  day: Day,
): [Row, number][] {
  const { character } = unit;
  const closed = rows.filter((row) => row['status'] === 'struck_off');
  const once = day * 1440 + workingMinute(random);
  let last = once;
  return closed.map((row): [Row, number] => {
    if (character.shows('minute_closer', random)) return [row, once];
    if (character.ways.custom === 'month_end_closer') {
      last += random.integer(1, 6);
      return [row, Math.min(last, day * 1440 + 1439)];
    }
    // Two on one screen are now and then entered within the same minute.
    const own = Number(row['closed_date']) * 1440 + workingMinute(random);
    last = random.chance(0.04) && last >= own ? last : own;
    return [row, last];
  });
}
