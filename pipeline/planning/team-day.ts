import { canReceive, isOff } from './calendar.ts';
import type { Inspector } from './capacity.ts';
import type { VisitOrigin } from './plan.ts';
import type { VisitType } from './rules.ts';
import type { Situation, TeamMonth } from './situation.ts';
import type { Position } from './travel.ts';
import type { PlanUnit } from './unit.ts';

/** A visit before it has a team and a day. */
export interface Task {
  readonly unit: PlanUnit;
  readonly type: VisitType;
  readonly origin: VisitOrigin;
  /** With a night check, so of a bureau team. */
  readonly night: boolean;
  readonly locked: boolean;
}

/** The tasks of one team on one day, in the order of the route, and who may make it. */
export interface TeamDay {
  readonly date: string;
  tasks: Task[];
  /** Pairs that may and can make every task of the day. */
  pairs: readonly (readonly Inspector[])[];
  /** On the spot and on the road. */
  minutes: number;
}

/** One team's days of a month, filled task by task; never holds what a rule forbids. */
export class TeamRoster {
  readonly days: TeamDay[] = [];
  readonly #home: Position;

  constructor(
    private readonly situation: Situation,
    readonly teamMonth: TeamMonth,
  ) {
    this.#home = situation.travel.area(teamMonth.team.area);
  }

  /** Minutes that one more task would take on a day, and where in the route; undefined where it cannot be. */
  #fit(day: TeamDay, task: Task): { at: number; minutes: number } | undefined {
    const { situation } = this;
    const { rules } = situation.request;
    if (!canReceive(task.unit, day.date, rules.calendar)) return undefined;
    const own = situation.minutes(task.unit, task.type) + rules.travel.minutesPerStop;
    if (day.minutes + own > rules.dayMinutes) return undefined;
    const here = situation.travel.unit(task.unit.code);
    const stops = day.tasks.map(({ unit }) => situation.travel.unit(unit.code));
    let best: { at: number; minutes: number } | undefined;
    for (let at = 0; at <= stops.length; at++) {
      const before = stops[at - 1] ?? this.#home;
      const after = stops[at] ?? this.#home;
      const way =
        situation.travel.minutes(before, here) +
        situation.travel.minutes(here, after) -
        (stops.length === 0 ? 0 : situation.travel.minutes(before, after));
      if (!best || own + way < best.minutes) best = { at, minutes: own + way };
    }
    return best && day.minutes + best.minutes <= rules.dayMinutes ? best : undefined;
  }

  #suiting(day: TeamDay, { unit, type }: Task): readonly (readonly Inspector[])[] {
    const { team } = this.teamMonth;
    return day.pairs.filter((pair) => this.situation.suits(team, pair, unit, type));
  }

  /** Whether every day can have a pair with none out too often; the days as they would be. */
  #pairable(days: readonly TeamDay[]): boolean {
    return this.#pairing(days) !== undefined;
  }

  /** A pair for each day, the least used first; days with the fewest pairs choose first. */
  #pairing(days: readonly TeamDay[]): Map<TeamDay, readonly Inspector[]> | undefined {
    const most = this.situation.request.rules.pair.maximumDaysTogether;
    const used = new Map<readonly Inspector[], number>();
    const chosen = new Map<TeamDay, readonly Inspector[]>();
    for (const day of [...days].sort((one, other) => one.pairs.length - other.pairs.length)) {
      let best: readonly Inspector[] | undefined;
      for (const pair of day.pairs)
        if (
          (used.get(pair) ?? 0) < most &&
          (!best || (used.get(pair) ?? 0) < (used.get(best) ?? 0))
        )
          best = pair;
      if (!best) return undefined;
      used.set(best, (used.get(best) ?? 0) + 1);
      chosen.set(day, best);
    }
    return chosen;
  }

  /** Minutes that a task would add at least; undefined where it fits nowhere. */
  cost(task: Task): number | undefined {
    const costs = this.days.flatMap((day) => this.#fit(day, task)?.minutes ?? []);
    return costs.length > 0 ? Math.min(...costs) : undefined;
  }

  /** Adds a task to a day that has begun, where it adds least. */
  insert(task: Task): boolean {
    const options = this.days
      .flatMap((day) => {
        const fit = this.#fit(day, task);
        return fit ? [{ day, ...fit }] : [];
      })
      .sort((one, other) => one.minutes - other.minutes);
    return options.some(({ day, at, minutes }) => this.#add(day, task, at, minutes));
  }

  /** Adds a task to one day, if it can be. */
  insertOn(day: TeamDay, task: Task): boolean {
    const fit = this.#fit(day, task);
    return fit !== undefined && this.#add(day, task, fit.at, fit.minutes);
  }

  /** Begins another day with a task, as far from the days that have begun as can be. */
  open(task: Task, date?: string): TeamDay | undefined {
    const { days, most, team } = this.teamMonth;
    if (this.days.length >= most) return undefined;
    const taken = new Set(this.days.map((day) => day.date));
    const free = days.filter((day) => !taken.has(day) && (date === undefined || day === date));
    for (const day of spread(free, [...taken], team.team)) {
      const fresh: TeamDay = {
        date: day,
        tasks: [],
        pairs: this.situation
          .pairs(team)
          .filter((pair) => !pair.some((inspector) => isOff(inspector, day))),
        minutes: 0,
      };
      const fit = this.#fit(fresh, task);
      if (!fit) continue;
      this.days.push(fresh);
      if (this.#add(fresh, task, fit.at, fit.minutes)) return fresh;
      this.days.pop();
    }
    return undefined;
  }

  #add(day: TeamDay, task: Task, at: number, minutes: number): boolean {
    const pairs = this.#suiting(day, task);
    if (pairs.length === 0) return false;
    if (pairs.length < day.pairs.length) {
      const changed = { ...day, pairs };
      if (!this.#pairable(this.days.map((other) => (other === day ? changed : other))))
        return false;
    } else if (day.tasks.length === 0 && !this.#pairable(this.days)) return false;
    day.pairs = pairs;
    day.tasks = [...day.tasks.slice(0, at), task, ...day.tasks.slice(at)];
    day.minutes += minutes;
    return true;
  }

  /** Who goes on each day. */
  pairing(): Map<TeamDay, readonly Inspector[]> {
    return this.#pairing(this.days) ?? new Map();
  }

  /** Minutes left in the month: on days that have begun, and on those that may still begin. */
  free(): number {
    const { dayMinutes } = this.situation.request.rules;
    return (
      (this.teamMonth.most - this.days.length) * dayMinutes +
      this.days.reduce((sum, day) => sum + this.spare(day), 0)
    );
  }

  /** Minutes left on a day. */
  spare(day: TeamDay): number {
    return this.situation.request.rules.dayMinutes - day.minutes;
  }
}

/**
 * Days in an order that keeps far from those taken: the one farthest from any comes first. A team's first
 * day depends on its name, so that not all go out on the first of the month.
 */
function spread(days: readonly string[], taken: readonly string[], team: string): string[] {
  const number = (day: string): number => Number(day.slice(8));
  if (taken.length === 0) {
    const sum = [...team].reduce(
      (total, sign) => (total * 7 + (sign.codePointAt(0) ?? 0)) % 9973,
      0,
    );
    const first = sum % Math.max(1, days.length);
    return [...days.slice(first), ...days.slice(0, first)];
  }
  const distance = (day: string): number =>
    Math.min(...taken.map((other) => Math.abs(number(other) - number(day))));
  return [...days].sort((one, other) => distance(other) - distance(one) || (one < other ? -1 : 1));
}
