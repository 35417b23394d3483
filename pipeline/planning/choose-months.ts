import { fixedMinutes } from './fixed-minutes.ts';
import { Master, type Column } from './master.ts';
import type { MonthChoice, MonthOptions, Relaxed } from './month-choice.ts';
import { planPrices, type BendableRule, type Prices } from './month-rules.ts';
import { MonthRows } from './month-rows.ts';
import { UnitPatterns, type MonthPrices, type Pattern } from './patterns.ts';
import type { Situation } from './situation.ts';
import { wholeNear, type PatternColumn } from './whole-choice.ts';

const TOLERANCE = 1e-7;
const ROUNDS = 200;
/** Relative distance from its own bound at which the whole choice is good enough. */
const WHOLE_GAP = 0.001;
/** A part so near to 0 or 1 is taken to be it. */
const WHOLE = 1e-6;
/** Part of a month's minutes by which a whole choice may be over: how much fits is an estimate anyway. */
const ROUNDING_ROOM = 0.02;

/**
 * Chooses months by column generation (Dantzig and Wolfe): HiGHS splits the teams' time among patterns of
 * months it has, its duals price the months, and each unit's best pattern at those prices is worked out
 * exactly by dynamic programming, until none pays. The prices also give the bound: no plan is worth more
 * than all units' best patterns at them (Lagrange).
 */
export class MonthChooser {
  readonly #patterns: UnitPatterns[];
  readonly #rows: MonthRows;
  readonly #columns: PatternColumn[] = [];
  readonly #seen = new Set<string>();
  readonly #until: number;
  /** What a minute of the mean visit is worth. */
  readonly #minuteWorth: number;
  #bound = Infinity;

