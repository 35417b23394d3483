import { monthsBetween } from './calendar.ts';
import { assignTeams, typeFor } from './assign-teams.ts';
import { labelVisits } from './label-visits.ts';
import type { PlannedVisit } from './plan.ts';
import type { PlanMonth, Situation } from './situation.ts';
import { TeamRoster, type Task } from './team-day.ts';
import type { PlanUnit } from './unit.ts';

/** Fills the teams' days of all months. */
export class PlanBuilder {
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
