import type { BendableRule, Prices } from './month-rules.ts';
import type { Situation } from './situation.ts';
import type { PlanUnit } from './unit.ts';

/** One visit of a pattern; `month` is the number of the month in the plan. */
export interface PatternVisit {
  readonly month: number;
  readonly checkup: boolean;
}

/** When one unit is seen in all the months planned. */
export interface Pattern {
  readonly visits: readonly PatternVisit[];
  /** Serious visits and deterrence, less the price of the way and of rules it breaks by itself. */
  readonly value: number;
  /** By how much it falls short of the rules on this unit alone. */
  readonly short: Readonly<Pick<Record<BendableRule, number>, 'checkups' | 'tier_visits'>>;
}

/** What a visit costs and brings beside its own value, month by month, at the prices of the day. */
export interface MonthPrices {
  /** Of a minute of any team, and of a bureau team. */
  readonly minute: Float64Array;
  readonly bureauMinute: Float64Array;
  /** For a visit that is no check-up; for a check-up; for any visit. */
  readonly plain: Float64Array;
  readonly checkup: number;
  readonly visit: number;
  /** For a unit with boarders that is seen. */
  readonly night: Float64Array;
}

export interface PatternOptions {
  readonly prices: Prices;
  /** False where only broken rules count. */
  readonly valued: boolean;
  /** Rules that are left out. */
  readonly ignoreGap: boolean;
  readonly ignoreCalendar: boolean;
  /** Minutes of the way to the unit. */
  readonly leg: number;
}

const UNREACHED = -Infinity;

/** What is asked of one unit, and which pattern of months is best for it at given prices. */
export class UnitPatterns {
  readonly minutesPlain: number;
  readonly minutesCheckup: number;
  readonly isNightUnit: boolean;
  readonly #open: readonly boolean[];
  readonly #gain: Float64Array;
  readonly #step: Float64Array;
  readonly #gap: number;
  readonly #mostVisits: number;
  readonly #mostCheckups: number;
  readonly #visitsDue: number;
  readonly #checkupsDue: number;

