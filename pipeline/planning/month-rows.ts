import type { FixedMinutes } from './fixed-minutes.ts';
import type { Column } from './master.ts';
import type { BendableRule, ClashingRule, Prices } from './month-rules.ts';
import type { MonthPrices, Pattern, UnitPatterns } from './patterns.ts';
import type { Situation } from './situation.ts';

/** A column that breaks a rule: how much of it at most, and in which rows it helps. */
export interface Slack {
  readonly rule: BendableRule;
  readonly month: number | null;
  readonly column: Column;
}

/** The rows that tie units together, and what a pattern uses of each. */
export class MonthRows {
  /** Least and most of each row, those of the units first: exactly one pattern each. */
  readonly bounds: readonly (readonly [number, number])[];
  readonly slacks: readonly Slack[];
  readonly #units: number;
  readonly #months: number;
  readonly #isNight: readonly boolean[];
  readonly #pace: boolean;

  /**
   * @param fill share of a day's minutes that is taken to be usable
   * @param fixed minutes that the drawn, rolled over and locked visits of each month take
   */
  constructor(
    situation: Situation,
    prices: Prices,
    fill: number,
    fixed: readonly FixedMinutes[],
    leftOut: ReadonlySet<ClashingRule> = new Set(),
  ) {
    const { months, request, units } = situation;
    const { quotas, checkupsPerYear, visitsPerYear } = request.rules;
    this.#units = units.length;
    this.#months = months.length;
    this.#isNight = months.map(({ isNight }) => isNight);
    const bounds: [number, number][] = units.map(() => [1, 1]);
    const slacks: Slack[] = [];
    const bend = (
      rule: BendableRule,
      month: number | null,
      upper: number,
      rows: Column['rows'],
    ): void => {
      const value = leftOut.has(rule) ? 0 : -prices[rule];
      slacks.push({ rule, month, column: { value, upper, rows } });
    };
    months.forEach((month, index) => {
      const taken = fixed[index] ?? { all: 0, bureau: 0 };
      const reserve = month.reserved + taken.all;
      const [all, bureau, plain, night] = this.#rowsOf(index);
      bounds[all] = [-Infinity, situation.capacity(month) * fill - reserve];
      bounds[bureau] = [
        -Infinity,
        situation.capacity(month, 'bureau') * fill - month.reserved - taken.bureau,
      ];
      const capacityRows = [[all, -1] as const, [bureau, -1] as const];
      bend('capacity', index, Infinity, capacityRows);
      if (reserve > 0) bend('random_share', index, reserve, capacityRows);
      const mutual = month.teams.some(({ team, most }) => team.kind === 'mutual' && most > 0)
        ? quotas.area_mutual
        : 0;
      bounds[plain] = [Math.max(0, quotas.covert + mutual - month.locked.length), Infinity];
      bend('covert_quota', index, quotas.covert, [[plain, 1]]);
      bend('mutual_quota', index, mutual, [[plain, 1]]);
      // Whoever is seen anyhow can be seen at night as well.
      const boarders = units.filter(
        ({ code, hasBoarders }) => hasBoarders && month.fixed.has(code),
      );
      const nights = month.isNight ? Math.max(0, quotas.night_dormitory - boarders.length) : 0;
      bounds[night] = [nights, Infinity];
      bend('night_quota', index, quotas.night_dormitory, [[night, 1]]);
    });
    this.#pace = months.length < 12;
    if (this.#pace) {
      const share = months.length / 12;
      const drawn = months.reduce((sum, month) => sum + month.fixed.size, 0);
      const due = units.reduce((sum, { tier }) => sum + visitsPerYear[tier], 0);
      const [checkups, visits] = this.#paceRows();
      const locked = request.locked.filter(({ type }) => type === 'full_checkup').length;
      bounds[checkups] = [Math.floor(units.length * checkupsPerYear * share) - locked, Infinity];
      bounds[visits] = [Math.floor(due * share) - drawn, Infinity];
      bend('checkups', null, Infinity, [[checkups, 1]]);
      bend('tier_visits', null, Infinity, [[visits, 1]]);
    }
    this.bounds = bounds;
    this.slacks = slacks;
  }

  /** The bounds with so much more of each month's minutes, relatively. */
  roomier(share: number): readonly (readonly [number, number])[] {
    return this.bounds.map(([lower, upper], row) => {
      const own = (row - this.#units) % 4;
      const isCapacity = row >= this.#units && row < this.#paceRows()[0] && own < 2;
      return isCapacity ? [lower, upper * (1 + share)] : [lower, upper];
    });
  }

  /** A pattern of a unit as a column. */
  column(index: number, unit: UnitPatterns, pattern: Pattern): Column {
    const rows: [number, number][] = [[index, 1]];
    const [paceCheckups, paceVisits] = this.#paceRows();
    let checkups = 0;
    for (const { month, checkup } of pattern.visits) {
      const [all, bureau, plain, night] = this.#rowsOf(month);
      rows.push([all, checkup ? unit.minutesCheckup : unit.minutesPlain]);
      if (checkup) rows.push([bureau, unit.minutesCheckup]);
      else rows.push([plain, 1]);
      if (unit.isNightUnit && this.#isNight[month]) rows.push([night, 1]);
      checkups += Number(checkup);
    }
    if (this.#pace && checkups > 0) rows.push([paceCheckups, checkups]);
    if (this.#pace && pattern.visits.length > 0) rows.push([paceVisits, pattern.visits.length]);
    return { value: pattern.value, upper: 1, rows };
  }

  /** The prices that the duals of the rows stand for. */
  prices(duals: Float64Array): MonthPrices {
    const of = (at: number) =>
      Float64Array.from({ length: this.#months }, (_, month) => {
        const row = this.#rowsOf(month)[at];
        return row === undefined ? 0 : (duals[row] ?? 0);
      });
    const [checkups, visits] = this.#paceRows();
    const night = of(3).map((dual, month) => (this.#isNight[month] ? -dual : 0));
    return {
      minute: of(0),
      bureauMinute: of(1),
      plain: of(2).map((dual) => -dual),
      night,
      checkup: this.#pace ? -(duals[checkups] ?? 0) : 0,
      visit: this.#pace ? -(duals[visits] ?? 0) : 0,
    };
  }

  /**
   * What the objective is below of at these duals, beside the units' own best patterns: the rows' right
   * sides, and slack that would still pay.
   */
  boundOf(duals: Float64Array): number {
    let bound = 0;
    this.bounds.forEach(([lower, upper], row) => {
      if (row < this.#units) return;
      const dual = duals[row] ?? 0;
      bound += dual > 0 ? dual * upper : dual < 0 ? dual * lower : 0;
    });
    for (const { column } of this.slacks) {
      const reduced = column.rows.reduce(
        (sum, [row, factor]) => sum - factor * (duals[row] ?? 0),
        column.value,
      );
      if (reduced > 1e-9) bound += reduced * column.upper;
    }
    return bound;
  }

  #rowsOf(month: number): [all: number, bureau: number, plain: number, night: number] {
    const first = this.#units + 4 * month;
    return [first, first + 1, first + 2, first + 3];
  }

  #paceRows(): [checkups: number, visits: number] {
    const first = this.#units + 4 * this.#months;
    return [first, first + 1];
  }
}
