/** How a unit's chance to be drawn was worked out. */
export interface Inclusion {
  readonly probabilities: readonly number[];
  readonly method: 'exact' | 'simulated';
  /** Largest standard error of a probability; 0 where exact up to rounding. */
  readonly standardError: number;
}

/** Up to here the integral below is worked out; it costs the square of this. */
const EXACT_UNITS = 1_000;
const SIMULATED_DRAWS = 20_000;

/**
 * Chances to be among the `draws` smallest of independent exponential keys with these weights (the draw
 * of ranking.ts). With equal weights draws ÷ units. Else, up to 1,000 units, by numerical integration of
 *   π_i = ∫ w_i e^(−w_i t) · P(fewer than `draws` of the other keys are below t) dt,
 * where the number of other keys below t is Poisson-binomial; beyond, by 20,000 simulated draws, with
 * their standard error.
 * @param weights above 0
 * @param draws 0 to the number of weights
 */
export function inclusionProbabilities(weights: readonly number[], draws: number): Inclusion {
  const exact = (probabilities: readonly number[]): Inclusion => ({
    probabilities,
    method: 'exact',
    standardError: 0,
  });
  if (draws >= weights.length) return exact(weights.map(() => 1));
  if (draws <= 0) return exact(weights.map(() => 0));
  if (weights.every((weight) => weight === weights[0]))
    return exact(weights.map(() => draws / weights.length));
  if (weights.length <= EXACT_UNITS) return exact(integrate(weights, draws));
  return simulate(weights, draws);
}

/** Nodes and weights of Gauss and Legendre on [−1, 1], five points. */
const NODES = [0, 0.5384693101056831, -0.5384693101056831, 0.906179845938664, -0.906179845938664];
const FACTORS = [
  0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891,
  0.2369268850561891,
];
const PANELS = 60;
/** Chance of any key below the first panel. */
const NEGLIGIBLE = 1e-9;

function integrate(weights: readonly number[], draws: number): number[] {
  const result = weights.map(() => 0);
  // Keys of very unlike weights live on very unlike scales: the panels are even in log t.
  const start = Math.log(NEGLIGIBLE / Math.max(...weights));
  const half = (Math.log(horizon(weights, draws)) - start) / PANELS / 2;
  for (let panel = 0; panel < PANELS; panel++)
    NODES.forEach((node, at) => {
      const time = Math.exp(start + (2 * panel + 1 + node) * half);
      const below = weights.map((weight) => -Math.expm1(-weight * time));
      const counts = poissonBinomial(below);
      weights.forEach((weight, index) => {
        const chance = fewerWithout(counts, below[index] ?? 0, draws);
        result[index] =
          (result[index] ?? 0) +
          half * (FACTORS[at] ?? 0) * time * weight * Math.exp(-weight * time) * chance;
      });
    });
  return result;
}

/** A time by which all but 1e-12 of all draws are complete: expected keys below it well above `draws`. */
function horizon(weights: readonly number[], draws: number): number {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  for (let time = 1 / mean / weights.length; ; time *= 1.3) {
    const below = weights.map((weight) => -Math.expm1(-weight * time));
    if (tail(poissonBinomial(below), draws) < 1e-13) return time;
  }
}

const tail = (counts: Float64Array, draws: number): number =>
  counts.slice(0, draws).reduce((sum, chance) => sum + chance, 0);

/** Chances of 0, 1, … successes of independent trials. */
function poissonBinomial(chances: readonly number[]): Float64Array {
  const counts = new Float64Array(chances.length + 1);
  counts[0] = 1;
  chances.forEach((chance, done) => {
    for (let count = done + 1; count > 0; count--)
      counts[count] = (counts[count] ?? 0) * (1 - chance) + (counts[count - 1] ?? 0) * chance;
    counts[0] = (counts[0] ?? 0) * (1 - chance);
  });
  return counts;
}

/**
 * The chance of fewer than `draws` successes when one trial is left out: its factor is divided out of the
 * polynomial, from the end that keeps rounding small.
 */
function fewerWithout(counts: Float64Array, chance: number, draws: number): number {
  const trials = counts.length - 1;
  let sum = 0;
  if (chance <= 0.5) {
    let left = 0;
    for (let count = 0; count < draws; count++) {
      left = ((counts[count] ?? 0) - chance * left) / (1 - chance);
      sum += left;
    }
    return Math.min(1, Math.max(0, sum));
  }
  let left = 0;
  for (let count = trials - 1; count >= 0; count--) {
    left = ((counts[count + 1] ?? 0) - (1 - chance) * left) / chance;
    if (count < draws) sum += left;
  }
  return Math.min(1, Math.max(0, sum));
}

function simulate(weights: readonly number[], draws: number): Inclusion {
  const random = xorshift(0x9e3779b9);
  const hits = new Float64Array(weights.length);
  const keys = new Float64Array(weights.length);
  const sorted = new Float64Array(weights.length);
  for (let turn = 0; turn < SIMULATED_DRAWS; turn++) {
    weights.forEach((weight, index) => (keys[index] = -Math.log(random()) / weight));
    sorted.set(keys);
    sorted.sort();
    const last = sorted[draws - 1] ?? 0;
    keys.forEach((key, index) => {
      if (key <= last) hits[index] = (hits[index] ?? 0) + 1;
    });
  }
  const probabilities = [...hits].map((count) => (count + 0.5) / (SIMULATED_DRAWS + 1));
  const worst = Math.max(...probabilities.map((chance) => chance * (1 - chance)));
  return {
    probabilities,
    method: 'simulated',
    standardError: Math.sqrt(worst / SIMULATED_DRAWS),
  };
}

/** Marsaglia's xorshift32: the same numbers everywhere, so that a certificate can be replayed. */
function xorshift(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 4294967296;
  };
}
