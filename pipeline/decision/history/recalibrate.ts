import type { HistoryFit } from './model.ts';
import { bernoulli, fitWeights } from './regression.ts';
import type { Rolled } from './rolling.ts';

/** How firmly slope and intercept may stay at 1 and 0; the firmest first, which hardly lets them turn. */
const RIDGES = [10_000, 1000, 100, 10, 1];

type Made = Pick<Rolled, 'logOdds' | 'outcome' | 'window'>;

/** Firmness of either. */
interface Firmness {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * Recalibrates probabilities on the predictions made: log-odds become `intercept + slope × log-odds` (Platt 1999,
 * Advances in Large Margin Classifiers, 61–74). How firmly the slope stays at 1 and the intercept at 0 is chosen
 * as all else is: each window is recalibrated on the windows before it alone, and the firmness kept under which the
 * events were most probable; ties go to the firmer. So where there is one window alone, which cannot tell what of
 * its level will last, probabilities stay as they are.
 */
export function recalibrate(made: Made): HistoryFit['recalibration'] {
  const firmest = RIDGES[0] ?? 1;
  let best: Firmness = { slope: firmest, intercept: firmest };
  let most = -Infinity;
  for (const slope of RIDGES)
    for (const intercept of RIDGES) {
      const logLikelihood = foreseen(made, { slope, intercept });
      if (logLikelihood > most + 1e-6) [best, most] = [{ slope, intercept }, logLikelihood];
    }
  return platt(made, made.outcome.length, best);
}

/** Log-likelihood of each window but the first, recalibrated on those before it. */
function foreseen(made: Made, firmness: Firmness): number {
  const { logOdds, outcome, window } = made;
  let logLikelihood = 0;
  for (let from = 0, to = 0; from < window.length; from = to) {
    while (to < window.length && window[to] === window[from]) to += 1;
    if (from === 0) continue;
    const { intercept, slope } = platt(made, from, firmness);
    for (let row = from; row < to; row++)
      logLikelihood += bernoulli(outcome[row] ?? 0, intercept + slope * (logOdds[row] ?? 0));
  }
  return logLikelihood;
}

/** The recalibration by the first so many predictions. */
function platt(
  { logOdds, outcome }: Made,
  predictions: number,
  firmness: Firmness,
): HistoryFit['recalibration'] {
  const { intercept, weights } = fitWeights(
    'logistic',
    {
      x: logOdds.subarray(0, predictions),
      columns: 1,
      y: outcome.subarray(0, predictions),
      offset: new Float64Array(predictions),
    },
    { centre: [1], free: [false], ridge: firmness.slope, interceptRidge: firmness.intercept },
  );
  return { intercept, slope: weights[0] ?? 1 };
}
