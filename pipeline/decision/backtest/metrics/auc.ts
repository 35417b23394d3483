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
export function auc(ranking: Ranking, event: ArrayLike<number>, weights?: Weights): number {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (const tie of ranking.ties) {
    let tiedPositives = 0;
    let tiedNegatives = 0;
    for (const visit of tie)
      if (event[visit] === 1) tiedPositives += weights?.[visit] ?? 1;
      else tiedNegatives += weights?.[visit] ?? 1;
    // Highest first: the positives ranked so far win over these negatives.
    wins += tiedNegatives * (positives + tiedPositives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
  }
  return wins / (positives * negatives);
}
