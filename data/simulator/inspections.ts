import { dayIn, isoMonth, numberOfMonth, type Day, type Month } from './calendar.ts';
import type { Habit } from './habits.ts';
import { drawCourse, progressOf, type Course } from './courses.ts';
import type { HazardLedger } from './hazards.ts';
import { person } from './names.ts';
import type { Random } from './random.ts';
import { majorChance } from './risks.ts';
import { sightingsOf } from './sightings.ts';
import type { Row } from './row.ts';
import { SCHOOLS } from './exposures.ts';
import type { Unit } from './units.ts';

/** A team of inspectors and how many times the usual number of findings it writes down. */
export interface Team {
  readonly name: string;
  readonly strictness: number;
  readonly members: readonly string[];
}

/** Habits that inspectors now and then prove on the spot. */
const FALSIFIES: ReadonlySet<Habit> = new Set([
  'zero_reporter',
  'under_reporter',
  'steady_reporter',
  'back_dater',
  'sham_closer',
  'drill_copier',
]);

/** Chance that a visit proves it. */
const PROVEN = 0.03;

interface OpenFinding {
  readonly found: Day;
  readonly course: Course;
  readonly row: Row;
}

export interface MonthOfInspections {
  readonly inspections: Row[];
  /** The month's new findings, then earlier ones of which something new is to be reported. */
  readonly findings: Row[];
}

/** Mean number of findings of a visit by a team of usual strictness, at a quality from 0 (worst) to 1 (best). */
export const findingsAt = (quality: number): number => 0.4 + 5.2 * (1 - quality) ** 1.6;

/** The visits of the bureau and its partners, rules I1 and I4. */
export class Inspectorate {
  readonly teams: readonly Team[];
  readonly #lastVisit = new Map<Unit, Month>();
  #open: OpenFinding[] = [];

  constructor(readonly random: Random) {
    const names = ['一', '二', '三', '四', '五', '六', '七', '八'];
    const draws = names.map(() => random.normal());
    const centre = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    this.teams = names.map((name, index) => ({
      name: `检查${name}组`,
      strictness: Math.exp(((draws[index] ?? 0) - centre) * 0.4),
      members: [person(random, '组长'), person(random), person(random)],
    }));
  }

