import { monthsBetween } from './calendar.ts';
import { assignTeams, typeFor } from './assign-teams.ts';
import { checkPlan } from './check-plan.ts';
import { MonthChooser } from './choose-months.ts';
import { labelVisits } from './label-visits.ts';
import { clashingRules, type ClashingRule } from './month-rules.ts';
import type { PlanControl, PlannedVisit, PlanRequest } from './plan.ts';
import { valueOf, type PlanValue } from './plan-value.ts';
import { Situation, type PlanMonth } from './situation.ts';
import { TeamRoster, type Task } from './team-day.ts';
import type { PlanUnit } from './unit.ts';

/** A plan and how good it is. */
export interface Plan extends PlanValue {
  readonly visits: readonly PlannedVisit[];
  /** No plan is worth more than this: how far the objective may be from the best. */
  readonly bound: number;
  /** (bound − objective) ÷ bound. */
  readonly gap: number;
  /** Stopped before the end: the best so far. */
  readonly stopped: boolean;
}

/** First guess of the share of a day that visits and ways fill. */
const FILL = 0.88;
const SECONDS = 4;
const GAP = 0.003;

/**
 * Makes a plan in three steps, each of which keeps every rule that cannot be broken:
 * months for each unit (column generation over all teams' time taken together), a team for each visit of a
 * month (assignment), and days with routes and pairs (insertion). What does not fit moves to another month
 * or falls away, and time left over is filled with whatever is worth most. Taking the steps one after
 * another costs something: the gap is measured against a bound for all of it at once, in which every visit
 * takes only the shortest way there is and days fill to the last minute.
 * @throws nothing of its own; what cannot be met is found by `checkPlan` and explained by `explainClash`
 */
export async function makePlan(request: PlanRequest, control: PlanControl = {}): Promise<Plan> {
  const situation = new Situation(request);
  const { stopRequested = () => false, onProgress, seconds = SECONDS } = control;
  onProgress?.({ step: 'months', done: 0, total: 1 });
  const chooser = new MonthChooser(situation, {
    leg: (unit) => situation.leg(unit) * 1.6 + 6,
    fill: FILL,
    gap: GAP,
    seconds,
    stopRequested,
    onBetter: (best, bound) => onProgress?.({ step: 'months', done: 0, total: 1, best, bound }),
  });
  const choice = await chooser.choose();
  const builder = new PlanBuilder(situation);
  const { months } = situation;
  const tasks = tasksByMonth(situation, choice.patterns);
  for (const [index, month] of months.entries()) {
    onProgress?.({ step: 'days', done: index, total: months.length });
    await builder.place(month, tasks[index] ?? []);
  }
  builder.repair();
  onProgress?.({ step: 'fill', done: 0, total: 1 });
  if (!stopRequested()) builder.fill(stopRequested);
  const { visits, travelMinutes } = builder.finish();
  const value = valueOf(situation, visits, travelMinutes);
  onProgress?.({ step: 'bound', done: 0, total: 1 });
  const relaxed = await new MonthChooser(situation, {
    leg: (unit) => situation.leg(unit),
    fill: 1,
    gap: 2 * GAP,
    seconds,
    stopRequested,
    leftOut: shortRules(situation, visits),
  }).relax();
  const bound = relaxed.bound + fixedValue(situation);
  return {
    ...value,
    visits,
    bound,
    gap: bound > 0 ? Math.max(0, (bound - value.objective) / bound) : 0,
    stopped: stopRequested(),
  };
}

/** Rules that a plan falls short of: the bound must not count on them either. */
const shortRules = (situation: Situation, visits: readonly PlannedVisit[]): Set<ClashingRule> => {
  const short = new Set<string>(
    checkPlan(situation, visits).map(({ rule }) =>
      rule === 'drawn_missing' ? 'random_share' : rule,
    ),
  );
  return new Set(clashingRules.filter((rule) => short.has(rule)));
};

/** What drawn and locked visits are worth: the same in every plan. */
function fixedValue(situation: Situation): number {
  const { value } = situation.request.rules;
  let total = 0;
  for (const unit of situation.units) {
    const months = situation.months.filter((month) => month.fixed.has(unit.code));
    months.forEach((month, before) => {
      total += unit.expected * (month.weight - 1 + value.repeatYield ** before);
    });
    if (months.length > 0) total += (value.deterrence * unit.score) / 100;
  }
  return total;
}

