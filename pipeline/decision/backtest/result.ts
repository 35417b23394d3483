import type { JudgedBin } from './calibration.ts';
import type { GroupGap } from './group-gaps.ts';
import type { Measured } from './intervals.ts';
import type { MetricName } from './measures.ts';
import type { MethodName } from './methods.ts';

/** Why there is no figure, or whether to trust those there are. */
export type BacktestStatus =
  /** No visit has been received. */
  | 'no_visits'
  /** No origin has a year of visits before it and a whole window after. */
  | 'few_months'
  /** The visits after the origins found nothing serious, or nothing else. */
  | 'no_events'
  /** Fewer than ten serious findings: the intervals say how little is known. */
  | 'few_events'
  | 'measured';

/** One figure of a method over the visits of a scope. */
export interface MetricRow extends Measured {
  /** `all` windows together, or one `window`. */
  readonly scope: 'all' | 'window';
  readonly from: string;
  readonly to: string;
  readonly method: MethodName;
  readonly metric: MetricName;
  readonly units: number;
  readonly visits: number;
  readonly events: number;
}

export interface DifferenceRow extends Measured {
  readonly method: MethodName;
  readonly baseline: MethodName;
  readonly metric: MetricName;
}

export interface CurvePoint {
  readonly method: MethodName;
  readonly share: number;
  readonly recall: number;
}

/** All that a backtest found. */
export interface Backtest {
  readonly status: BacktestStatus;
  /** First day after the first origin and last day of the last window; null without origins. */
  readonly from: string | null;
  readonly to: string | null;
  readonly window: number;
  readonly origins: number;
  readonly units: number;
  readonly visits: number;
  readonly events: number;
  readonly replicates: number;
  readonly seed: number;
  readonly metrics: readonly MetricRow[];
  readonly differences: readonly DifferenceRow[];
  readonly calibration: readonly (JudgedBin & { method: MethodName; bin: number })[];
  readonly curves: readonly CurvePoint[];
  readonly groups: readonly GroupGap[];
}