  constructor(
    situation: Situation,
    readonly unit: PlanUnit,
    private readonly options: PatternOptions,
  ) {
    const { months, request } = situation;
    const { rules } = request;
    const stop = rules.travel.minutesPerStop + options.leg;
    this.minutesPlain = situation.minutes(unit, 'special') + stop;
    this.minutesCheckup = situation.minutes(unit, 'full_checkup') + stop;
    this.isNightUnit = unit.hasBoarders;
    this.#gap = options.ignoreGap ? 1 : rules.gapMonths;
    const fixed = months.flatMap(({ fixed: codes }, index) =>
      codes.has(unit.code) ? [index] : [],
    );
    this.#open = months.map(
      (month, index) =>
        (options.ignoreCalendar || situation.isCalendarOpen(unit, month)) &&
        (options.ignoreGap || situation.isAfterGap(unit, month.month)) &&
        !fixed.some((other) => Math.abs(other - index) < this.#gap),
    );
    const cost = (rules.value.travelPerHour * options.leg) / 60;
    this.#gain = Float64Array.from(months, ({ weight }) =>
      options.valued ? unit.expected * weight - cost : 0,
    );
    this.#mostVisits = Math.ceil(months.length / this.#gap);
    this.#step = Float64Array.from({ length: this.#mostVisits }, (_, done) => {
      if (!options.valued) return 0;
      const before = done + fixed.length;
      const loss = unit.expected * (1 - rules.value.repeatYield ** before);
      return (before === 0 ? (rules.value.deterrence * unit.score) / 100 : 0) - loss;
    });
    this.#visitsDue = Math.max(0, situation.visitsDue(unit) - fixed.length);
    const lockedCheckups = request.locked.filter(
      ({ unitCode, type }) => unitCode === unit.code && type === 'full_checkup',
    );
    this.#checkupsDue = Math.max(0, situation.checkupsDue() - lockedCheckups.length);
    this.#mostCheckups = Math.max(1, this.#checkupsDue);
  }

  /** The pattern of no visit. */
  empty(): Pattern {
    return this.#finish([]);
  }

  /**
   * The best pattern at these prices, by dynamic programming over months: state = visits and check-ups so
   * far; a visit jumps over the gap.
   * @returns the pattern, and its value less what it uses at these prices
   */
  best(at: MonthPrices): { pattern: Pattern; reduced: number } {
    const months = this.#open.length;
    const checkupStates = this.#mostCheckups + 1;
    const states = (this.#mostVisits + 1) * checkupStates;
    const worth = new Float64Array((months + 1) * states).fill(UNREACHED);
    const came = new Int32Array((months + 1) * states).fill(-1);
    worth[0] = 0;
    const reach = (to: number, value: number, from: number): void => {
      if (value > (worth[to] ?? UNREACHED)) {
        worth[to] = value;
        came[to] = from;
      }
    };
    for (let month = 0; month < months; month++) {
      const here = month * states;
      const after = Math.min(months, month + this.#gap) * states;
      const night = this.isNightUnit ? Math.max(0, at.night[month] ?? 0) : 0;
      const common = (this.#gain[month] ?? 0) + at.visit + night;
      const minute = at.minute[month] ?? 0;
      const plain = common - this.minutesPlain * minute + (at.plain[month] ?? 0);
      const full =
        common - this.minutesCheckup * (minute + (at.bureauMinute[month] ?? 0)) + at.checkup;
      for (let state = 0; state < states; state++) {
        const value = worth[here + state] ?? UNREACHED;
        if (value === UNREACHED) continue;
        reach(here + states + state, value, here + state);
        const visits = Math.floor(state / checkupStates);
        if (!this.#open[month] || visits >= this.#mostVisits) continue;
        const next = after + state + checkupStates;
        const step = this.#step[visits] ?? 0;
        reach(next, value + plain + step, here + state);
        if (state % checkupStates < this.#mostCheckups)
          reach(next + 1, value + full + step, here + state);
      }
    }
    let bestState = 0;
    let reduced = UNREACHED;
    for (let state = 0; state < states; state++) {
      const value = worth[months * states + state] ?? UNREACHED;
      if (value === UNREACHED) continue;
      const short = this.#shortfall(Math.floor(state / checkupStates), state % checkupStates);
      const total = value - this.#priceOf(short);
      if (total > reduced) [reduced, bestState] = [total, state];
    }
    return {
      pattern: this.#finish(this.#trace(came, months * states + bestState, states)),
      reduced,
    };
  }

  #trace(came: Int32Array, end: number, states: number): PatternVisit[] {
    const checkupStates = this.#mostCheckups + 1;
    const visits: PatternVisit[] = [];
    for (let at = end; (came[at] ?? -1) >= 0;) {
      const from = came[at] ?? 0;
      const [state, before] = [at % states, from % states];
      if (state !== before)
        visits.push({
          month: Math.floor(from / states),
          checkup: state % checkupStates !== before % checkupStates,
        });
      at = from;
    }
    return visits.reverse();
  }

  #shortfall(visits: number, checkups: number): Pattern['short'] {
    return {
      checkups: Math.max(0, this.#checkupsDue - checkups),
      tier_visits: Math.max(0, this.#visitsDue - visits),
    };
  }

  #priceOf(short: Pattern['short']): number {
    const { prices } = this.options;
    return short.checkups * prices.checkups + short.tier_visits * prices.tier_visits;
  }

  #finish(visits: readonly PatternVisit[]): Pattern {
    const short = this.#shortfall(visits.length, visits.filter(({ checkup }) => checkup).length);
    const value = visits.reduce(
      (sum, { month }, done) => sum + (this.#gain[month] ?? 0) + (this.#step[done] ?? 0),
      -this.#priceOf(short),
    );
    return { visits, value, short };
  }
}
