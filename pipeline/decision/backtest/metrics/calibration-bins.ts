import { weightBetween, type Ranking, type Weights } from './ranking.ts';

/** Visits of similar probability: what was said of them and what came true. */
export interface CalibrationBin {
  /** Mean probability said. */
  readonly predicted: number;
  /** Share in which the event was found. */
  readonly observed: number;
  /** Size of the bin; a fraction where a tie was cut. */
  readonly visits: number;
}

/** Equal-count bins of the calibration error wherever no other number is named. */
export const CALIBRATION_BINS = 10;

/**
 * Cuts visits, ordered by their probability, into bins of equal size. A tie that lies across a cut goes to both
 * sides in proportion, so the order of the input decides nothing.
 * @param ranking of the probabilities of the event
 * @param event 1 where the visit found the event, else 0
 * @returns lowest probability first; fewer than `bins` only where there are no visits
 */
export function calibrationBins(
  ranking: Ranking,
  event: ArrayLike<number>,
  bins: number = CALIBRATION_BINS,
  weights?: Weights,
): CalibrationBin[] {
  const { order, ends, score } = ranking;
  const total = weightBetween(order, 0, order.length, weights);
  if (total === 0) return [];
  const size = total / bins;
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  let seen = 0;
  let start = 0;
  for (const end of ends) {
    const weight = weightBetween(order, start, end, weights);
    const probability = score[order[start] ?? 0] ?? 0;
    let events = 0;
    for (; start < end; start++) {
      const visit = order[start] ?? 0;
      if (event[visit] === 1) events += weights?.[visit] ?? 1;
    }
    if (weight === 0) continue;
    const last = Math.min(bins - 1, Math.ceil((seen + weight) / size) - 1);
    for (let bin = Math.min(last, Math.floor(seen / size)); bin <= last; bin++) {
      const until = bin === bins - 1 ? total : (bin + 1) * size;
      const part = Math.max(0, Math.min(seen + weight, until) - Math.max(seen, bin * size));
      predicted[bin] = (predicted[bin] ?? 0) + part * probability;
      observed[bin] = (observed[bin] ?? 0) + (part / weight) * events;
    }
    seen += weight;
  }
  return Array.from(predicted, (sum, bin) => ({
    predicted: sum / size,
    observed: (observed[bin] ?? 0) / size,
    visits: size,
  })).reverse();
}

/**
 * Expected calibration error: the mean over equal-count bins of |mean probability − share observed|.
 * Source: Naeini, Cooper & Hauskrecht 2015, AAAI; bins of equal count as in Nixon et al. 2019, CVPR Workshops.
 * @param ranking of the probabilities of the event
 * @param event 1 where the visit found the event, else 0
 * @param bins how many; a figure is comparable only with one of as many bins
 * @returns 0 to 1, 0 = calibrated; NaN without visits
 */
export function calibrationError(
  ranking: Ranking,
  event: ArrayLike<number>,
  bins: number = CALIBRATION_BINS,
  weights?: Weights,
): number {
  const cut = calibrationBins(ranking, event, bins, weights);
  const gaps = cut.map(({ predicted, observed }) => Math.abs(predicted - observed));
  return gaps.reduce((sum, gap) => sum + gap, 0) / cut.length;
}
