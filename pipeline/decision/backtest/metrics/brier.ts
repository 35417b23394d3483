import type { Weights } from './ranking.ts';

/**
 * Brier skill: how much smaller the squared error of the probabilities is than that of saying the rate of
 * these very visits each time.
 *
 *     skill = 1 − Σ (p − y)² ÷ Σ (ȳ − y)²
 *
 * The rate ȳ is that of the visits judged, which no forecast could know: the stricter of the usual references.
 * Source: Brier 1950, Monthly Weather Review 78, 1–3; skill as in Murphy 1973, J. Appl. Meteorology 12.
 * @param probability of the event, one a visit
 * @param event 1 where the visit found the event, else 0
 * @returns 1 = perfect, 0 = as good as the rate, below = worse; NaN without events or with nothing but events
 */
export function brierSkill(
  probability: ArrayLike<number>,
  event: ArrayLike<number>,
  weights?: Weights,
): number {
  let visits = 0;
  let events = 0;
  let error = 0;
  for (let visit = 0; visit < event.length; visit++) {
    const weight = weights?.[visit] ?? 1;
    const outcome = event[visit] === 1 ? 1 : 0;
    visits += weight;
    events += weight * outcome;
    error += weight * ((probability[visit] ?? 0) - outcome) ** 2;
  }
  const spread = events * (1 - events / visits);
  return spread > 0 ? 1 - error / spread : Number.NaN;
}
