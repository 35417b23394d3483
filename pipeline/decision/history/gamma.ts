/** Φ, the distribution function of the standard normal (Abramowitz & Stegun 1964, 26.2.17; error < 7.5e−8). */
export function normalProbability(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}

/**
 * Quantile of a Gamma distribution by Wilson & Hilferty (1931, PNAS 17, 684–688):
 * mean × (1 − 1/(9·shape) + z/(3·√shape))³.
 * @param z the normal quantile of the same level
 */
export function gammaQuantile(mean: number, shape: number, z: number): number {
  if (!(mean > 0 && shape > 0)) return 0;
  return mean * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}

/** Probability that a Gamma variable lies above a threshold, by the same approximation. Rises with the mean. */
export function gammaTail(mean: number, shape: number, threshold: number): number {
  if (threshold <= 0) return 1;
  if (!(mean > 0 && shape > 0)) return 0;
  const root = (threshold / mean) ** (1 / 3);
  return 1 - normalProbability((root - 1 + 1 / (9 * shape)) * 3 * Math.sqrt(shape));
}
