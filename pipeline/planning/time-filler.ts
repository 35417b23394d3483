import type { SeenMonths } from './seen-months.ts';
import type { PlanMonth, Situation } from './situation.ts';
import type { Task, TeamDay, TeamRoster } from './team-day.ts';
import type { PlanUnit } from './unit.ts';

/** Fills what is left of days, and days left over, with whatever is worth most for its minutes. */
export class TimeFiller {
  readonly #shortest: number;

  constructor(
    private readonly situation: Situation,
    private readonly seen: SeenMonths,
    private readonly stopRequested: () => boolean,
  ) {
    this.#shortest = Math.min(...Object.values(situation.request.rules.visitMinutes));
  }

  fill(rosters: ReadonlyMap<PlanMonth, readonly TeamRoster[]>): void {
    for (const [month, own] of rosters) {
      let reserve = month.reserved;
      const candidates = this.#candidates(month);
      for (const roster of own) {
        if (this.stopRequested()) return;
        // What is kept for chance stays free: whole days of the first teams, then parts.
        const free = roster.teamMonth.team.kind === 'bureau' ? roster.free() : 0;
        const kept = Math.min(free, reserve);
        reserve -= kept;
        if (kept > 0 && kept >= free - 1) continue;
        const keptDays = Math.ceil(kept / this.situation.request.rules.dayMinutes);
        this.#top(roster, month, candidates, keptDays);
      }
    }
  }

  /** Units that may be seen in a month, those worth most for their minutes first. */
  #candidates(month: PlanMonth): PlanUnit[] {
    const { situation, seen } = this;
    const { repeatYield } = situation.request.rules.value;
    return situation.units
      .filter((unit) => seen.keepsGap(unit, month))
      .map((unit) => ({
        unit,
        worth:
          (unit.expected * repeatYield ** seen.count(unit)) /
          (situation.minutes(unit, 'special') + situation.leg(unit)),
      }))
      .sort((one, other) => other.worth - one.worth)
      .map(({ unit }) => unit);
  }

  /** Tops up a team's days, and opens others but for `keep`. */
  #top(roster: TeamRoster, month: PlanMonth, candidates: readonly PlanUnit[], keep: number): void {
    const { team, most } = roster.teamMonth;
    const type = team.kind === 'mutual' ? 'area_mutual' : 'special';
    const able = candidates.filter((unit) => this.situation.canTake(team, unit, type));
    const taskOf = (unit: PlanUnit): Task => ({
      unit,
      type,
      origin: 'value',
      night: false,
      locked: false,
    });
    const topUp = (day: TeamDay): void => {
      for (const unit of able) {
        if (roster.spare(day) < this.#shortest / 2) return;
        if (this.seen.keepsGap(unit, month) && roster.insertOn(day, taskOf(unit)))
          this.seen.note(unit, month);
      }
    };
    for (const day of roster.days) topUp(day);
    while (roster.days.length < most - keep) {
      const begun = able.find(
        (unit) => this.seen.keepsGap(unit, month) && roster.open(taskOf(unit)),
      );
      const day = roster.days.at(-1);
      if (!begun || !day) return;
      this.seen.note(begun, month);
      topUp(day);
    }
  }
}
