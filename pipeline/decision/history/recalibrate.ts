import type { HistoryFit } from './model.ts';
import { bernoulli, fitWeights } from './regression.ts';
import type { Rolled } from './rolling.ts';

/** How firmly the recalibration may stay at slope 1; the firmest first, which hardly lets it turn. */
const RIDGES = [10_000, 1000, 100, 10, 1];

type Made = Pick<Rolled, 'logOdds' | 'outcome' | 'window'>;

/**
 * Recalibrates probabilities on the predictions made: log-odds become `intercept + slope × log-odds` (Platt 1999,
 * Advances in Large Margin Classifiers, 61–74). How firmly the slope stays at 1 is chosen as all else is: each
 * window is recalibrated on the windows before it alone, and the firmness kept under which the events were most
 * probable; ties go to the firmer.
 */
export function recalibrate(made: Made): HistoryFit['recalibration'] {
  let best = { ridge: RIDGES[0] ?? 1, logLikelihood: -Infinity };
  for (const ridge of RIDGES) {
    const logLikelihood = foreseen(made, ridge);
    if (logLikelihood > best.logLikelihood + 1e-6) best = { ridge, logLikelihood };
  }
  return platt(made, made.outcome.length, best.ridge);
}

/** Log-likelihood of each window but the first, recalibrated on those before it. */
function foreseen(made: Made, ridge: number): number {
  const { logOdds, outcome, window } = made;
  let logLikelihood = 0;
  for (let from = 0, to = 0; from < window.length; from = to) {
    while (to < window.length && window[to] === window[from]) to += 1;
    if (from === 0) continue;
    const { intercept, slope } = platt(made, from, ridge);
    for (let row = from; row < to; row++)
      logLikelihood += bernoulli(outcome[row] ?? 0, intercept + slope * (logOdds[row] ?? 0));
  }
  return logLikelihood;
}

/** The recalibration by the first so many predictions. */
function platt(
  { logOdds, outcome }: Made,
  predictions: number,
  ridge: number,
): HistoryFit['recalibration'] {
  const { intercept, weights } = fitWeights(
    'logistic',
    {
      x: logOdds.subarray(0, predictions),
      columns: 1,
      y: outcome.subarray(0, predictions),
      offset: new Float64Array(predictions),
    },
    { centre: [1], free: [false], ridge },
  );
  return { intercept, slope: weights[0] ?? 1 };
}
