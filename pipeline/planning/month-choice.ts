import type { BendableRule, ClashingRule, Prices } from './month-rules.ts';
import type { Pattern } from './patterns.ts';
import type { PlanUnit } from './unit.ts';

/** How the choice of months sees the world. */
export interface MonthOptions {
  /** Minutes of the way to a unit. */
  readonly leg: (unit: PlanUnit) => number;
  /** Share of a day's minutes that is taken to be usable. */
  readonly fill: number;
  readonly prices?: Prices;
  /** False where only broken rules count. */
  readonly valued?: boolean;
  readonly leftOut?: ReadonlySet<ClashingRule>;
  /** Stop once the bound is this near, relatively. */
  readonly gap: number;
  readonly seconds: number;
  readonly stopRequested?: (() => boolean) | undefined;
  readonly onBetter?: ((best: number, bound: number) => void) | undefined;
}

/** Which months each unit is seen in. */
export interface MonthChoice {
  /** In the order of the situation's units. */
  readonly patterns: readonly Pattern[];
  readonly objective: number;
  /** No choice is worth more, in this view of the world. */
  readonly bound: number;
  /** Broken by the choice, in minutes, check-ups or visits. */
  readonly broken: Readonly<Partial<Record<BendableRule, number>>>;
}

/** The relaxation: patterns may be split. */
export interface Relaxed {
  readonly objective: number;
  readonly bound: number;
  readonly broken: Readonly<Partial<Record<BendableRule, number>>>;
}
