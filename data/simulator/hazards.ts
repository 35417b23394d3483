import { dayIn, firstDay, lastDay, type Day, type Month } from './calendar.ts';
import { closingMinutes } from './closings.ts';
import { drawCourse, progressOf } from './courses.ts';
import { Entries, type Hazard, type Sighting } from './entries.ts';
import type { Random } from './random.ts';
import { hazardRate, workAreasOf } from './risks.ts';
import type { WorkAreaWeights } from './risks.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** What a month brought at a unit, admitted or not. */
export interface MonthOfHazards {
  readonly arisen: number;
  readonly hidden: number;
}

/** A hazard that was struck off and turned up again. */
export interface Relapse {
  readonly hazard: string;
  /** Month whose return first lists it again. */
  readonly month: Month;
}

/** Share of closings that do not last, and of those where they are for show. */
const RELAPSES = 0.012;
const SHAM_RELAPSES = 0.05;

/** Days for which the ledger remembers what was struck off. */
const CLOSED_KEPT = 120;

/** One unit's own ledger through time. */
export class HazardLedger {
  readonly relapses: Relapse[] = [];
  /** Struck off, but coming back in a month. */
  #returning: { readonly hazard: Hazard; readonly month: Month }[] = [];
  readonly #luck: Random;
  readonly #habits: Random;
  /** What was hidden, as long as it is there to be found. */
  #hidden: { readonly from: Day; readonly to: Day }[] = [];
  /** Struck off in the last months. */
  #closed: Hazard[] = [];
  #open: Hazard[] = [];
  /** Those struck off in the last list, by number. */
  #struckOff = new Map<string, Hazard>();
  readonly #entries: Entries;
  readonly #weights: WorkAreaWeights;

  constructor(
    readonly random: Random,
    readonly unit: Unit,
  ) {
    this.#weights = workAreasOf(random, unit);
    this.#luck = random.fork('relapses');
    this.#habits = random.fork('habits');
    this.#entries = new Entries(random, this.#habits, unit, this.#weights);
  }

  get weights(): WorkAreaWeights {
    return this.#weights;
  }

