/** A figure with its 95 % interval; null where it does not exist. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface Named {
  readonly method: string;
  readonly method_zh: string;
  readonly method_en: string;
}

export interface RunRow {
  readonly status: 'measured' | 'few_events' | 'no_events' | 'no_visits' | 'few_months';
  readonly window_from: string | null;
  readonly window_to: string | null;
  readonly window_months: number;
  readonly origins: number;
  readonly units: number;
  readonly visits: number;
  readonly events: number;
}

export interface MetricRow extends Named, Figure {
  readonly scope: 'all' | 'window';
  readonly window_from: string;
  readonly window_to: string;
  readonly metric: string;
  readonly metric_zh: string;
  readonly metric_en: string;
  readonly visits: number;
  readonly events: number;
}

export interface DifferenceRow extends Named, Figure {
  readonly baseline: string;
  readonly baseline_zh: string;
  readonly baseline_en: string;
  readonly metric: string;
}

export interface CalibrationRow extends Named {
  readonly bin: number;
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly visits: number;
}

export interface CurveRow extends Named {
  readonly share: number;
  readonly recall: number;
}

export interface GroupRow extends Figure {
  readonly grouping: 'ownership' | 'setting' | 'size' | 'kind';
  readonly group_value: string;
  /** Null where the figure is of no method. */
  readonly method: string | null;
  readonly metric: string;
  readonly gap: number | null;
  readonly gap_low: number | null;
  readonly gap_high: number | null;
  readonly visits: number;
  readonly events: number;
}

export interface MethodRow {
  readonly method: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly description_zh: string;
  readonly description_en: string;
  readonly source: string;
  readonly is_baseline: boolean;
}

export interface MeasureRow {
  readonly metric: string;
  readonly label_zh: string;
  readonly label_en: string;
  readonly description_zh: string;
  readonly description_en: string;
  readonly reference: number | null;
}

/** All that the section shows. */
export interface BacktestData {
  readonly run: RunRow | undefined;
  readonly metrics: readonly MetricRow[];
  readonly differences: readonly DifferenceRow[];
  readonly calibration: readonly CalibrationRow[];
  readonly curves: readonly CurveRow[];
  readonly groups: readonly GroupRow[];
  readonly methods: readonly MethodRow[];
  readonly measures: readonly MeasureRow[];
}