  constructor(
    private readonly situation: Situation,
    private readonly options: MonthOptions,
  ) {
    const { prices = planPrices, valued = true, leftOut = new Set(), leg, fill } = options;
    const { units, months } = situation;
    this.#until = performance.now() + options.seconds * 1000;
    const own: Prices = {
      ...prices,
      ...(leftOut.has('checkups') ? { checkups: 0 } : {}),
      ...(leftOut.has('tier_visits') ? { tier_visits: 0 } : {}),
    };
    this.#patterns = units.map(
      (unit) =>
        new UnitPatterns(situation, unit, {
          prices: own,
          valued,
          ignoreGap: leftOut.has('gap'),
          ignoreCalendar: leftOut.has('calendar'),
          leg: leg(unit),
        }),
    );
    this.#minuteWorth =
      units.reduce((sum, { expected }) => sum + expected, 0) /
      this.#patterns.reduce((sum, { minutesPlain }) => sum + minutesPlain, 0);
    const fixed = months.map((month) => fixedMinutes(situation, month, leg));
    this.#rows = new MonthRows(situation, prices, fill, fixed, leftOut);
  }

  /** The best of the relaxation, up to the gap asked for. */
  async relax(): Promise<Relaxed> {
    const master = await this.#begin();
    try {
      const { objective, values } = this.#generate(master);
      return {
        objective,
        bound: this.#bound,
        broken: this.#broken(values, [], (column) => values[column] ?? 0),
      };
    } finally {
      master.close();
    }
  }

  /** The best choice found: months for each unit, whole. */
  async choose(): Promise<MonthChoice> {
    const { slacks } = this.#rows;
    const master = await this.#begin();
    try {
      const relaxed = this.#generate(master);
      const start = wholeNear(relaxed.values, this.#rows, this.#columns);
      const left = Math.max(1, (this.#until - performance.now()) / 1000);
      const solved = master.solveWhole(slacks.length, this.#undecided(relaxed.values), start, {
        bounds: this.#rows.roomier(ROUNDING_ROOM),
        seconds: left,
        gap: WHOLE_GAP,
        stopRequested: this.options.stopRequested,
        onBetter: (best) => this.options.onBetter?.(best, this.#bound),
      });
      const values = solved.status === 'none' ? start : solved.values;
      const patterns = this.#patterns.map((unit) => unit.empty());
      this.#columns.forEach(({ unit, pattern }, index) => {
        if ((values[slacks.length + index] ?? 0) > 0.5) patterns[unit] = pattern;
      });
      return {
        patterns,
        objective: this.#objective(values),
        bound: this.#bound,
        broken: this.#broken(values, patterns),
      };
    } finally {
      master.close();
    }
  }

  /**
   * Columns that the whole choice is made among: those that the relaxation takes whole, and all of the units that
   * it splits. There are no more such units than rows that tie units together, so that this is soon solved.
   */
  #undecided(values: Float64Array): number[] {
    const { slacks } = this.#rows;
    const whole = new Set<number>();
    this.#columns.forEach(({ unit }, index) => {
      if ((values[slacks.length + index] ?? 0) > 1 - WHOLE) whole.add(unit);
    });
    return [
      ...slacks.keys(),
      ...this.#columns.flatMap(({ unit }, index) => {
        const at = slacks.length + index;
        return !whole.has(unit) || (values[at] ?? 0) > WHOLE ? [at] : [];
      }),
    ];
  }

  async #begin(): Promise<Master> {
    const master = await Master.of(this.#rows.bounds);
    master.add(this.#rows.slacks.map(({ column }) => column));
    const first = this.#patterns.map((unit, index) => this.#take(index, unit.empty()));
    master.add(first.flatMap((column) => column ?? []));
    for (let turn = 0; turn < 4; turn++)
      master.add(
        this.#patterns.flatMap((unit, index) => {
          const { pattern } = unit.best(this.#guess(index, turn));
          return this.#take(index, pattern) ?? [];
        }),
      );
    return master;
  }

  /** Prices to begin with, unlike from unit to unit, so that not all ask for the same months. */
  #guess(unit: number, turn: number): MonthPrices {
    const { months } = this.situation;
    const minute = Float64Array.from(months, (_, month) => {
      const spread = ((unit * 7919 + month * 104729 + turn * 1299709) % 1000) / 1000;
      return this.#minuteWorth * (0.3 + turn * 0.4) * (0.5 + spread);
    });
    const none = new Float64Array(months.length);
    return { minute, bureauMinute: none, plain: none, night: none, checkup: 0, visit: 0 };
  }

  #take(unit: number, pattern: Pattern): Column | undefined {
    const name = `${unit}:${pattern.visits.map(({ month, checkup }) => `${month}${checkup ? 'f' : ''}`).join()}`;
    const patterns = this.#patterns[unit];
    if (this.#seen.has(name) || !patterns) return undefined;
    this.#seen.add(name);
    const column = this.#rows.column(unit, patterns, pattern);
    this.#columns.push({ unit, pattern, column });
    return column;
  }

  #generate(master: Master): { objective: number; values: Float64Array } {
    for (let round = 0; ; round++) {
      const { objective, duals, values } = master.solve();
      const prices = this.#rows.prices(duals);
      let bound = this.#rows.boundOf(duals);
      const fresh: Column[] = [];
      this.#patterns.forEach((unit, index) => {
        const { pattern, reduced } = unit.best(prices);
        bound += reduced;
        if (reduced <= (duals[index] ?? 0) + TOLERANCE) return;
        const column = this.#take(index, pattern);
        if (column) fresh.push(column);
      });
      this.#bound = Math.min(this.#bound, bound);
      this.options.onBetter?.(objective, this.#bound);
      const near =
        this.#bound - objective <= this.options.gap * Math.max(0.01, Math.abs(objective));
      const over =
        performance.now() > this.#until - this.options.seconds * 300 ||
        this.options.stopRequested?.() === true;
      master.add(fresh);
      if (fresh.length === 0 || near || over || round >= ROUNDS) return { objective, values };
    }
  }

  #objective(values: Float64Array): number {
    const { slacks } = this.#rows;
    const columns = [
      ...slacks.map(({ column }) => column),
      ...this.#columns.map((each) => each.column),
    ];
    return columns.reduce((sum, { value }, index) => sum + value * (values[index] ?? 0), 0);
  }

  #broken(
    values: Float64Array,
    patterns: readonly Pattern[],
    split?: (column: number) => number,
  ): Partial<Record<BendableRule, number>> {
    const { slacks } = this.#rows;
    const broken: Partial<Record<BendableRule, number>> = {};
    const add = (rule: BendableRule, amount: number): void => {
      if (amount > 1e-6) broken[rule] = (broken[rule] ?? 0) + amount;
    };
    slacks.forEach(({ rule }, index) => add(rule, values[index] ?? 0));
    const short = (pattern: Pattern, part: number): void => {
      add('checkups', pattern.short.checkups * part);
      add('tier_visits', pattern.short.tier_visits * part);
    };
    for (const pattern of patterns) short(pattern, 1);
    if (split)
      this.#columns.forEach(({ pattern }, index) => short(pattern, split(slacks.length + index)));
    return broken;
  }
}
