import { inverseDiagonal, solve } from './linear.ts';

/** A factor of a regression: the level of each visit, and how many levels there are. */
export type FactorColumn = readonly [codes: Int32Array, levels: number];

/** Counts to explain by factors: those of the first so many visits. */
export interface Factored {
  readonly value: Float64Array;
  readonly visits: number;
  readonly columns: readonly FactorColumn[];
  /** Variance ÷ mean of a count. */
  readonly dispersion: number;
  /** Known part of the logarithm of each mean; default 0. */
  readonly offset?: Float64Array;
}

const STEPS = 25;

/** A step shorter than this is the last: Newton's next one would be about its square. */
const LEAST_STEP = 1e-5;

/** Times the variances of the factors are told anew at most, from nothing and from a start given. */
const ROUNDS = { cold: 30, warm: 10 };

/** Change of the variances' logarithms that is none. */
const LEAST_CHANGE = 0.02;

/** The variance of a factor's effects is kept between these; and where it begins. */
const VARIANCE = { least: 1e-4, most: 4, start: 1 / 40 };

/** Effects of every factor, and the variance of each factor. */
export interface FactorEffects {
  /** The level, then the effects of each factor in turn. */
  readonly effect: Float64Array;
  readonly variance: readonly number[];
}

/**
 * Log-linear Poisson regression of factors whose effects are normal around 0, with a variance for each factor that
 * the counts themselves tell (empirical Bayes): where teams differ much each is taken at its word, and where the
 * months of the year hardly differ none is. In turn the effects are fitted under the variances, and the variances
 * told from the effects (Schall 1991, Biometrika 78, 719–727):
 *
 *     variance = Σ effect² ÷ (levels − Σ posterior variance ÷ variance)
 *
 * Deterministic.
 * @param mean of the counts
 * @param start where the search begins, such as the effects under another offset; default no effect
 */
export function factorEffects(of: Factored, mean: number, start?: FactorEffects): FactorEffects {
  const { offsets, size } = placesOf(of.columns);
  const effect = start?.effect.slice() ?? new Float64Array(size);
  if (!start) effect[0] = Math.log(mean);
  const variance = start?.variance.slice() ?? of.columns.map(() => VARIANCE.start);
  const penalty = new Float64Array(size);
  const rounds = start ? ROUNDS.warm : ROUNDS.cold;
  for (let round = 0; round < rounds; round++) {
    of.columns.forEach(([, levels], column) => {
      const from = offsets[column] ?? 0;
      penalty.fill(of.dispersion / (variance[column] ?? 1), from, from + levels);
    });
    const spread = inverseDiagonal(newton(of, offsets, penalty, effect), size);
    let change = 0;
    of.columns.forEach(([, levels], column) => {
      let squares = 0;
      let free = 0;
      const from = offsets[column] ?? 0;
      for (let index = from; index < from + levels; index++) {
        squares += (effect[index] ?? 0) ** 2;
        free += 1 - (penalty[index] ?? 0) * (spread[index] ?? 0);
      }
      const told = Math.min(
        VARIANCE.most,
        Math.max(VARIANCE.least, squares / Math.max(free, 1e-9)),
      );
      change = Math.max(change, Math.abs(Math.log(told / (variance[column] ?? 1))));
      variance[column] = told;
    });
    if (change < LEAST_CHANGE) break;
  }
  return { effect, variance };
}

/** The effects of each factor, by level. */
export function effectsByFactor(
  columns: readonly FactorColumn[],
  { effect }: FactorEffects,
): Float64Array[] {
  const { offsets } = placesOf(columns);
  return columns.map(([, levels], column) => {
    const from = offsets[column] ?? 0;
    return effect.slice(from, from + levels);
  });
}

function placesOf(columns: readonly FactorColumn[]): { offsets: number[]; size: number } {
  const offsets: number[] = [];
  let size = 1;
  for (const [, levels] of columns) {
    offsets.push(size);
    size += levels;
  }
  return { offsets, size };
}

/**
 * Newton's method from `effect` on, which it changes. A step that makes the visits less probable is halved; where
 * no part of it helps the effects stay as they are.
 * @returns the information at the end (lower half, row by row)
 */
function newton(
  of: Factored,
  offsets: readonly number[],
  penalty: Float64Array,
  effect: Float64Array,
): Float64Array {
  let now = climb(of, offsets, penalty, effect);
  for (let step = 0; step < STEPS; step++) {
    const before = now.logLikelihood;
    const { information } = now;
    const move = solve(information.slice(), now.gradient).map((one) =>
      Math.max(-1, Math.min(1, one)),
    );
    const start = effect.slice();
    let part = 1;
    for (;;) {
      for (let index = 0; index < effect.length; index++)
        effect[index] = (start[index] ?? 0) + part * (move[index] ?? 0);
      now = climb(of, offsets, penalty, effect);
      if (now.logLikelihood >= before - 1e-9 * Math.abs(before)) break;
      part /= 2;
      if (part < 1e-6) {
        effect.set(start);
        return information;
      }
    }
    if (move.every((one) => Math.abs(part * one) < LEAST_STEP)) break;
  }
  return now.information;
}

/** Penalised log-likelihood at these effects, its gradient, and the information (lower half, row by row). */
function climb(
  { value, visits, columns, offset }: Factored,
  offsets: readonly number[],
  penalty: Float64Array,
  effect: Float64Array,
): { logLikelihood: number; gradient: Float64Array; information: Float64Array } {
  const size = effect.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  information[0] = 1e-9;
  let logLikelihood = 0;
  for (let index = 1; index < size; index++) {
    const one = effect[index] ?? 0;
    const weight = penalty[index] ?? 0;
    gradient[index] = -weight * one;
    information[index * size + index] = weight;
    logLikelihood -= (weight / 2) * one * one;
  }
  const place = new Int32Array(columns.length + 1);
  for (let visit = 0; visit < visits; visit++) {
    let log = (effect[0] ?? 0) + (offset?.[visit] ?? 0);
    for (let factor = 0; factor < columns.length; factor++) {
      const index = (offsets[factor] ?? 0) + (columns[factor]?.[0][visit] ?? 0);
      place[factor + 1] = index;
      log += effect[index] ?? 0;
    }
    const expected = Math.exp(log);
    const found = value[visit] ?? 0;
    const residual = found - expected;
    logLikelihood += found * log - expected;
    // Places rise from factor to factor: the lower half is enough.
    for (let one = 0; one < place.length; one++) {
      const row = place[one] ?? 0;
      gradient[row] = (gradient[row] ?? 0) + residual;
      for (let other = 0; other <= one; other++) {
        const cell = row * size + (place[other] ?? 0);
        information[cell] = (information[cell] ?? 0) + expected;
      }
    }
  }
  return { logLikelihood, gradient, information };
}
