import {
  auc,
  bootstrapUnits,
  brierSkill,
  calibrationError,
  calibrationFit,
  calibrationLimit,
  daysEarlier,
  daysEarlierWithin,
  liftAt,
  percentileInterval,
  rank,
  splitRanking,
  withinAuc,
  type Weights,
} from '../../../pipeline/decision/backtest/metrics/index.ts';
import type { Predictions } from './predictions.ts';

/** A figure with its 95 % interval: bootstrap over units. */
export interface Figure {
  readonly value: number | null;
  readonly ci: readonly [low: number | null, high: number | null];
}

export type Figures = Readonly<Record<string, Figure | number | null>>;

const REPLICATES = 400;

/**
 * All figures of predictions, each with its interval, and the baselines' beside them from the same draws.
 * `known_team_` is the model where it is known who inspects: strictness helps to foresee what will be written down,
 * and is no fault of a unit. `ece_limit` is the 95th percentile of the calibration error of a perfectly calibrated model of that size.
 * @param others more scores to hold against, by name
 */
export function figuresOf(
  predictions: Predictions,
  others: Readonly<Record<string, Float64Array>> = {},
): Figures {
  const { event, probability, day, inspector, unit, scores } = predictions;
  const calendar = rank(day);
  const calendars = splitRanking(calendar, inspector);
  const known = inspector.some((one) => one >= 0);
  const byProbability = rank(probability);
  const measures = new Map<string, (weights?: Weights) => number>();
  const ranked = { ...scores, ...(known ? { known_team: probability } : {}), ...others };
  for (const [name, score] of Object.entries(ranked)) {
    const ranking = rank(score);
    const split = splitRanking(ranking, inspector);
    const prefix = name === 'history' ? '' : `${name}_`;
    measures.set(`${prefix}auc`, (weights) => auc(ranking, event, weights));
    measures.set(`${prefix}lift10`, (weights) => liftAt(ranking, event, 0.1, weights));
    measures.set(`${prefix}lift20`, (weights) => liftAt(ranking, event, 0.2, weights));
    measures.set(`${prefix}days_earlier`, (weights) =>
      daysEarlier(ranking, event, calendar, weights),
    );
    if (!known) continue;
    measures.set(`${prefix}within_auc`, (weights) => withinAuc(ranking, event, inspector, weights));
    measures.set(`${prefix}days_earlier_within`, (weights) =>
      daysEarlierWithin(split, event, calendars, weights),
    );
  }
  measures.set('ece', (weights) => calibrationError(byProbability, event, undefined, weights));
  measures.set('brier_skill', (weights) => brierSkill(probability, event, weights));
  measures.set(
    'slope',
    (weights) => calibrationFit(probability, event, weights)?.slope.value ?? NaN,
  );
  const names = [...measures.keys()];
  const columns = bootstrapUnits(
    unit,
    (weights) => names.map((name) => measures.get(name)?.(weights) ?? NaN),
    { replicates: REPLICATES },
  );
  const figures: Record<string, Figure | number | null> = {
    units: new Set(unit).size,
    visits: event.length,
    events: event.reduce((sum, one) => sum + one, 0),
    fitted: predictions.fits.every(({ status }) => status === 'fitted') ? 1 : 0,
  };
  names.forEach((name, column) => {
    figures[name] = figure(measures.get(name)?.() ?? NaN, columns[column] ?? new Float64Array());
  });
  for (const measure of ['auc', 'lift20', ...(known ? ['within_auc'] : [])])
    figures[`${measure}_over_ewma`] = difference(
      measure,
      `ewma_${measure}`,
      names,
      columns,
      measures,
    );
  figures['ece_limit'] = finite(calibrationLimit(byProbability));
  return figures;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function figure(value: number, replicates: Float64Array): Figure {
  const { low, high } = percentileInterval(replicates);
  return { value: finite(value), ci: [finite(low), finite(high)] };
}

function difference(
  one: string,
  other: string,
  names: readonly string[],
  columns: readonly Float64Array[],
  measures: ReadonlyMap<string, (weights?: Weights) => number>,
): Figure {
  const first = columns[names.indexOf(one)] ?? new Float64Array();
  const second = columns[names.indexOf(other)] ?? new Float64Array();
  return figure(
    (measures.get(one)?.() ?? NaN) - (measures.get(other)?.() ?? NaN),
    first.map((value, replicate) => value - (second[replicate] ?? NaN)),
  );
}
