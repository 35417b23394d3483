import { isoMonth, yearOfMonth, type Day, type Month } from './calendar.ts';
import { drawCourse, type Course } from './courses.ts';
import { person } from './names.ts';
import { edited, wordingOf, type Wording } from './phrases.ts';
import type { Random } from './random.ts';
import { drawWorkArea, majorChance, type WorkAreaWeights } from './risks.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** A hazard as an inspector meets it. */
export interface Sighting {
  readonly workArea: string;
  readonly wording: Wording;
  readonly major: boolean;
}

/** A hazard as the unit wrote it down. */
export interface Hazard extends Sighting {
  readonly number: string;
  readonly found: Day;
  readonly course: Course;
  /** Columns that stay the same from month to month. */
  readonly fixedColumns: Row;
}

/** Sources of the unit's own ledger, rule H6, by how often they occur. */
const SOURCES: readonly (readonly [string, number])[] = [
  ['self_daily', 46],
  ['self_monthly', 34],
  ['group_officer', 3],
  ['safety_inspector', 4],
  ['third_party', 4],
  ['area_mutual', 3],
  ['special', 3],
  ['leader_led', 1.5],
  ['higher_level', 1],
  ['hotline', 0.5],
];

/** How one unit writes hazards down: under which number, in which words. */
export class Entries {
  #numbers = 0;
  #year = 0;
  #copied: { workArea: string; wording: Wording }[] = [];

  constructor(
    readonly random: Random,
    readonly habits: Random,
    readonly unit: Unit,
    readonly weights: WorkAreaWeights,
  ) {}

  /** Writes down a hazard found on a day. */
  write(day: Day, month: Month): Hazard {
    const { random, unit } = this;
    if (yearOfMonth(month) !== this.#year) [this.#year, this.#numbers] = [yearOfMonth(month), 0];
    this.#numbers++;
    const major = random.chance(majorChance(unit));
    const course = drawCourse(random, unit, day, major);
    const { workArea, wording } = this.#wording(month, major);
    const number = `${this.#year}-${String(this.#numbers).padStart(3, '0')}`;
    const long = major || course.fixed - day > 45;
    const fixedColumns: Row = {
      unit_code: unit.code,
      unit_name: unit.name,
      hazard_number: number,
      found_date: day,
      source: random.weighted(SOURCES, ([, weight]) => weight)[0],
      finder: person(random),
      place: wording.place,
      description: wording.description,
      work_area: workArea,
      severity: major ? 'major' : 'general',
      measures: wording.measures,
      funds:
        random.chance(0.55) || major ? Math.round(random.exponential(major ? 60 : 6)) * 100 : null,
      responsible_party: random.pick(['总务处', '后勤处', '德育处', '办公室', '教务处']),
      responsible_person: person(random, '主任'),
      interim_controls: long
        ? random.pick(['设置警示标识并专人看护', '停用封闭', '加密巡查'])
        : null,
      contingency_plan:
        long && random.chance(0.8) ? random.pick(['已制定专项预案', '并入学校总预案']) : null,
      supervision_number: major ? `督${isoMonth(month).replace('-', '')}${number.slice(-3)}` : null,
    };
    return { number, found: day, major, workArea, wording, course, fixedColumns };
  }

  /** A copier writes the same three sentences month after month; some honest clerks have stock phrases. */
  #wording(month: Month, major: boolean): { workArea: string; wording: Wording } {
    const { random, unit } = this;
    const stock = unit.character.ways.custom === 'stock_phrases';
    const copies = unit.character.habit === 'copier';
    const again = copies ? unit.character.ways.dose : 0.5;
    const kept = copies ? 3 : 12;
    if ((copies || stock) && !major && this.#copied.length >= kept && random.chance(again)) {
      const { workArea, wording } = random.pick(this.#copied);
      return { workArea, wording: copies ? edited(this.habits, wording) : wording };
    }
    const workArea = drawWorkArea(random, this.weights, month);
    const fresh = { workArea, wording: wordingOf(random, workArea, major) };
    if ((copies || stock) && !major && this.#copied.length < kept) this.#copied.push(fresh);
    return fresh;
  }
}
