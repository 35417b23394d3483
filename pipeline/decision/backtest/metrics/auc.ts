import type { Ranking, Weights } from './ranking.ts';

/**
 * Area under the ROC curve: the probability that a visit with the event was scored above one without,
 * equal scores counting half.
 *
 *     AUC = Σ over pairs (positive, negative) of [s₊ > s₋] + ½ [s₊ = s₋]  ÷  (positives × negatives)
 *
 * Source: Hanley & McNeil 1982, Radiology 143(1), 29–36 (AUC as the Mann–Whitney statistic).
 * @param event 1 where the visit found the event, else 0
 * @returns 0 to 1, .5 = no better than chance; NaN where there is no event or nothing but events
 */
export function auc({ order, ends }: Ranking, event: ArrayLike<number>, weights?: Weights): number {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  let at = 0;
  for (const end of ends) {
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (; at < end; at++) {
      const visit = order[at] ?? 0;
      const weight = weights?.[visit] ?? 1;
      if (event[visit] === 1) tiedPositives += weight;
      else tiedNegatives += weight;
    }
    // Highest first: the positives ranked so far win over these negatives.
    wins += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return wins / (positives * negatives);
}
