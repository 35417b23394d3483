/** A figure between its bounds. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A quantile of numbers, between neighbours by straight line (type 7 of Hyndman & Fan 1996).
 * @param level 0 to 1
 * @returns NaN where there are none
 */
export function quantile(values: Float64Array, level: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = level * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}

/**
 * The middle of bootstrap replicates (percentile interval: Efron & Tibshirani 1993, chapter 13).
 * Replicates without a value (NaN: a sample that happened to hold no event) are left out.
 * @param level share of the replicates inside, default .95
 * @returns NaN bounds where less than half of the replicates have a value: the data are too few for an interval
 */
export function percentileInterval(replicates: Float64Array, level = 0.95): Interval {
  const known = replicates.filter((value) => !Number.isNaN(value));
  if (known.length * 2 < replicates.length || known.length === 0)
    return { low: Number.NaN, high: Number.NaN };
  const tail = (1 - level) / 2;
  return { low: quantile(known, tail), high: quantile(known, 1 - tail) };
}
