import { solve } from './linear.ts';

/** A regression to fit: rows of a design without a constant. */
export interface Design {
  /** Row by row, `rows × columns`. */
  readonly x: Float64Array;
  readonly columns: number;
  readonly y: Float64Array;
  /** Known part of the linear predictor: log-odds or log mean of the reference. */
  readonly offset: Float64Array;
}

/** A prior on the weights: a normal one around `centre`, kept at 0 or above unless `free`. */
export interface Prior {
  readonly centre: readonly number[];
  readonly free: readonly boolean[];
  readonly ridge: number;
}

/** `intercept` and one weight a column. */
export interface Weights {
  readonly intercept: number;
  readonly weights: readonly number[];
}

type Link = 'logistic' | 'poisson';

const STEPS = 40;

/**
 * Ridge regression with weights that may not be negative, so that more found never lowers a prediction:
 *
 *     maximise  Σ log-likelihood − ½ ridge × Σ (weight − centre)²,   weight ≥ 0
 *
 * by Newton's method on the weights in play; the most negative one is taken out until none is left (Lawson &
 * Hanson 1974, Solving Least Squares Problems, ch. 23, walked backwards). Deterministic.
 * Source: le Cessie & van Houwelingen 1992, Applied Statistics 41, 191–201 (ridge in logistic regression).
 * @param link `logistic` for an event, `poisson` for points
 */
export function fitWeights(link: Link, design: Design, prior: Prior): Weights {
  let inPlay = Array.from({ length: design.columns }, (_, column) => column);
  for (;;) {
    const found = newton(link, design, prior, inPlay);
    let worst: number | undefined;
    for (const column of inPlay) {
      const weight = found.weights[column] ?? 0;
      if (!prior.free[column] && weight < 0 && weight < (found.weights[worst ?? column] ?? 0) + 1e-15)
        worst = column;
    }
    if (worst === undefined) return found;
    inPlay = inPlay.filter((column) => column !== worst);
  }
}

function newton(
  link: Link,
  { x, columns, y, offset }: Design,
  { centre, ridge }: Prior,
  inPlay: readonly number[],
): Weights {
  const size = inPlay.length + 1;
  const beta = new Float64Array(size);
  inPlay.forEach((column, index) => (beta[index + 1] = centre[column] ?? 0));
  let current = Number.NEGATIVE_INFINITY;
  let move: Float64Array = new Float64Array(size);
  const row = new Float64Array(size).fill(1);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    for (;;) {
      const value = objective(beta);
      // A step too far is halved.
      if (value >= current - 1e-12 || largest(move) < 1e-10) {
        current = value;
        break;
      }
      move = move.map((one) => one / 2);
      beta.forEach((one, index) => (beta[index] = one - (move[index] ?? 0)));
    }
    for (let visit = 0; visit < y.length; visit++) {
      const [expected, variance] = mean(link, predictor(beta, visit));
      const residual = (y[visit] ?? 0) - expected;
      for (let one = 0; one < size; one++) {
        const of = row[one] ?? 0;
        gradient[one] = (gradient[one] ?? 0) + residual * of;
        for (let other = 0; other <= one; other++)
          information[one * size + other] =
            (information[one * size + other] ?? 0) + variance * of * (row[other] ?? 0);
      }
    }
    information[0] = (information[0] ?? 0) + 1e-9;
    inPlay.forEach((column, index) => {
      const one = index + 1;
      gradient[one] = (gradient[one] ?? 0) - ridge * ((beta[one] ?? 0) - (centre[column] ?? 0));
      information[one * size + one] = (information[one * size + one] ?? 0) + ridge;
    });
    move = solve(information, gradient).map((one) => Math.max(-2, Math.min(2, one)));
    beta.forEach((one, index) => (beta[index] = one + (move[index] ?? 0)));
    if (largest(move) < 1e-9) break;
  }
  const weights = new Array<number>(columns).fill(0);
  inPlay.forEach((column, index) => (weights[column] = beta[index + 1] ?? 0));
  return { intercept: beta[0] ?? 0, weights };

  function predictor(of: Float64Array, visit: number): number {
    let sum = (offset[visit] ?? 0) + (of[0] ?? 0);
    inPlay.forEach((column, index) => {
      const value = x[visit * columns + column] ?? 0;
      row[index + 1] = value;
      sum += value * (of[index + 1] ?? 0);
    });
    return sum;
  }

  function objective(of: Float64Array): number {
    let sum = 0;
    for (let visit = 0; visit < y.length; visit++)
      sum += logLikelihood(link, y[visit] ?? 0, predictor(of, visit));
    inPlay.forEach((column, index) => {
      sum -= (ridge / 2) * ((of[index + 1] ?? 0) - (centre[column] ?? 0)) ** 2;
    });
    return sum;
  }
}

const largest = (move: Float64Array): number =>
  move.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

function mean(link: Link, predictor: number): [mean: number, variance: number] {
  if (link === 'poisson') {
    const expected = Math.exp(Math.min(predictor, 30));
    return [expected, expected];
  }
  const p = probability(predictor);
  return [p, p * (1 - p)];
}

function logLikelihood(link: Link, y: number, predictor: number): number {
  if (link === 'poisson') return y * predictor - Math.exp(Math.min(predictor, 30));
  return bernoulli(y, predictor);
}

/** Log-likelihood of an event, 0 or 1, at these log-odds. */
export const bernoulli = (y: number, logOdds: number): number =>
  y * logOdds - Math.max(0, logOdds) - Math.log1p(Math.exp(-Math.abs(logOdds)));

/** Probability at these log-odds. */
export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Log-odds of a probability, kept from the very edges. */
export function logOdds(p: number): number {
  const inside = Math.min(0.95, Math.max(1e-4, p));
  return Math.log(inside / (1 - inside));
}
