import { dayIn, firstDay, isHoliday, lastDay, type Day, type Month } from './calendar.ts';
import { DrillHabit } from './drills.ts';
import { HazardLedger, type MonthOfHazards } from './hazards.ts';
import { person } from './names.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** How a month's return of one unit came in. */
export type Arrival = 'on_time' | 'late' | 'missing';

/** What one unit hands in for one month. Where it is missing, drills may still have been reported. */
export interface UnitReturn {
  readonly unit: Unit;
  readonly arrival: Arrival;
  readonly hazards: readonly Row[];
  readonly drills: readonly Row[];
  readonly summary: Row | undefined;
  readonly truth: MonthOfHazards;
}

/** Rule H4: a unit's monthly returns through time. */
export class Reporter {
  readonly ledger: HazardLedger;
  readonly #drills: DrillHabit;
  readonly #clerk: string;
  readonly #listed = new Set<string>();

  constructor(
    readonly random: Random,
    readonly unit: Unit,
  ) {
    this.ledger = new HazardLedger(random.fork('hazards'), unit);
    this.#drills = new DrillHabit(random.fork('drills'), unit);
    this.#clerk = person(random);
  }

  /**
   * Lives through a month and fills in its return.
   * @param sent the day on which the sender of its area sends the file that is in time
   * @param lateSent the day on which the file of those who were late is sent
   */
  report(month: Month, sent: Day, lateSent: Day): UnitReturn {
    const { random, unit } = this;
    const truth = this.ledger.live(month);
    const arrival = this.#arrival();
    const day =
      arrival === 'late'
        ? Math.min(lastDay(month), lateSent - 1)
        : Math.max(dayIn(month, 18), sent - random.integer(0, 5));
    const held = this.#drills.live(month, day);
    if (arrival === 'missing') {
      const drills = random.chance(0.6) ? held : [];
      return { unit, arrival, hazards: [], drills, summary: undefined, truth };
    }
    const hazards = this.ledger.list(month, day);
    return { unit, arrival, hazards, drills: held, summary: this.#sum(month, day, hazards), truth };
  }

  #arrival(): Arrival {
    const slack = 1 - this.unit.behaviour.diligence;
    const draw = this.random.next();
    const missing = 0.002 + 0.2 * slack ** 2.5;
    if (draw < missing) return 'missing';
    return draw < missing + 0.006 + 0.32 * slack ** 1.8 ? 'late' : 'on_time';
  }

  #sum(month: Month, day: Day, hazards: readonly Row[]): Row {
    const { random, unit } = this;
    const fresh = hazards.filter((row) => !this.#listed.has(String(row['hazard_number'])));
    for (const row of hazards) this.#listed.add(String(row['hazard_number']));
    const closed = hazards.filter((row) => row['status'] === 'struck_off').length;
    return {
      report_month: month,
      unit_code: unit.code,
      unit_name: unit.name,
      self_checks: isHoliday(month)
        ? random.integer(0, 2)
        : random.integer(1, 3) + Math.round(3 * unit.behaviour.diligence),
      hazards_found: fresh.length,
      major_found: fresh.filter((row) => row['severity'] === 'major').length,
      hazards_closed: closed,
      hazards_open: hazards.length - closed,
      funds: hazards.reduce((sum, row) => sum + Number(row['funds'] ?? 0), 0),
      filled_by: this.#clerk,
      filled_date: Math.max(firstDay(month), day),
    };
  }
}

/**
 * A corrected return of the same unit and month, as it comes in some days later: one hazard that had
 * been forgotten, already struck off, and the sums that follow from it.
 */
export function corrected(random: Random, original: UnitReturn, month: Month): UnitReturn {
  const { summary, hazards, unit } = original;
  if (!summary) throw new RangeError('a missing return cannot be corrected');
  const found = dayIn(month, random.integer(2, 12));
  const forgotten: Row = {
    report_month: month,
    unit_code: unit.code,
    unit_name: unit.name,
    hazard_number: `补${String(random.integer(1, 99)).padStart(2, '0')}`,
    found_date: found,
    source: 'self_monthly',
    finder: person(random),
    place: '体育器材室',
    description: '体育器材室器材堆放过高',
    work_area: 'building',
    severity: 'general',
    measures: '重新码放',
    funds: null,
    responsible_party: '总务处',
    responsible_person: person(random, '主任'),
    interim_controls: null,
    contingency_plan: null,
    supervision_number: null,
    deadline: found + 7,
    extensions: 0,
    status: 'struck_off',
    closed_date: found + random.integer(0, 5),
    escalated_to: null,
  };
  return {
    ...original,
    hazards: [...hazards, forgotten],
    summary: {
      ...summary,
      hazards_found: Number(summary['hazards_found']) + 1,
      hazards_closed: Number(summary['hazards_closed']) + 1,
    },
  };
}
