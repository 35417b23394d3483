import { bootstrapUnits, liftAt, percentileInterval, rank } from '../backtest/metrics/index.ts';
import {
  featuresOf,
  headOf,
  type Evidence,
  type Head,
  type HistoryFit,
  type HistoryPrior,
  type PriorBecause,
  type Settings,
} from './model.ts';
import { fitWeights, type Weights } from './regression.ts';
import { flatReference, HALF_YEAR } from './reference.ts';
import { recalibrate } from './recalibrate.ts';
import { priorOf, rollingBench, shown, trainSerious, type Rolled } from './rolling.ts';
import { isSound } from './sound.ts';
import { neighbours, STARTING_POINT } from './search.ts';
import { dateOf, tableBefore, visitsBefore, type VisitTable } from './visits.ts';
import { stack, standAt, windowsBefore, type Rows } from './window.ts';

/** Below this many events, or visits without one, among the predictions nothing is fitted. */
const LEAST_OF_EACH = 20;

/** Days of a window: half a year, and where half-years are too few a quarter, so that a young record can tell too. */
const WINDOW_DAYS = [HALF_YEAR, HALF_YEAR / 2];

/**
 * Where nothing is fitted, how many times as steeply the log-odds of the event rise with what a unit showed as the
 * logarithm of its points does: the event is the tail of the points. Measured (docs/history-elsewhere.md).
 */
const EVENT_STEEPNESS = 3;

/** Rounds of the search over settings; it ends before where a round changes nothing. */
const ROUNDS = 2;

const LIFT_SHARE = 0.2;

/** What a fit may look at. */
export interface FitOptions {
  readonly prior: HistoryPrior;
  /**
   * Judge settings by these visits only: 1 for each visit of the table that counts. All are learned from; this
   * names those for which predictions will be used. Default all.
   */
  readonly scope?: ArrayLike<number>;
  /** Replicates of the lift's interval; default 200. */
  readonly replicates?: number;
}

/**
 * Fits the history model to the visits before an origin.
 *
 * The half-years before the origin are windows, and where these hold too little to predict the quarters. For each,
 * references and memories are made from the visits before it alone; the first visit of each unit in it is what must be
 * predicted. Every choice (settings,
 * covariates) is judged by the log-likelihood of predicting a window from the windows before it, so nothing is
 * chosen on what it is tried on (prequential: Dawid 1984, J. R. Statist. Soc. A 147, 278–292). Settings are
 * searched one at a time over fixed grids, the best kept, ties to the earlier. Then the weights are fitted to all
 * windows, and the probabilities recalibrated on the predictions made (Platt 1999, Advances in Large Margin
 * Classifiers, 61–74).
 * @param origin first day that is not known, days since 1970
 * @returns plain data; the prior, with the reason, where there are too few windows, events or visits without one,
 *   or where a number of the fit is not finite
 */
export function fitHistory(all: VisitTable, origin: number, options: FitOptions): HistoryFit {
  const table = tableBefore(all, origin);
  const telling = tellingWindows(table, origin, options.scope);
  if (!telling) return priorFit(table, origin, options.prior, 'too_few');
  const { windowDays, windows, bench, first } = telling;

  let settings = STARTING_POINT;
  let best = first;
  for (let round = 0; round < ROUNDS; round++) {
    const before = settings;
    for (const turn of neighbours) {
      for (const candidate of turn(settings)) {
        const tried = bench.predict(candidate);
        if (tried.logLikelihood > best.logLikelihood + 1e-6) [settings, best] = [candidate, tried];
      }
    }
    if (settings === before) break;
  }

  const standpoint = standAt(table, origin, settings);
  const rows = stack(windows.map((window) => bench.rows(window, settings)));
  const names = featuresOf(settings);
  const weights = trainOn(rows, settings);
  const fit: Omit<HistoryFit, 'evidence'> = {
    origin: dateOf(origin),
    status: 'fitted',
    priorBecause: null,
    settings,
    pointsReference: standpoint.pointsReference,
    rememberedReference: standpoint.rememberedReference,
    seriousReference: standpoint.seriousReference,
    points: headOf(names, weights.points),
    serious: headOf(names, weights.serious),
    recalibration: recalibrate(best),
    dispersion: dispersionOf(rows, weights.points),
  };
  if (!isSound({ ...fit, evidence: null }) || !best.logOdds.every(Number.isFinite))
    return priorFit(table, origin, options.prior, 'no_convergence');
  return {
    ...fit,
    evidence: evidenceOf(table, origin, windowDays, best, options.replicates ?? 200),
  };
}

