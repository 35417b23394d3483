import { calibrationError, CALIBRATION_BINS } from './calibration-bins.ts';
import { quantile } from './interval.ts';
import { randomNumbers } from './random.ts';
import type { Ranking } from './ranking.ts';

/** How the simulation is made. */
export interface SimulationOptions {
  readonly bins?: number;
  /** Default 1000. */
  readonly replicates?: number;
  readonly seed?: number;
}

/**
 * The calibration error that chance alone gives: outcomes are drawn from the very probabilities, so the model
 * is right by construction, and the 95th percentile of the error is what a perfectly calibrated model of these
 * probabilities and this many visits stays under in 19 of 20 cases. A measured error above it is a sign of
 * miscalibration; one below it is not told from none.
 * Source: consistency resampling, Bröcker & Smith 2007, Weather and Forecasting 22, 651–661.
 * @param ranking of the probabilities of the event
 * @returns NaN without visits
 */
export function calibrationLimit(
  ranking: Ranking,
  { bins = CALIBRATION_BINS, replicates = 1000, seed = 1 }: SimulationOptions = {},
): number {
  const random = randomNumbers(seed);
  const event = new Uint8Array(ranking.score.length);
  const errors = new Float64Array(replicates);
  // Drawn in the order of the ranking, highest first: the order of the input must not matter.
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (const visit of ranking.order)
      event[visit] = random() < (ranking.score[visit] ?? 0) ? 1 : 0;
    errors[replicate] = calibrationError(ranking, event, bins);
  }
  return quantile(errors, 0.95);
}
