import { gammaQuantile, gammaTail } from './gamma.ts';
import { knownBefore, recollect, type Known, type Target } from './memory.ts';
import { weigh, type HistoryFit } from './model.ts';
import { references, usualReference } from './reference.ts';
import { logOdds, MOST_PREDICTOR, probability } from './regression.ts';
import { dayOf, type VisitTable } from './visits.ts';

/** What the next visit to a unit is expected to find. */
export interface Expectation {
  /** Severity points, and the interval in which the unit's own rate lies. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Severity points expected after one more visit that finds nothing; never more than `expected`. */
  readonly ifClean: number;
  /** Severity points expected of a unit of the class that was never visited. */
  readonly classMean: number;
  /** Probability that the visit finds something serious. */
  readonly seriousProbability: number;
  /** Probability that the unit's rate lies above the policy's threshold. */
  readonly aboveProbability: number;
  /** The same after one more visit that finds nothing; never more than `aboveProbability`. */
  readonly aboveIfClean: number;
  /** Visits known, and what they weigh by recency. */
  readonly visits: number;
  readonly weightedVisits: number;
}

/** A factor of a reference, as far as the regression sees it (regression.ts). */
const factorOf = (weighed: number): number => Math.exp(Math.min(MOST_PREDICTOR, weighed));

/** Before the first visit to any unit there is nothing to expect. */
const NOTHING_KNOWN: Expectation = {
  expected: 0,
  low: 0,
  high: 0,
  ifClean: 0,
  classMean: 0,
  seriousProbability: 0,
  aboveProbability: 0,
  aboveIfClean: 0,
  visits: 0,
  weightedVisits: 0,
};

/** Numbers of the policy that the expectation is told by. */
export interface Told {
  /** Normal quantile of the ends of the interval. */
  readonly bandZ: number;
  /** Points a visit above which a unit is to be looked at more often. */
  readonly threshold: number;
  /** For a visit in the month of the target's day; default for any day of a year. */
  readonly seasonal?: boolean;
}

/** A fitted model with the visits known at a moment: ready to predict. */
export interface Foresight {
  readonly fit: HistoryFit;
  readonly known: Known;
}

/**
 * Puts the visits known at a moment under a fitted model. Visits after the fit's origin count by its reference.
 * @param until first day that is not known, days since 1970; on or after the fit's origin
 */
export function foresee(fit: HistoryFit, table: VisitTable, until: number): Foresight {
  const origin = dayOf(fit.origin);
  return {
    fit,
    known: knownBefore(table, until, fit.settings, {
      reference: references(table, fit.rememberedReference, origin),
      serious: references(table, fit.seriousReference, origin),
    }),
  };
}

/**
 * What a visit on a day is expected to find, by nobody in particular:
 *
 *     expected = reference × exp(intercept + Σ weight × feature)
 *     log-odds = log-odds of the reference + intercept + Σ weight × feature, then recalibrated
 *
 * The unit's own rate is Gamma distributed around `expected`; its shape is the reference points of the visits that
 * the slow memory and its prior hold, ÷ dispersion, because points come in lumps (quasi-likelihood, McCullagh &
 * Nelder 1989, ch. 9). The shape does not depend on what was found, so a worse visit moves all of it up.
 */
export function expectation(
  { fit, known }: Foresight,
  target: Target,
  { bandZ, threshold, seasonal = false }: Told,
): Expectation {
  if (known.visits === 0) return NOTHING_KNOWN;
  const now = recollect(known, fit.settings, target);
  const clean = recollect(known, fit.settings, target, true);
  const day = seasonal ? target.day : undefined;
  const reference = usualReference(fit.pointsReference, day);
  const expected = reference * factorOf(weigh(fit.points, now.values));
  const shapeOf = ({ weightedVisits }: { weightedVisits: number }): number =>
    ((fit.settings.priorVisits + weightedVisits) * reference) / fit.dispersion;
  const shape = shapeOf(now);
  const ifClean = Math.min(expected, reference * factorOf(weigh(fit.points, clean.values)));
  const aboveProbability = gammaTail(expected, shape, threshold);
  const stranger = recollect(known, fit.settings, { ...target, unit: -1 });
  return {
    expected,
    // Where the shape is tiny a quantile can lie on the wrong side of the mean.
    low: Math.min(expected, gammaQuantile(expected, shape, -bandZ)),
    high: Math.max(expected, gammaQuantile(expected, shape, bandZ)),
    ifClean,
    classMean: reference * factorOf(weigh(fit.points, stranger.values)),
    seriousProbability: seriousProbability(
      fit,
      usualReference(fit.seriousReference, day),
      weigh(fit.serious, now.values),
    ),
    aboveProbability,
    // A tail can lie on the wrong side where the shape is tiny, like the quantiles.
    aboveIfClean: Math.min(aboveProbability, gammaTail(ifClean, shapeOf(clean), threshold)),
    visits: now.visits,
    weightedVisits: now.weightedVisits,
  };
}

/**
 * Probability that a visit finds something serious, where it is known who goes, how and when.
 * @param visit place in the table of a visit whose outcome is not known: only its circumstances are read
 */
export const probabilityOfVisit = (
  { fit, known }: Foresight,
  target: Target,
  visit: number,
): number =>
  seriousProbability(
    fit,
    known.serious[visit] ?? 0,
    weigh(fit.serious, recollect(known, fit.settings, target).values),
  );

function seriousProbability(fit: HistoryFit, reference: number, weighed: number): number {
  const { intercept, slope } = fit.recalibration;
  return probability(intercept + slope * (logOdds(reference) + weighed));
}
