import { monthsBetween } from './calendar.ts';
import { assignTeams, typeFor } from './assign-teams.ts';
import { labelVisits } from './label-visits.ts';
import type { PlannedVisit } from './plan.ts';
import { SeenMonths } from './seen-months.ts';
import type { PlanMonth, Situation } from './situation.ts';
import { TeamRoster, type Task } from './team-day.ts';
import { TimeFiller } from './time-filler.ts';
import { withYields } from './yields.ts';

/** Fills the teams' days of all months. */
export class PlanBuilder {
  readonly #rosters: ReadonlyMap<PlanMonth, readonly TeamRoster[]>;
  readonly #seen: SeenMonths;
  #left: { task: Task; month: PlanMonth }[] = [];
  #waiting: { month: PlanMonth; tasks: readonly Task[]; teamOf: Map<Task, readonly number[]> }[] =
    [];

  constructor(private readonly situation: Situation) {
    this.#seen = new SeenMonths(situation);
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
    if (begun ? roster.insertOn(begun, task) : roster.open(task, date))
      this.#seen.note(unit, month);
  }

  #rostersOf(month: PlanMonth | undefined): readonly TeamRoster[] {
    return (month && this.#rosters.get(month)) ?? [];
  }

  /** Places those of a month's tasks that are called for; what is only worth it waits for `placeRest`. */
  async place(month: PlanMonth, tasks: readonly Task[]): Promise<void> {
    const open = tasks.filter(({ unit }) => !this.#seen.isSeen(unit, month));
    const orders = await assignTeams(this.situation, month, open);
    const teamOf = new Map(open.map((task, index) => [task, orders[index] ?? []]));
    const isWanted = ({ origin }: Task): boolean => origin !== 'value';
    this.#placeAll(month, open.filter(isWanted), teamOf);
    this.#waiting.push({ month, tasks: open.filter((task) => !isWanted(task)), teamOf });
  }

  /** Places what is only worth it in the time that is left, where it still keeps the gap. */
  placeRest(): void {
    for (const { month, tasks, teamOf } of this.#waiting)
      this.#placeAll(
        month,
        tasks.filter(({ unit }) => this.#seen.keepsGap(unit, month)),
        teamOf,
      );
    this.#waiting = [];
  }

  #placeAll(
    month: PlanMonth,
    tasks: readonly Task[],
    teamOf: ReadonlyMap<Task, readonly number[]>,
  ): void {
    const rosters = this.#rostersOf(month);
    rosters.forEach((roster, number) =>
      this.#fillTeam(
        roster,
        month,
        tasks.filter((task) => teamOf.get(task)?.[0] === number),
      ),
    );
    for (const task of tasks) {
      if (this.#seen.isSeen(task.unit, month)) continue;
      const placed = (teamOf.get(task) ?? []).some((number) => {
        const roster = rosters[number];
        return roster !== undefined && this.#put(roster, month, task);
      });
      if (!placed) this.#left.push({ task, month });
    }
  }

  /** Day by day: begins with the first task, then adds what costs the least way until nothing fits. */
  #fillTeam(roster: TeamRoster, month: PlanMonth, tasks: readonly Task[]): void {
    const waiting = tasks.flatMap((task) => {
      const type = typeFor(task, roster.teamMonth.team.kind);
      return type ? [{ ...task, type }] : [];
    });
    const done = (task: Task): void => {
      this.#seen.note(task.unit, month);
      waiting.splice(waiting.indexOf(task), 1);
    };
    const room = (task: Task): boolean => this.#leavesRoom(month, roster, task);
    for (const task of [...waiting]) if (room(task) && roster.insert(task)) done(task);
    while (waiting.length > 0) {
      const first = waiting[0];
      if (!first) return;
      const day = room(first) ? roster.open(first) : undefined;
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
      for (const task of near) if (room(task) && roster.insertOn(day, task)) done(task);
    }
  }

  /** Whether what is kept for chance stays free beside a task; chance itself and what is left over come first. */
  #leavesRoom(month: PlanMonth, roster: TeamRoster, { unit, type, origin }: Task): boolean {
    if (roster.teamMonth.team.kind !== 'bureau' || origin === 'draw' || origin === 'rolled_over')
      return true;
    const free = this.#rostersOf(month)
      .filter(({ teamMonth }) => teamMonth.team.kind === 'bureau')
      .reduce((sum, each) => sum + each.free(), 0);
    const { minutesPerStop } = this.situation.request.rules.travel;
    const needed = this.situation.minutes(unit, type) + minutesPerStop + this.situation.leg(unit);
    return free - needed >= month.reserved;
  }

  #put(roster: TeamRoster, month: PlanMonth, task: Task): boolean {
    const { team } = roster.teamMonth;
    const type = typeFor(task, team.kind);
    if (!type || !this.situation.canTake(team, task.unit, type)) return false;
    const named = { ...task, type };
    if (!this.#leavesRoom(month, roster, named)) return false;
    if (!roster.insert(named) && !roster.open(named)) return false;
    this.#seen.note(task.unit, month);
    return true;
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
          this.#seen.keepsGap(task.unit, other) &&
          this.#rostersOf(other).some((roster) => this.#put(roster, other, task)),
      );
      if (!placed) this.#left.push({ task, month });
    }
  }

  /** Fills what is left of the days, and days left over, with whatever is worth most for its minutes. */
  fill(stopRequested: () => boolean): void {
    new TimeFiller(this.situation, this.#seen, stopRequested).fill(this.#rosters);
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