type Patterns = readonly {
  readonly visits: readonly { readonly month: number; readonly checkup: boolean }[];
}[];

/** The tasks of each month: what was drawn, then check-ups and what tiers call for, then the rest. */
function tasksByMonth(situation: Situation, patterns: Patterns): Task[][] {
  const tasks: Task[][] = situation.months.map(({ drawn }) =>
    situation.units
      .filter(({ code }) => drawn.has(code))
      .map((unit) => ({
        unit,
        type: 'double_random',
        origin: 'draw',
        night: false,
        locked: false,
      })),
  );
  for (const { unitCode, type } of situation.request.rolledOver) {
    const unit = situation.unit(unitCode);
    if (!unit || situation.months[0]?.drawn.has(unitCode)) continue;
    const again = type === 'full_checkup' ? type : 'special';
    tasks[0]?.push({ unit, type: again, origin: 'rolled_over', night: false, locked: false });
  }
  patterns.forEach(({ visits }, index) => {
    const unit = situation.units[index];
    if (!unit) return;
    const due = situation.visitsDue(unit);
    visits.forEach(({ month, checkup }, number) => {
      const isRule = (checkup && situation.checkupsDue() > 0) || number < due;
      tasks[month]?.push({
        unit,
        type: checkup ? 'full_checkup' : 'special',
        origin: isRule ? 'rule' : 'value',
        night: false,
        locked: false,
      });
    });
  });
  const rank = ({ origin, type }: Task): number =>
    origin === 'draw' || origin === 'rolled_over'
      ? 0
      : origin === 'rule'
        ? type === 'full_checkup'
          ? 1
          : 2
        : 3;
  return tasks.map((list, index) =>
    withNights(situation, situation.months[index], list).sort(
      (one, other) => rank(one) - rank(other) || other.unit.expected - one.unit.expected,
    ),
  );
}

/** Marks as many visits to units with boarders as the quota of night checks asks for: they come first. */
function withNights(
  situation: Situation,
  month: PlanMonth | undefined,
  tasks: readonly Task[],
): Task[] {
  if (!month?.isNight) return [...tasks];
  const boarders = tasks
    .filter(({ unit }) => unit.hasBoarders)
    .sort((one, other) => other.unit.expected - one.unit.expected);
  const chosen = new Set(boarders.slice(0, situation.request.rules.quotas.night_dormitory));
  return tasks.map((task) =>
    chosen.has(task)
      ? { ...task, night: true, origin: task.origin === 'value' ? 'rule' : task.origin }
      : task,
  );
}

/** Fills the teams' days of all months. */
class PlanBuilder {
  readonly #rosters: ReadonlyMap<PlanMonth, readonly TeamRoster[]>;
  /** Months in which each unit is seen. */
  readonly #seen = new Map<string, string[]>();
  #left: { task: Task; month: PlanMonth }[] = [];

