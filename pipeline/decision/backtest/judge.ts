import { calibrate } from './calibration.ts';
import type { Cases } from './cases.ts';
import { calendarsOf, figuresOf, type Figures } from './figures.ts';
import { groupGaps } from './group-gaps.ts';
import { compare, type Comparison, type Measured } from './intervals.ts';
import { measures, type MetricName } from './measures.ts';
import { methods, type MethodName } from './methods.ts';
import { rank, recallAt, type BootstrapOptions } from './metrics/index.ts';
import type { Panel } from './panel.ts';
import type { Period } from './period.ts';
import type { Backtest, DifferenceRow, MetricRow } from './result.ts';
import { steadiness } from './steadiness.ts';
import { trend } from './trend.ts';

/** Steps of the lift curve. */
const CURVE_STEPS = 20;

/** The product's own methods; the others are held against them. */
const own = methods.filter(({ isBaseline }) => !isBaseline).map(({ method }) => method);

/** Every figure of every method on visits of which some found something serious and some did not. */
export function judge(
  cases: Cases,
  panel: Panel,
  period: Period,
  whole: Pick<Backtest, 'from' | 'to' | 'units' | 'visits' | 'events'>,
  options: Required<BootstrapOptions>,
): Pick<Backtest, 'metrics' | 'differences' | 'calibration' | 'curves' | 'groups'> {
  const scores = new Map(
    methods.map(({ method }) => {
      const ofPanel = panel.score.get(method) ?? new Float64Array();
      return [method, Float64Array.from(cases.row, (row) => ofPanel[row] ?? 0)] as const;
    }),
  );
  const scoreOf = (method: MethodName) => scores.get(method) ?? new Float64Array();
  const calendars = calendarsOf(cases);
  const figures = new Map<MethodName, Figures>(
    methods.map((one) => [one.method, figuresOf(one, scoreOf(one.method), cases, calendars)]),
  );
  const comparison = compare(cases.unit, figures, options);
  const steady = steadiness(panel, options);
  const calibrations = methods
    .filter(({ saysProbability }) => saysProbability)
    .map(({ method }) => ({ method, ...calibrate(scoreOf(method), cases.event, options) }));

  const scope = {
    scope: 'all' as const,
    from: whole.from ?? '',
    to: whole.to ?? '',
    units: whole.units,
    visits: whole.visits,
    events: whole.events,
  };
  const found = (method: MethodName, metric: MetricName): Measured | undefined => {
    if (metric === 'top_stability') return steady.topStability.get(method);
    if (metric === 'tier_flip_rate') return method === 'score' ? steady.tierFlipRate : undefined;
    if (metric === 'recall_10') return scaled(comparison.measured(method, 'lift_10'), 0.1);
    if (metric === 'recall_20') return scaled(comparison.measured(method, 'lift_20'), 0.2);
    const calibration = calibrations.find((one) => one.method === method);
    return comparison.measured(method, metric) ?? calibration?.figures.get(metric);
  };
  const pooled = methods.flatMap(({ method }) =>
    measures.flatMap(({ metric }): MetricRow[] => {
      const figure = found(method, metric);
      return figure ? [{ ...scope, method, metric, ...figure }] : [];
    }),
  );
  return {
    metrics: [...pooled, ...trend(cases, scoreOf, period, options)],
    differences: differences(comparison),
    calibration: calibrations.flatMap(({ method, bins }) =>
      bins.map((bin, at) => ({ method, bin: at + 1, ...bin })),
    ),
    curves: methods.flatMap(({ method }) => {
      const ranking = rank(scoreOf(method));
      return Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
        const share = step / CURVE_STEPS;
        return { method, share, recall: recallAt(ranking, cases.event, share) };
      });
    }),
    groups: groupGaps(cases, panel, own, options),
  };
}

/** Recall is lift × share, exactly, and so is its interval. */
const scaled = (lift: Measured | undefined, share: number): Measured | undefined =>
  lift && {
    value: lift.value === null ? null : lift.value * share,
    low: lift.low === null ? null : lift.low * share,
    high: lift.high === null ? null : lift.high * share,
  };

const differences = (comparison: Comparison): DifferenceRow[] =>
  own.flatMap((method, place) =>
    methods
      .map(({ method: baseline }) => baseline)
      // Each pair of our own two once.
      .filter((baseline) => !own.slice(0, place + 1).includes(baseline))
      .flatMap((baseline) =>
        measures
          .filter(({ isCompared }) => isCompared)
          .flatMap(({ metric }) => {
            const difference = comparison.difference(method, baseline, metric);
            return difference ? [{ method, baseline, metric, ...difference }] : [];
          }),
      ),
  );
