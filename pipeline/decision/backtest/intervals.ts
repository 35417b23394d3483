import type { Figures } from './figures.ts';
import type { MetricName } from './measures.ts';
import type { MethodName } from './methods.ts';
import {
  bootstrapUnits,
  pairedDifferences,
  percentileInterval,
  type BootstrapOptions,
} from './metrics/index.ts';

/** A figure with its 95 % interval; null where it does not exist. */
export interface Measured {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The figures of several methods from the same samples, so that their differences are paired. */
export interface Comparison {
  measured(method: MethodName, metric: MetricName): Measured | undefined;
  /** `method` − `baseline`; undefined where one of the two has no such figure. */
  difference(method: MethodName, baseline: MethodName, metric: MetricName): Measured | undefined;
}

/** NaN, a figure that does not exist, becomes null. */
export const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

const measured = (value: number, replicates: Float64Array): Measured => {
  const { low, high } = percentileInterval(replicates);
  const exists = !Number.isNaN(value);
  return {
    value: known(value),
    low: exists ? known(low) : null,
    high: exists ? known(high) : null,
  };
};

/**
 * Computes figures and their intervals by a bootstrap over units.
 * @param unit of each visit, numbered from 0
 */
export function compare(
  unit: Int32Array,
  figures: ReadonlyMap<MethodName, Figures>,
  options: BootstrapOptions,
): Comparison {
  const flat = [...figures].flatMap(([method, metrics]) =>
    [...metrics].map(([metric, compute]) => ({ name: `${method} ${metric}`, compute })),
  );
  const columns = bootstrapUnits(
    unit,
    (weights) => flat.map(({ compute }) => compute(weights)),
    options,
  );
  const all = new Map(
    flat.map(({ name, compute }, at) => [
      name,
      { value: compute(), replicates: columns[at] ?? new Float64Array() },
    ]),
  );
  return {
    measured(method, metric) {
      const one = all.get(`${method} ${metric}`);
      return one && measured(one.value, one.replicates);
    },
    difference(method, baseline, metric) {
      const [one, other] = [all.get(`${method} ${metric}`), all.get(`${baseline} ${metric}`)];
      if (!one || !other) return undefined;
      return measured(one.value - other.value, pairedDifferences(one.replicates, other.replicates));
    },
  };
}

/**
 * A ratio of sums over units with its interval: each unit brings its part of both sums.
 * @param unit of each entry, numbered from 0
 */
export function ratio(
  unit: ArrayLike<number>,
  part: ArrayLike<number>,
  whole: ArrayLike<number>,
  options: BootstrapOptions,
): Measured {
  let units = 0;
  for (let at = 0; at < unit.length; at++) units = Math.max(units, (unit[at] ?? 0) + 1);
  const parts = new Float64Array(units);
  const wholes = new Float64Array(units);
  for (let at = 0; at < unit.length; at++) {
    const of = unit[at] ?? 0;
    parts[of] = (parts[of] ?? 0) + (part[at] ?? 0);
    wholes[of] = (wholes[of] ?? 0) + (whole[at] ?? 0);
  }
  const of = (weight: (unit: number) => number): number => {
    let [above, below] = [0, 0];
    for (let at = 0; at < units; at++) {
      above += weight(at) * (parts[at] ?? 0);
      below += weight(at) * (wholes[at] ?? 0);
    }
    return above / below;
  };
  const [replicates] = bootstrapUnits(
    Uint32Array.from({ length: units }, (_, at) => at),
    (weights) => [of((at) => weights[at] ?? 0)],
    options,
  );
  return measured(
    of(() => 1),
    replicates ?? new Float64Array(),
  );
}
