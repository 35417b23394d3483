/** A unit at the start of a window: what was known, and what then was found. */
export interface Case {
  readonly unit: string;
  /** Probability that a visit is serious, by the product's own model, from what was known before. */
  readonly expected: number;
  /** Day of the last earlier visit; −∞ where there was none. */
  readonly last: number;
  /** Whether the visit of the window was serious; or how probable that truly was. */
  readonly truth: number;
}

/** How much each case counts in a way of choosing visits: 1 = visited, 0 = not; between: in that share of draws. */
export type Chosen = readonly number[];

/** Cases, and how each way of choosing visits chose among them. */
export interface Choices {
  readonly cases: readonly Case[];
  readonly oldest: Chosen;
  readonly random: Chosen;
  readonly top: Chosen;
  /** By random share of the plan. */
  readonly planned: ReadonlyMap<number, Chosen>;
}

/** Serious visits among those chosen. */
export function rateOf(cases: readonly Case[], chosen: Chosen): number {
  let [found, visits] = [0, 0];
  cases.forEach(({ truth }, index) => {
    const weight = chosen[index] ?? 0;
    found += weight * truth;
    visits += weight;
  });
  return found / visits;
}

const RESAMPLES = 2000;

/**
 * The 95 % interval of one rate against another: bootstrap over units, percentiles.
 * @param next numbers from 0 to 1
 */
export function ratioInterval(
  cases: readonly Case[],
  chosen: Chosen,
  against: Chosen,
  next: () => number,
): [low: number, high: number] {
  const ratios = Float64Array.from({ length: RESAMPLES }, () => {
    const sample = cases.map(() => Math.floor(next() * cases.length));
    const drawn = sample.flatMap((place) => cases[place] ?? []);
    const weights = (of: Chosen): number[] => sample.map((place) => of[place] ?? 0);
    return rateOf(drawn, weights(chosen)) / rateOf(drawn, weights(against));
  }).sort();
  return [
    ratios[Math.floor(0.025 * RESAMPLES)] ?? NaN,
    ratios[Math.ceil(0.975 * RESAMPLES)] ?? NaN,
  ];
}