  /**
   * One month of visits.
   * @param ledgerOf what a unit knows of its hazards
   * @param last day up to which the month's file reports
   */
  live(
    month: Month,
    units: readonly Unit[],
    ledgerOf: (unit: Unit) => HazardLedger,
    last: Day,
  ): MonthOfInspections {
    const { random } = this;
    const share = { 2: 0.08, 7: 0.07, 8: 0.17, 3: 0.2, 9: 0.22 }[numberOfMonth(month)] ?? 0.165;
    const visits = Math.max(1, Math.round(units.length * share));
    const waiting = random
      .shuffled(units)
      .map((unit) => ({ unit, turn: random.exponential(1) / this.#urgency(unit, month) }))
      .sort((one, other) => one.turn - other.turn)
      .slice(0, visits);
    const days = waiting
      .map(() => Math.min(last, dayIn(month, random.integer(2, 27))))
      .sort((a, b) => a - b);
    const inspections: Row[] = [];
    const findings: Row[] = [];
    for (const [index, { unit }] of waiting.entries()) {
      const day = days[index] ?? last;
      const number = `JC${isoMonth(month).replace('-', '')}-${String(index + 1).padStart(3, '0')}`;
      const team = random.pick(this.teams);
      const found = this.#visit(unit, ledgerOf(unit), { number, day, month, team });
      const type = typeOf(random, unit, month, this.#hasOpen(unit));
      inspections.push({
        inspection_number: number,
        unit_code: unit.code,
        unit_name: unit.name,
        inspection_date: day,
        inspection_type: type,
        team: team.name,
        inspectors: random.shuffled(team.members).slice(0, 2).join('、'),
        result: resultOf(found),
        note: null,
      });
      for (const finding of found) {
        this.#open.push(finding);
        findings.push(reportOf(finding, last));
      }
      this.#lastVisit.set(unit, month);
    }
    const isNew = new Set(findings.map(keyOf));
    const staying: OpenFinding[] = [];
    for (const finding of this.#open) {
      const row = reportOf(finding, last);
      const closed = row['status'] === 'struck_off';
      if (closed && !isNew.has(keyOf(row))) findings.push(row);
      if (!closed) staying.push(finding);
    }
    this.#open = staying;
    return { inspections, findings };
  }

  #hasOpen(unit: Unit): boolean {
    return this.#open.some(({ row }) => row['unit_code'] === unit.code);
  }

  /** Who has waited long, and whom the bureau worries about, is more likely to be visited. */
  #urgency(unit: Unit, month: Month): number {
    const waited = Math.min(12, month - (this.#lastVisit.get(unit) ?? month - 6));
    return (0.2 + waited / 6) * (1.25 - 0.5 * unit.behaviour.quality);
  }

  #visit(
    unit: Unit,
    ledger: HazardLedger,
    { number, day, month, team }: { number: string; day: Day; month: Month; team: Team },
  ): OpenFinding[] {
    const { random } = this;
    const { quality } = unit.behaviour;
    const count = Math.min(9, random.poisson(team.strictness * findingsAt(quality)));
    const caught = FALSIFIES.has(unit.character.habit) && random.chance(PROVEN);
    const sightings = sightingsOf(random, unit, ledger, { day, month, count });
    return Array.from({ length: Math.max(count, caught ? 1 : 0) }, (_, index) => {
      const sighting = sightings[index];
      const major = sighting?.major ?? random.chance(majorChance(unit));
      const falseReturn = caught && index === 0;
      return {
        found: day,
        course: drawCourse(random, unit, day, major),
        row: {
          inspection_number: number,
          finding_number: String(index + 1),
          unit_code: unit.code,
          unit_name: unit.name,
          found_date: day,
          work_area: falseReturn || !sighting ? 'responsibility' : sighting.workArea,
          severity: major ? 'major' : 'general',
          description:
            falseReturn || !sighting
              ? '上月已销号隐患现场未整改，台账与实际不符'
              : sighting.wording.description,
          false_return: falseReturn,
        },
      };
    });
  }
}

const keyOf = (row: Row): string => `${row['inspection_number']}/${row['finding_number']}`;

function reportOf({ course, found, row }: OpenFinding, day: Day): Row {
  const { deadline, status, closed_date } = progressOf(course, found, day);
  return {
    ...row,
    deadline: deadline ?? null,
    status: status ?? null,
    closed_date: closed_date ?? null,
    verified_date: status === 'struck_off' ? course.struckOff : null,
  };
}

function resultOf(findings: readonly OpenFinding[]): string {
  if (findings.some(({ row }) => row['severity'] === 'major') || findings.length > 4) return 'fail';
  return findings.length > 0 ? 'conditional' : 'pass';
}

/** Types of rule I1 that suit the month and the unit. */
function typeOf(random: Random, unit: Unit, month: Month, open: boolean): string {
  const number = numberOfMonth(month);
  const types: [string, number][] = [
    ['special', 5],
    ['covert', 2.5],
    ['area_mutual', 4],
    ['double_random', 3],
    ['unannounced', 2],
    ['third_party', 2],
    ['leader_led', 1],
    ['member_agency', 1],
    ['daily', 1.5],
  ];
  if (number === 4 || number === 5 || number === 10 || number === 11)
    types.push(['full_checkup', 4]);
  if (number === 1 || number === 4 || number === 9) types.push(['pre_holiday', 4]);
  if (number === 8) types.push(['pre_opening', 25]);
  if (number === 3 || number === 9) types.push(['term_opening', 10]);
  if (number === 1 || number === 6) types.push(['end_of_term', 6]);
  if ([2, 5, 8, 11].includes(number)) types.push(['system_sweep', 5]);
  if (unit.register['boarders']) types.push(['night_dormitory', 3]);
  if (unit.kind === 'kindergarten' && unit.register['ownership'] === 'private')
    types.push(['private_kindergarten', 4]);
  if (open) types.push(['recheck', 6]);
  const suits = ([type]: readonly [string, number]): boolean =>
    SCHOOLS.has(unit.kind) || unit.kind === 'kindergarten' || !type.includes('term');
  return random.weighted(types.filter(suits), ([, weight]) => weight)[0];
}
