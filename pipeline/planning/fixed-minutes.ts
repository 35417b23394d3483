import type { PlanMonth, Situation } from './situation.ts';
import type { PlanUnit } from './unit.ts';

/** Minutes of a month that are spoken for before anything is chosen. */
export interface FixedMinutes {
  /** Of all teams. */
  readonly all: number;
  /** Of bureau teams: of all but what mutual teams have locked. */
  readonly bureau: number;
}

/**
 * Minutes that the drawn, rolled over and locked visits of a month take, with the way to each.
 * @param leg minutes of the way to a unit
 */
export function fixedMinutes(
  situation: Situation,
  month: PlanMonth,
  leg: (unit: PlanUnit) => number,
): FixedMinutes {
  const { minutesPerStop } = situation.request.rules.travel;
  const locked = new Map(month.locked.map((visit) => [visit.unitCode, visit]));
  let [all, bureau] = [0, 0];
  for (const unit of situation.units) {
    if (!month.fixed.has(unit.code)) continue;
    const visit = locked.get(unit.code);
    const minutes = visit?.minutes ?? situation.minutes(unit, 'double_random');
    const whole = minutes + minutesPerStop + leg(unit);
    all += whole;
    if (visit?.type !== 'area_mutual') bureau += whole;
  }
  return { all, bureau };
}
