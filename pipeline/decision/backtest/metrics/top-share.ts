import { weightBetween, type Ranking, type Weights } from './ranking.ts';

/**
 * The probability of each visit (or unit) to be in the highest-scored share: 1 above the edge, 0 below, and for
 * a tie on the edge the part of it that fits.
 * @param share 0 to 1
 */
export function inTopShare(
  { order, ends, score }: Ranking,
  share: number,
  weights?: Weights,
): Float64Array {
  const chance = new Float64Array(score.length);
  let room = share * weightBetween(order, 0, order.length, weights);
  let at = 0;
  for (const end of ends) {
    const size = weightBetween(order, at, end, weights);
    const fits = size > 0 ? Math.min(1, Math.max(0, room) / size) : 0;
    for (; at < end; at++) chance[order[at] ?? 0] = fits;
    room -= size;
  }
  return chance;
}