  constructor(private readonly situation: Situation) {
    this.#rosters = new Map(
      situation.months.map((month) => [
        month,
        month.teams.map((teamMonth) => new TeamRoster(situation, teamMonth)),
      ]),
    );
    for (const visit of situation.request.locked) this.#placeLocked(visit);
  }

  #placeLocked({ unitCode, date, type, team, origin, night }: PlannedVisit): void {
    const unit = this.situation.unit(unitCode);
    const month = this.situation.month(date.slice(0, 7));
    const roster = this.#rostersOf(month).find(({ teamMonth }) => teamMonth.team.team === team);
    if (!unit || !month || !roster) return;
    const task: Task = { unit, type, origin, night, locked: true };
    const begun = roster.days.find((day) => day.date === date);
    if (begun ? roster.insertOn(begun, task) : roster.open(task, date)) this.#note(unit, month);
  }

  #rostersOf(month: PlanMonth | undefined): readonly TeamRoster[] {
    return (month && this.#rosters.get(month)) ?? [];
  }

  #note({ code }: PlanUnit, { month }: PlanMonth): void {
    this.#seen.set(code, [...(this.#seen.get(code) ?? []), month]);
  }

  /** A month's tasks: those that must be first, then the rest. */
  async place(month: PlanMonth, tasks: readonly Task[]): Promise<void> {
    const open = tasks.filter(
      ({ unit }) => !(this.#seen.get(unit.code) ?? []).includes(month.month),
    );
    const orders = await assignTeams(this.situation, month, open);
    const teamOf = new Map(open.map((task, index) => [task, orders[index] ?? []]));
    for (const wanted of [true, false]) {
      const now = open.filter(({ origin }) => (origin !== 'value') === wanted);
      const rosters = this.#rostersOf(month);
      rosters.forEach((roster, number) =>
        this.#fillTeam(
          roster,
          month,
          now.filter((task) => teamOf.get(task)?.[0] === number),
        ),
      );
      for (const task of now) {
        if (this.#isSeen(task, month)) continue;
        const placed = (teamOf.get(task) ?? []).some((number) => {
          const roster = rosters[number];
          return roster !== undefined && this.#put(roster, month, task);
        });
        if (!placed) this.#left.push({ task, month });
      }
    }
  }

  #isSeen({ unit }: Task, { month }: PlanMonth): boolean {
    return (this.#seen.get(unit.code) ?? []).includes(month);
  }

  /** Day by day: begins with the first task, then adds what costs the least way until nothing fits. */
  #fillTeam(roster: TeamRoster, month: PlanMonth, tasks: readonly Task[]): void {
    const waiting = tasks.flatMap((task) => {
      const type = typeFor(task, roster.teamMonth.team.kind);
      return type ? [{ ...task, type }] : [];
    });
    const done = (task: Task): void => {
      this.#note(task.unit, month);
      waiting.splice(waiting.indexOf(task), 1);
    };
    for (const task of [...waiting]) if (roster.insert(task)) done(task);
    while (waiting.length > 0) {
      const first = waiting[0];
      if (!first) return;
      const day = roster.open(first);
      if (!day) {
        waiting.shift();
        continue;
      }
      done(first);
      const here = this.situation.travel.unit(first.unit.code);
      const near = [...waiting].sort(
        (one, other) =>
          this.situation.travel.minutes(here, this.situation.travel.unit(one.unit.code)) -
          this.situation.travel.minutes(here, this.situation.travel.unit(other.unit.code)),
      );
      for (const task of near) if (roster.insertOn(day, task)) done(task);
    }
  }

  #put(roster: TeamRoster, month: PlanMonth, task: Task): boolean {
    const { team } = roster.teamMonth;
    const type = typeFor(task, team.kind);
    if (!type || !this.situation.canTake(team, task.unit, type)) return false;
    const named = { ...task, type };
    if (!roster.insert(named) && !roster.open(named)) return false;
    this.#note(task.unit, month);
    return true;
  }

  /** Whether another visit in a month keeps the gap to all others of the unit. */
  #keepsGap(unit: PlanUnit, month: PlanMonth): boolean {
    const { gapMonths } = this.situation.request.rules;
    return (
      !month.fixed.has(unit.code) &&
      this.situation.isOpen(unit, month) &&
      (this.#seen.get(unit.code) ?? []).every(
        (other) => Math.abs(monthsBetween(other, month.month)) >= gapMonths,
      )
    );
  }

  /** Visits that rules call for and that found no day move to the nearest month in which they fit. */
  repair(): void {
    const { months } = this.situation;
    const left = this.#left;
    this.#left = [];
    for (const { task, month } of left) {
      if (task.origin !== 'rule') continue;
      const near = [...months].sort(
        (one, other) =>
          Math.abs(monthsBetween(one.month, month.month)) -
          Math.abs(monthsBetween(other.month, month.month)),
      );
      const placed = near.some(
        (other) =>
          other !== month &&
          this.#keepsGap(task.unit, other) &&
          this.#rostersOf(other).some((roster) => this.#put(roster, other, task)),
      );
      if (!placed) this.#left.push({ task, month });
    }
  }

  /** Fills what is left of the days, and days left over, with whatever is worth most for its minutes. */
  fill(stopRequested: () => boolean): void {
    const { situation } = this;
    const { repeatYield } = situation.request.rules.value;
    const worth = (unit: PlanUnit): number =>
      (unit.expected * repeatYield ** (this.#seen.get(unit.code)?.length ?? 0)) /
      (situation.minutes(unit, 'special') + situation.leg(unit));
    for (const month of situation.months) {
      let reserve = month.reserved;
      const candidates = situation.units
        .filter((unit) => this.#keepsGap(unit, month))
        .map((unit) => ({ unit, worth: worth(unit) }))
        .sort((one, other) => other.worth - one.worth);
      for (const roster of this.#rostersOf(month)) {
        if (stopRequested()) return;
        const { team, most } = roster.teamMonth;
        const type = team.kind === 'mutual' ? 'area_mutual' : 'special';
        if (team.kind === 'bureau') {
          // What is kept for chance stays free: whole days of the first teams, then parts.
          const free =
            (most - roster.days.length) * situation.request.rules.dayMinutes +
            roster.days.reduce((sum, day) => sum + roster.spare(day), 0);
          const kept = Math.min(free, reserve);
          reserve -= kept;
          if (kept > 0 && kept >= free - 1) continue;
          if (kept > 0) {
            this.#top(
              roster,
              month,
              type,
              candidates,
              Math.ceil(kept / situation.request.rules.dayMinutes),
            );
            continue;
          }
        }
        this.#top(roster, month, type, candidates, 0);
      }
    }
  }

  /** Tops up a team's days, and opens others but for `keep`. */
  #top(
    roster: TeamRoster,
    month: PlanMonth,
    type: Task['type'],
    candidates: readonly { readonly unit: PlanUnit }[],
    keep: number,
  ): void {
    const { team, most } = roster.teamMonth;
    const shortest = Math.min(...Object.values(this.situation.request.rules.visitMinutes));
    const taskOf = (unit: PlanUnit): Task => ({
      unit,
      type,
      origin: 'value',
      night: false,
      locked: false,
    });
    const fits = (unit: PlanUnit): boolean =>
      this.#keepsGap(unit, month) && this.situation.canTake(team, unit, type);
    const topUp = (day: TeamRoster['days'][number]): void => {
      for (const { unit } of candidates) {
        if (roster.spare(day) < shortest / 2) return;
        if (fits(unit) && roster.insertOn(day, taskOf(unit))) this.#note(unit, month);
      }
    };
    for (const day of roster.days) topUp(day);
    while (roster.days.length < most - keep) {
      const begun = candidates.find(({ unit }) => fits(unit) && roster.open(taskOf(unit)));
      const day = roster.days.at(-1);
      if (!begun || !day) return;
      this.#note(begun.unit, month);
      topUp(day);
    }
  }

  finish(): { visits: PlannedVisit[]; travelMinutes: number } {
    let travelMinutes = 0;
    const visits: PlannedVisit[] = [];
    for (const month of this.situation.months) {
      const own: PlannedVisit[] = [];
      for (const roster of this.#rostersOf(month)) {
        const { team } = roster.teamMonth;
        for (const [day, pair] of roster.pairing()) {
          const { minutesPerStop } = this.situation.request.rules.travel;
          let onSpot = 0;
          for (const { unit, type, origin, night, locked } of day.tasks) {
            const minutes = this.situation.minutes(unit, type);
            onSpot += minutes + minutesPerStop;
            own.push({
              unitCode: unit.code,
              date: day.date,
              type,
              night,
              team: team.team,
              inspectors: pair.map(({ name }) => name),
              minutes,
              expected: unit.expected,
              origin,
              locked,
            });
          }
          travelMinutes += day.minutes - onSpot;
        }
      }
      visits.push(...labelVisits(this.situation, month, own));
    }
    return { visits: withYields(this.situation, visits), travelMinutes };
  }
}

/** By date and route; what each visit finds is less where the unit was seen before in the plan. */
function withYields(situation: Situation, visits: readonly PlannedVisit[]): PlannedVisit[] {
  const { repeatYield } = situation.request.rules.value;
  const before = new Map<string, number>();
  return visits
    .map((visit, order) => ({ visit, order }))
    .sort((one, other) =>
      one.visit.date < other.visit.date
        ? -1
        : one.visit.date > other.visit.date
          ? 1
          : one.order - other.order,
    )
    .map(({ visit }) => {
      const seen = before.get(visit.unitCode) ?? 0;
      before.set(visit.unitCode, seen + 1);
      return { ...visit, expected: visit.expected * repeatYield ** seen };
    });
}