  /** Lets a month's hazards arise; the unit writes down those that it admits. */
  live(month: Month): MonthOfHazards {
    const { random, unit } = this;
    const arisen = random.poisson(hazardRate(unit, month));
    const days = Array.from({ length: arisen }, () =>
      random.integer(firstDay(month), lastDay(month)),
    ).sort((one, other) => one - other);
    const reported = this.#reportedOf(days, month);
    for (const day of reported) this.#open.push(this.#entries.write(day, month));
    const hidden = days
      .filter((day) => !reported.includes(day))
      .slice(0, Math.max(0, arisen - reported.length));
    this.#hidden = [
      ...this.#hidden.filter(({ to }) => to >= firstDay(month)),
      ...hidden.map((from) => ({ from, to: from + this.#habits.integer(20, 90) })),
    ];
    return { arisen, hidden: hidden.length };
  }

  /** The days of the hazards that the unit writes down: those that it admits, or as many as it likes. */
  #reportedOf(days: readonly Day[], month: Month): Day[] {
    const { random, unit } = this;
    const { behaviour, character } = unit;
    const admitted = days.filter(() => random.chance(0.15 + 0.85 * behaviour.honesty));
    const habits = this.#habits;
    // Silence is broken now and then, whatever the dose.
    if (character.habit === 'zero_reporter' && habits.chance(0.85 + 0.12 * character.ways.dose))
      return [];
    if (character.habit === 'steady_reporter' && habits.chance(0.7 + 0.3 * character.ways.dose)) {
      // Early enough for all to stand in the return of the month.
      const wanted = (unit.code.charCodeAt(unit.code.length - 1) % 3) + 2;
      return Array.from({ length: wanted }, (_, index) =>
        Math.min(days[index] ?? habits.integer(firstDay(month), lastDay(month)), dayIn(month, 17)),
      ).sort((one, other) => one - other);
    }
    return admitted;
  }

  /**
   * What somebody who comes on a day could find of what the unit knows.
   * @returns `open`: on its list and there; `closed`: struck off by it in the last months; `hidden`: how
   *   many are there that it never wrote down
   */
  lookedAt(day: Day): { open: readonly Sighting[]; closed: readonly Sighting[]; hidden: number } {
    const there = ({ found, course }: Hazard): boolean => found <= day && day < course.fixed;
    return {
      open: [...this.#open, ...this.#closed].filter(there),
      closed: this.#closed.filter(({ course }) => course.struckOff < day),
      hidden: this.#hidden.filter(({ from, to }) => from <= day && day < to).length,
    };
  }

  /**
   * The rows that a return filled in on `day` lists: all that were open or have been struck off since
   * the last return. What is struck off in a return that is sent will not be listed again.
   */
  list(month: Month, day: Day): Row[] {
    const { unit } = this;
    const rows: Row[] = [];
    const staying: Hazard[] = [];
    this.#closed = this.#closed.filter(({ course }) => course.struckOff > day - CLOSED_KEPT);
    this.#struckOff = new Map();
    for (const hazard of [...this.#comeBack(month, day), ...this.#open]) {
      if (hazard.found > day) {
        staying.push(hazard);
        continue;
      }
      const row: Row = {
        report_month: month,
        ...hazard.fixedColumns,
        ...progressOf(hazard.course, hazard.found, day),
      };
      const overdue = row['closed_date'] === null && Number(row['deadline']) < day - 60;
      row['escalated_to'] =
        overdue || (hazard.major && row['closed_date'] === null)
          ? this.unit.parent
            ? 'group'
            : 'bureau'
          : null;
      rows.push(row);
      if (row['status'] === 'struck_off') this.#strikeOff(hazard, month);
      else staying.push(hazard);
    }
    this.#open = staying;
    const minutes = closingMinutes(this.#habits, unit, rows, day);
    for (const [row, minute] of minutes) row['closing_recorded_at'] = minute;
    return rows;
  }

  /** Lists a hazard again next month although it was struck off: its row had been refused. */
  listAgain(number: string): void {
    const hazard = this.#struckOff.get(number);
    if (hazard) this.#open.unshift(hazard);
    this.#returning = this.#returning.filter((one) => one.hazard.number !== number);
  }

  /** Major hazards that were open before a month. */
  openMajors(month: Month): readonly unknown[] {
    return this.#open.filter(({ major, found }) => major && found < firstDay(month));
  }

  /** Takes over what is open of the ledger of a unit that went into this one, under numbers of its own. */
  takeOver(ledger: HazardLedger): void {
    const { code, name } = this.unit;
    for (const [index, hazard] of ledger.#open.entries()) {
      const number = `并${String(index + 1).padStart(3, '0')}`;
      const fixedColumns = {
        ...hazard.fixedColumns,
        unit_code: code,
        unit_name: name,
        hazard_number: number,
      };
      this.#open.push({ ...hazard, number, fixedColumns });
    }
  }

  #strikeOff(hazard: Hazard, month: Month): void {
    this.#struckOff.set(hazard.number, hazard);
    this.#closed.push(hazard);
    const share = this.unit.character.habit === 'sham_closer' ? SHAM_RELAPSES : RELAPSES;
    if (this.#luck.chance(share))
      this.#returning.push({ hazard, month: month + this.#luck.integer(1, 3) });
  }

  /** What had been struck off and turns up again, with a deadline of its own. */
  #comeBack(month: Month, day: Day): Hazard[] {
    const due = this.#returning.filter((one) => one.month <= month);
    this.#returning = this.#returning.filter((one) => one.month > month);
    return due.map(({ hazard }) => {
      this.relapses.push({ hazard: hazard.number, month });
      const seen = day - this.#luck.integer(1, 6);
      const course = drawCourse(this.#luck, this.unit, seen, hazard.major);
      const fixed = Math.max(course.fixed, day + 1);
      const struckOff = Math.max(course.struckOff, fixed);
      return { ...hazard, course: { ...course, fixed, struckOff } };
    });
  }
}
