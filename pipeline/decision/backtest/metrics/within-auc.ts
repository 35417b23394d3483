import type { Ranking, Weights } from './ranking.ts';

/**
 * AUC within inspectors: only pairs that the same inspector (or team) saw are compared, so that knowing who
 * goes where earns nothing.
 *
 *     Σ over inspectors g of AUC_g × P_g × N_g  ÷  Σ P_g × N_g        (P positives, N negatives of g)
 *
 * Weighing each AUC by its pairs makes it the share of comparable pairs that are ordered rightly: the
 * stratified Mann–Whitney statistic of van Elteren with weights P × N (1960, Bull. Int. Stat. Inst. 37,
 * 351–361).
 * @param event 1 where the visit found the event, else 0
 * @param inspector a whole number ≥ 0 a visit; below 0 = not known, such visits are left out
 * @returns 0 to 1; NaN where no inspector saw both an event and a visit without
 */
export function withinAuc(
  { order, ends }: Ranking,
  event: ArrayLike<number>,
  inspector: ArrayLike<number>,
  weights?: Weights,
): number {
  let inspectors = 0;
  for (let visit = 0; visit < inspector.length; visit++)
    inspectors = Math.max(inspectors, (inspector[visit] ?? -1) + 1);
  const positives = new Float64Array(inspectors);
  const negatives = new Float64Array(inspectors);
  const tied = new Float64Array(inspectors);
  let wins = 0;
  let start = 0;
  for (const end of ends) {
    // Where nothing ties, as mostly, the first of the three passes is not needed.
    if (end > start + 1)
      for (let at = start; at < end; at++) {
        const visit = order[at] ?? 0;
        if (event[visit] === 1) add(tied, inspector[visit], weights?.[visit] ?? 1);
      }
    for (let at = start; at < end; at++) {
      const visit = order[at] ?? 0;
      const of = inspector[visit] ?? -1;
      if (event[visit] === 1 || of < 0) continue;
      const weight = weights?.[visit] ?? 1;
      wins += weight * ((positives[of] ?? 0) + (tied[of] ?? 0) / 2);
      add(negatives, of, weight);
    }
    for (let at = start; at < end; at++) {
      const visit = order[at] ?? 0;
      const of = inspector[visit] ?? -1;
      if (event[visit] !== 1 || of < 0) continue;
      add(positives, of, weights?.[visit] ?? 1);
      tied[of] = 0;
    }
    start = end;
  }
  const pairs = positives.reduce((sum, count, of) => sum + count * (negatives[of] ?? 0), 0);
  return wins / pairs;
}

function add(sums: Float64Array, of: number | undefined, weight: number): void {
  if (of !== undefined && of >= 0) sums[of] = (sums[of] ?? 0) + weight;
}