/** The longest windows with enough to predict, and what the middle of the grids predicts of them. */
function tellingWindows(table: VisitTable, origin: number, scope: FitOptions['scope']) {
  for (const windowDays of WINDOW_DAYS) {
    const windows = windowsBefore(table, origin, windowDays);
    const bench = rollingBench(table, windows, scope);
    const first = bench.predict(STARTING_POINT);
    const events = first.outcome.reduce((sum, one) => sum + one, 0);
    if (Math.min(events, first.outcome.length - events) >= LEAST_OF_EACH)
      return { windowDays, windows, bench, first };
  }
  return undefined;
}

/** The model of the policy's prior: one memory, shrunk to the class, and no effect of who inspected. */
export function priorFit(
  table: VisitTable,
  origin: number,
  prior: HistoryPrior,
  because: PriorBecause = 'too_few',
): HistoryFit {
  const settings: Settings = {
    ...STARTING_POINT,
    quickCarry: 1,
    slowCarry: 1,
    pointsPower: 1,
    halfLifeDays: prior.halfLifeMonths * 30.4375,
    priorVisits: prior.priorVisits,
    covariates: [],
  };
  const visits = visitsBefore(table, origin);
  const pointsReference = flatReference(table.points, visits);
  const headTimes = (steepness: number): Head =>
    headOf(featuresOf(settings), {
      intercept: 0,
      weights: priorOf(settings).centre.map((weight) => steepness * weight),
    });
  return {
    origin: dateOf(origin),
    status: 'prior',
    priorBecause: because,
    settings,
    pointsReference,
    rememberedReference: pointsReference,
    seriousReference: flatReference(table.serious, visits),
    points: headTimes(1),
    serious: headTimes(EVENT_STEEPNESS),
    recalibration: { intercept: 0, slope: 1 },
    dispersion: prior.overdispersion,
    evidence: null,
  };
}

const trainOn = (rows: Rows, settings: Settings): { points: Weights; serious: Weights } => ({
  points: fitWeights(
    'poisson',
    { x: rows.x, columns: rows.columns, y: rows.points, offset: rows.pointsOffset },
    priorOf(settings),
  ),
  serious: trainSerious(rows, settings),
});

/** Pearson's estimate: Σ (y − μ)² ÷ μ ÷ degrees of freedom. */
function dispersionOf(rows: Rows, weights: Weights): number {
  let sum = 0;
  rows.points.forEach((found, row) => {
    const expected = Math.exp(
      (rows.pointsOffset[row] ?? 0) + weights.intercept + shown(rows, row, weights),
    );
    sum += (found - expected) ** 2 / expected;
  });
  return Math.max(1, sum / Math.max(1, rows.points.length - rows.columns - 1));
}

function evidenceOf(
  table: VisitTable,
  origin: number,
  windowDays: number,
  rolled: Rolled,
  replicates: number,
): Evidence {
  const { outcome, ofUnit, rate } = rolled;
  // Who goes, and when, is not the unit's doing, and would lift a model that knows nothing of it.
  const ranking = rank(ofUnit);
  const units = [...new Set(rolled.unit)];
  const codes = new Map(units.map((unit, code) => [unit, code]));
  const [lifts = new Float64Array()] = bootstrapUnits(
    rolled.unit.map((unit) => codes.get(unit) ?? 0),
    (weights) => [liftAt(ranking, outcome, LIFT_SHARE, weights)],
    { replicates },
  );
  const { low, high } = percentileInterval(lifts);
  const ofRate = outcome.reduce(
    (sum, came, row) => sum + Math.log(came === 1 ? (rate[row] ?? 0) : 1 - (rate[row] ?? 0)),
    0,
  );
  return {
    visits: visitsBefore(table, origin),
    windows: rolled.windows,
    windowDays,
    predictions: outcome.length,
    units: units.length,
    events: outcome.reduce((sum, one) => sum + one, 0),
    logLikelihood: rolled.logLikelihood / outcome.length,
    logLikelihoodOfRate: ofRate / outcome.length,
    lift: liftAt(ranking, outcome, LIFT_SHARE),
    liftLow: low,
    liftHigh: high,
  };
}
