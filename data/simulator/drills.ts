import { dayIn, isHoliday, type Day, type Month } from './calendar.ts';
import { person } from './names.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import { SCHOOLS } from './exposures.ts';
import type { Unit } from './units.ts';

const TYPES: readonly (readonly [type: string, weight: number])[] = [
  ['fire', 9],
  ['earthquake', 6],
  ['stampede', 3],
  ['violence', 3],
  ['food', 1],
  ['health', 1.5],
  ['weather', 1.5],
  ['other', 0.5],
];

/** The drills of one unit through time, rules D1–D4. */
export class DrillHabit {
  #sinceLast = 2;
  readonly #figures: Random;
  #last: Row | undefined;

  constructor(
    readonly random: Random,
    readonly unit: Unit,
  ) {
    this.#figures = random.fork('figures');
  }

  /** The drills that a unit held in a month, none of them after `last`. */
  live(month: Month, last: Day): Row[] {
    const { random, unit } = this;
    this.#sinceLast++;
    const rows: Row[] = [];
    const taken = new Set<string>();
    for (let drill = 0; drill < this.#count(month); drill++) {
      const type = random.weighted(typesOf(unit), ([, weight]) => weight)[0];
      const day = Math.min(dayIn(month, random.integer(3, 27)), last);
      if (taken.has(`${type}/${day}`)) continue;
      taken.add(`${type}/${day}`);
      rows.push(this.#asWritten(this.#row(month, day, type)));
    }
    if (rows.length > 0) this.#sinceLast = 0;
    return rows;
  }

  /** Schools owe one a teaching month, kindergartens one every two; others drill now and then. */
  #count(month: Month): number {
    const { random, unit } = this;
    if (isHoliday(month)) return 0;
    const { drilling } = unit.behaviour;
    const faithful = 0.55 + 0.45 * Math.min(1, drilling * 1.25);
    if (SCHOOLS.has(unit.kind)) {
      if (!random.chance(faithful)) return 0;
      return random.chance(0.12 * drilling) ? 2 : 1;
    }
    if (unit.kind === 'kindergarten') {
      const due = this.#sinceLast >= 2 || isHoliday(month + 1);
      return random.chance(due ? faithful : 0.25 * drilling) ? 1 : 0;
    }
    return random.chance(0.2 + 0.2 * drilling) ? 1 : 0;
  }

  #row(month: Month, day: Day, type: string): Row {
    const { random, unit } = this;
    const { drilling } = unit.behaviour;
    const people = Number(unit.register['students']) + Number(unit.register['staff']);
    const tabletop = random.chance(0.05 + 0.15 * (1 - drilling));
    const trace = (ease: number): boolean => random.chance(Math.min(0.995, ease + 0.6 * drilling));
    return {
      report_month: month,
      unit_code: unit.code,
      unit_name: unit.name,
      drill_date: day,
      drill_type: type,
      drill_form: tabletop ? 'tabletop' : 'practical',
      place: random.pick(['操场', '教学楼', '综合楼', '食堂', '大门口', '活动室']),
      participants: tabletop
        ? random.integer(8, 30)
        : Math.round(people * random.between(0.6, 0.98)),
      commander: person(random, '校长'),
      evacuation_seconds: tabletop
        ? null
        : Math.round(random.between(80, 150) + 60 * (1 - drilling)),
      has_plan: trace(0.5),
      has_record: trace(0.5),
      has_comment: trace(0.42),
      has_review: trace(0.4),
      has_follow_up: trace(0.36),
    };
  }

  /** What the clerk makes of a drill: its figures, those of an earlier one, or round ones. */
  #asWritten(row: Row): Row {
    const { character, register } = this.unit;
    const before = this.#last;
    const practical = row['drill_form'] === 'practical';
    const people = Number(row['participants']);
    const seconds = row['evacuation_seconds'];
    let written: Row = row;
    if (before && practical && character.shows('drill_copier', this.#figures)) {
      const { participants, evacuation_seconds, place, commander } = before;
      written = { ...row, participants, evacuation_seconds, place, commander } as Row;
    } else if (
      character.habit === 'heaper' &&
      this.#figures.chance(0.5 + 0.5 * character.ways.dose)
    ) {
      const step = people > 200 ? 50 : 10;
      written = {
        ...row,
        participants: Math.max(step, Math.round(people / step) * step),
        evacuation_seconds: seconds === null ? null : Math.round(Number(seconds) / 10) * 10,
      };
    } else if (character.ways.custom === 'rounder' && this.#figures.chance(0.7)) {
      written = { ...row, participants: Math.max(10, Math.round(people / 10) * 10) };
    } else if (character.ways.custom === 'whole_school' && practical) {
      written = { ...row, participants: Number(register['students']) + Number(register['staff']) };
    }
    if (practical) this.#last = written;
    return written;
  }
}

function typesOf(unit: Unit): readonly (readonly [string, number])[] {
  const own: (readonly [string, number])[] = [...TYPES];
  if (unit.register['school_buses']) own.push(['bus', 2]);
  if (unit.register['chemistry_laboratory']) own.push(['laboratory', 1]);
  if (unit.register['boarders']) own.push(['night_dormitory', 1.5]);
  return own;
}
