import { dayIn, numberOfMonth, type Day, type Month } from '../calendar.ts';
import type { Random } from '../random.ts';
import type { Row } from '../row.ts';
import type { Unit } from '../units.ts';

/** Registers: sent when something changes, not month by month. */
const REGISTERS: readonly string[] = ['bus', 'safe_campus'];

/** What one unit logs for campaigns in one month; like the rest of its work it goes by its diligence. */
export class UnitLog {
  readonly rows: [string, Row][] = [];
  /** Number of the month, 1 to 12. */
  readonly number: number;
  /** Chance that the unit does and logs what it should. */
  readonly faithful: number;

  constructor(
    readonly random: Random,
    readonly unit: Unit,
    readonly month: Month,
  ) {
    this.number = numberOfMonth(month);
    this.faithful = 0.6 + 0.39 * unit.behaviour.diligence;
  }

  /** Adds a row by chance. */
  add(dataset: string, row: Row, chance = this.faithful): void {
    if (!this.random.chance(chance)) return;
    const { unit, month } = this;
    const monthly = REGISTERS.includes(dataset) ? {} : { report_month: month };
    this.rows.push([dataset, { ...monthly, unit_code: unit.code, unit_name: unit.name, ...row }]);
  }

  /** Some day of the month. */
  day(from = 2, to = 26): Day {
    return dayIn(this.month, this.random.integer(from, to));
  }
}
