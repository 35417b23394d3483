import { monthsBetween } from './calendar.ts';
import type { PlanMonth, Situation } from './situation.ts';
import type { PlanUnit } from './unit.ts';

/** In which months each unit is seen, while a plan is made. */
export class SeenMonths {
  readonly #months = new Map<string, string[]>();

  constructor(private readonly situation: Situation) {}

  note({ code }: PlanUnit, { month }: PlanMonth): void {
    const months = this.#months.get(code);
    if (months) months.push(month);
    else this.#months.set(code, [month]);
  }

  isSeen({ code }: PlanUnit, { month }: PlanMonth): boolean {
    return this.#months.get(code)?.includes(month) === true;
  }

  /** Visits of a unit so far. */
  count({ code }: PlanUnit): number {
    return this.#months.get(code)?.length ?? 0;
  }

  /** Whether another visit in a month keeps calendar and gap, to all others of the unit as well. */
  keepsGap(unit: PlanUnit, month: PlanMonth): boolean {
    const { gapMonths } = this.situation.request.rules;
    return (
      !month.fixed.has(unit.code) &&
      this.situation.isOpen(unit, month) &&
      (this.#months.get(unit.code) ?? []).every(
        (other) => Math.abs(monthsBetween(other, month.month)) >= gapMonths,
      )
    );
  }
}
