import { isFree } from './memory.ts';
import { featuresOf, type Settings } from './model.ts';
import { bernoulli, fitWeights, type Prior, type Weights } from './regression.ts';
import { spread } from './reference.ts';
import type { VisitTable } from './visits.ts';
import {
  rowsOf,
  stack,
  standAt,
  type ReferenceShelf,
  type Rows,
  type Standpoint,
  type Window,
} from './window.ts';

/** Windows that must lie before the first one predicted. */
const TRAINING_WINDOWS = 2;

/** Predictions of windows, each made from the windows before it. */
export interface Rolled {
  readonly logLikelihood: number;
  /** One a prediction: log-odds, whether the event came, the rate before, the unit. */
  readonly logOdds: Float64Array;
  /**
   * The part of the log-odds that was shown, by the unit or its like: whoever goes, how, and when, be it the month or
   * the time since the last visit.
   */
  readonly ofUnit: Float64Array;
  readonly outcome: Float64Array;
  readonly rate: Float64Array;
  readonly unit: Int32Array;
  /** Place of the window that a prediction lies in; they rise. */
  readonly window: Int32Array;
  readonly windows: number;
}

/** Tries settings on windows. What they share is made once. */
export function rollingBench(
  table: VisitTable,
  windows: readonly Window[],
  scope: ArrayLike<number> | undefined,
): { predict: (settings: Settings) => Rolled; rows: (window: Window, of: Settings) => Rows } {
  const standpoints = new Map<string, Standpoint>();
  const shelf: ReferenceShelf = new Map();
  const tried = new Map<string, Rolled>();
  const rows = (window: Window, settings: Settings): Rows => {
    const { groupPriorVisits, pointsPower } = settings;
    const key = [window.from, groupPriorVisits, pointsPower].join(' ');
    const standpoint = standpoints.get(key) ?? standAt(table, window.from, settings, shelf);
    standpoints.set(key, standpoint);
    return rowsOf(standpoint, window.targets, settings);
  };
  // Settings that differ by the ridge alone read the same rows.
  let latest: { key: string; parts: Rows[] } | undefined;
  const partsOf = (settings: Settings): Rows[] => {
    const key = JSON.stringify({ ...settings, ridge: 0 });
    if (latest?.key !== key)
      latest = { key, parts: windows.map((window) => rows(window, settings)) };
    return latest.parts;
  };
  const predict = (settings: Settings): Rolled => {
    const key = JSON.stringify(settings);
    const before = tried.get(key) ?? roll(settings);
    tried.set(key, before);
    return before;
  };
  const roll = (settings: Settings): Rolled => {
    const parts = partsOf(settings);
    const { free } = priorOf(settings);
    const logOdds: number[] = [];
    const ofUnit: number[] = [];
    const outcome: number[] = [];
    const rate: number[] = [];
    const unit: number[] = [];
    const window: number[] = [];
    let logLikelihood = 0;
    let weights: Weights | undefined;
    for (let place = TRAINING_WINDOWS; place < windows.length; place++) {
      const before = stack(parts.slice(0, place));
      weights = trainSerious(before, settings, weights);
      const trained = weights;
      const now = parts[place];
      const [mean] = spread(before.serious, before.serious.length);
      windows[place]?.targets.forEach((visit, row) => {
        if (!now || (scope && scope[visit] !== 1)) return;
        const of = (now.seriousOffset[row] ?? 0) + trained.intercept + shown(now, row, trained);
        const came = now.serious[row] ?? 0;
        logLikelihood += bernoulli(came, of);
        logOdds.push(of);
        ofUnit.push(shown(now, row, trained, free));
        outcome.push(came);
        rate.push(mean);
        unit.push(table.unit.code[visit] ?? 0);
        window.push(place);
      });
    }
    return {
      // Settings under which nothing finite comes out are the worst.
      logLikelihood: Number.isFinite(logLikelihood) ? logLikelihood : -Infinity,
      logOdds: Float64Array.from(logOdds),
      ofUnit: Float64Array.from(ofUnit),
      outcome: Float64Array.from(outcome),
      rate: Float64Array.from(rate),
      unit: Int32Array.from(unit),
      window: Int32Array.from(window),
      windows: Math.max(0, windows.length - TRAINING_WINDOWS),
    };
  };
  return { predict, rows };
}

/** The prior of the weights: a unit counts by its slow memory, and its class by half. */
export function priorOf(settings: Settings): Prior {
  const names = featuresOf(settings);
  return {
    centre: names.map((name) => (name === 'slow_points' ? 1 : name === 'class_points' ? 0.5 : 0)),
    free: names.map(isFree),
    ridge: settings.ridge,
  };
}

/** Fits the weights of the event. */
export const trainSerious = (
  { x, columns, serious, seriousOffset }: Rows,
  settings: Settings,
  start?: Weights,
): Weights =>
  fitWeights(
    'logistic',
    { x, columns, y: serious, offset: seriousOffset },
    priorOf(settings),
    start,
  );

/**
 * What the features of a row make of its linear predictor.
 * @param without columns to leave out; default none
 */
export function shown(
  rows: Rows,
  row: number,
  of: Weights,
  without: readonly boolean[] = [],
): number {
  let sum = 0;
  for (let column = 0; column < rows.columns; column++)
    if (!without[column])
      sum += (of.weights[column] ?? 0) * (rows.x[row * rows.columns + column] ?? 0);
  return sum;
}
