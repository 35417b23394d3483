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
  /** The same for the intercept, around 0; default 0: the intercept is free. */
  readonly interceptRidge?: number;
}

/** `intercept` and one weight a column. */
export interface Weights {
  readonly intercept: number;
  readonly weights: readonly number[];
}

type Link = 'logistic' | 'poisson';

const STEPS = 40;

/** A step shorter than this is the last: Newton's next one would be about its square. */
const LEAST_STEP = 1e-5;

/** A log mean above this counts as this: its exponential stays far from overflow. */
export const MOST_PREDICTOR = 30;

/**
 * Ridge regression with weights that may not be negative, so that more found never lowers a prediction:
 *
 *     maximise  Σ log-likelihood − ½ ridge × Σ (weight − centre)² − ½ intercept ridge × intercept²,
 *     weight ≥ 0
 *
 * by Newton's method on the weights in play. Weights that turn negative leave; one at 0 whose slope points up
 * comes back (active set: Lawson & Hanson 1974, Solving Least Squares Problems, ch. 23). Deterministic.
 * Source: le Cessie & van Houwelingen 1992, Applied Statistics 41, 191–201 (ridge in logistic regression).
 * @param link `logistic` for an event, `poisson` for points
 * @param start weights of a like regression, from which it is not far; there is one best, wherever it begins
 */
export function fitWeights(link: Link, design: Design, prior: Prior, start?: Weights): Weights {
  const begin = start?.weights ?? prior.centre;
  const inPlay = new Set(
    [...prior.centre.keys()].filter(
      (column) => !start || prior.free[column] || (begin[column] ?? 0) > 0,
    ),
  );
  const beta = new Float64Array(design.columns + 1);
  beta[0] = start?.intercept ?? 0;
  beta.set(begin, 1);
  // Each column leaves and comes back at most once.
  for (let round = 0; round <= 2 * design.columns; round++) {
    const slope = newton(link, design, prior, [...inPlay].sort(ascending), beta);
    const negative = [...inPlay].filter(
      (column) => !prior.free[column] && (beta[column + 1] ?? 0) < 0,
    );
    for (const column of negative) {
      inPlay.delete(column);
      beta[column + 1] = 0;
    }
    if (negative.length > 0) continue;
    const [back] = [...prior.centre.keys()]
      .filter((column) => !inPlay.has(column) && (slope[column + 1] ?? 0) > 1e-6)
      .sort((one, other) => (slope[other + 1] ?? 0) - (slope[one + 1] ?? 0));
    if (back === undefined || round > design.columns) break;
    inPlay.add(back);
  }
  return { intercept: beta[0] ?? 0, weights: [...beta.subarray(1)] };
}

const ascending = (one: number, other: number): number => one - other;

/**
 * Newton's method from `beta` on, which it changes; only the columns in play move.
 * @returns the slope of the objective at the end, by intercept and column
 */
function newton(
  link: Link,
  design: Design,
  { centre, ridge, interceptRidge = 0 }: Prior,
  inPlay: readonly number[],
  beta: Float64Array,
): Float64Array {
  const { columns } = design;
  const moving = [0, ...inPlay.map((column) => column + 1)];
  const size = moving.length;
  let [value, slope, information] = climb(link, design, beta);
  penalise();
  for (let step = 0; step < STEPS; step++) {
    const system = new Float64Array(size * size);
    for (let row = 0; row < size; row++)
      for (let column = 0; column <= row; column++)
        system[row * size + column] =
          information[(moving[row] ?? 0) * (columns + 1) + (moving[column] ?? 0)] ?? 0;
    const move = solve(
      system,
      Float64Array.from(moving, (index) => slope[index] ?? 0),
    );
    // A step that goes too far is halved; where no part of it helps, the weights stay as they are.
    const start = beta.slice();
    const before = value;
    let part = 1;
    for (;;) {
      moving.forEach(
        (index, place) => (beta[index] = (start[index] ?? 0) + part * (move[place] ?? 0)),
      );
      [value, slope, information] = climb(link, design, beta);
      penalise();
      if (value >= before - 1e-9 * Math.abs(before)) break;
      part /= 2;
      if (part < 1e-6) {
        beta.set(start);
        return slope;
      }
    }
    if (move.every((one) => Math.abs(one) < LEAST_STEP)) break;
  }
  return slope;

  function penalise(): void {
    const intercept = beta[0] ?? 0;
    value -= (interceptRidge / 2) * intercept * intercept;
    slope[0] = (slope[0] ?? 0) - interceptRidge * intercept;
    information[0] = (information[0] ?? 0) + interceptRidge;
    for (let column = 0; column < columns; column++) {
      const away = (beta[column + 1] ?? 0) - (centre[column] ?? 0);
      const place = (column + 1) * (columns + 2);
      value -= (ridge / 2) * away * away;
      slope[column + 1] = (slope[column + 1] ?? 0) - ridge * away;
      information[place] = (information[place] ?? 0) + ridge;
    }
  }
}

/** Log-likelihood at `beta`, its slope, and the information (lower half, row by row). */
function climb(
  link: Link,
  { x, columns, y, offset }: Design,
  beta: Float64Array,
): [value: number, slope: Float64Array, information: Float64Array] {
  const size = columns + 1;
  const slope = new Float64Array(size);
  const information = new Float64Array(size * size);
  const row = new Float64Array(size).fill(1);
  let value = 0;
  for (let visit = 0; visit < y.length; visit++) {
    let eta = (offset[visit] ?? 0) + (beta[0] ?? 0);
    for (let column = 0; column < columns; column++) {
      const of = x[visit * columns + column] ?? 0;
      row[column + 1] = of;
      eta += of * (beta[column + 1] ?? 0);
    }
    const outcome = y[visit] ?? 0;
    let expected: number;
    let variance: number;
    if (link === 'poisson') {
      expected = Math.exp(Math.min(eta, MOST_PREDICTOR));
      variance = expected;
      value += outcome * eta - expected;
    } else {
      // As `bernoulli` and `probability`, with one exponential between them.
      const small = Math.exp(-Math.abs(eta));
      expected = (eta < 0 ? small : 1) / (1 + small);
      variance = expected * (1 - expected);
      value += outcome * eta - Math.max(0, eta) - Math.log1p(small);
    }
    const residual = outcome - expected;
    for (let one = 0; one < size; one++) {
      const of = row[one] ?? 0;
      if (of === 0) continue;
      slope[one] = (slope[one] ?? 0) + residual * of;
      const weighed = variance * of;
      for (let other = 0; other <= one; other++)
        information[one * size + other] =
          (information[one * size + other] ?? 0) + weighed * (row[other] ?? 0);
    }
  }
  information[0] = (information[0] ?? 0) + 1e-9;
  return [value, slope, information];
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
