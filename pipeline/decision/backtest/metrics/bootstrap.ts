import { randomNumbers } from './random.ts';
import type { Weights } from './ranking.ts';

/** How a bootstrap is made. */
export interface BootstrapOptions {
  /** Default 1000. */
  readonly replicates?: number;
  readonly seed?: number;
}

/**
 * Bootstrap over units: each replicate draws as many units as there are, with replacement, and a unit brings
 * all its visits, because visits to the same unit are not independent (cluster bootstrap: Field & Welsh 2007,
 * J. R. Statist. Soc. B 69, 369–390).
 * Every statistic sees the same draws, so the difference of two columns is a *paired* difference.
 * @param unit the unit of each visit: whole numbers from 0 to below the number of units, none left out
 * @param statistics the figures of one sample, always as many and in the same order; told how often each visit
 *   counts (an array that is used again for the next sample)
 * @returns one array of replicates a statistic
 */
export function bootstrapUnits(
  unit: ArrayLike<number>,
  statistics: (weights: Weights) => ArrayLike<number>,
  { replicates = 1000, seed = 1 }: BootstrapOptions = {},
): Float64Array[] {
  let units = 0;
  for (let visit = 0; visit < unit.length; visit++) units = Math.max(units, (unit[visit] ?? 0) + 1);
  const random = randomNumbers(seed);
  const drawn = new Uint32Array(units);
  const weights = new Uint32Array(unit.length);
  const columns: Float64Array[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawn.fill(0);
    for (let draw = 0; draw < units; draw++) {
      const chosen = Math.floor(random() * units);
      drawn[chosen] = (drawn[chosen] ?? 0) + 1;
    }
    for (let visit = 0; visit < weights.length; visit++)
      weights[visit] = drawn[unit[visit] ?? 0] ?? 0;
    const figures = statistics(weights);
    for (let column = 0; column < figures.length; column++) {
      const values = (columns[column] ??= new Float64Array(replicates).fill(Number.NaN));
      values[replicate] = figures[column] ?? Number.NaN;
    }
  }
  return columns;
}

/**
 * Paired differences of two statistics of the same bootstrap.
 * @returns one difference a replicate, `first` − `second`
 */
export const pairedDifferences = (first: Float64Array, second: Float64Array): Float64Array =>
  first.map((value, replicate) => value - (second[replicate] ?? Number.NaN));
