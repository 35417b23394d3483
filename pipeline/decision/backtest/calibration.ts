import { known, type Measured } from './intervals.ts';
import type { MetricName } from './measures.ts';
import {
  calibrationBins,
  calibrationError,
  calibrationFit,
  calibrationLimit,
  rank,
  type CalibrationBin,
  type Estimate,
} from './metrics/index.ts';

/** A bin with the 95 % interval of the share observed. */
export interface JudgedBin extends CalibrationBin {
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  readonly figures: ReadonlyMap<MetricName, Measured>;
  readonly bins: readonly JudgedBin[];
}

/** Normal quantile of a 95 % interval. */
const Z = 1.959964;

/** Judges the probabilities of a method against what was found. */
export function calibrate(
  probability: Float64Array,
  event: Uint8Array,
  options: { seed: number },
): Calibration {
  const ranking = rank(probability);
  const fit = calibrationFit(probability, event);
  return {
    figures: new Map<MetricName, Measured>([
      ['calibration_error', alone(calibrationError(ranking, event))],
      ['calibration_limit', alone(calibrationLimit(ranking, options))],
      ['calibration_slope', fitted(fit?.slope)],
      ['calibration_intercept', fitted(fit?.intercept)],
    ]),
    bins: calibrationBins(ranking, event).map((bin) => ({ ...bin, ...wilson(bin) })),
  };
}

const alone = (value: number): Measured => ({ value: known(value), low: null, high: null });

const fitted = (estimate: Estimate | undefined): Measured =>
  estimate ?? { value: null, low: null, high: null };

/** Interval of a share: Wilson 1927, J. Amer. Statist. Assoc. 22, 209–212. */
function wilson({ observed, visits }: CalibrationBin): { low: number; high: number } {
  const shrink = 1 + Z ** 2 / visits;
  const middle = (observed + Z ** 2 / (2 * visits)) / shrink;
  const half =
    (Z * Math.sqrt((observed * (1 - observed)) / visits + (Z / (2 * visits)) ** 2)) / shrink;
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
