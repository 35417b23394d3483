import { weightBetween, type Ranking, type Weights } from './ranking.ts';

/**
 * Recall at a share: of all events, the part found when the highest-scored share of the visits is made.
 * The share is taken exactly: where it ends inside a tie, or between two visits, the tie counts by the part of
 * it that fits, which is what a random order within the tie finds on average.
 * @param event 1 where the visit found the event, else 0
 * @param share of the visits, 0 to 1
 * @returns 0 to 1; NaN without events
 */
export function recallAt(
  { order, ends }: Ranking,
  event: ArrayLike<number>,
  share: number,
  weights?: Weights,
): number {
  let room = share * weightBetween(order, 0, order.length, weights);
  let found = 0;
  let events = 0;
  let at = 0;
  for (const end of ends) {
    let size = 0;
    let tiedEvents = 0;
    for (; at < end; at++) {
      const visit = order[at] ?? 0;
      const weight = weights?.[visit] ?? 1;
      size += weight;
      if (event[visit] === 1) tiedEvents += weight;
    }
    if (room > 0 && size > 0) found += tiedEvents * Math.min(1, room / size);
    room -= size;
    events += tiedEvents;
  }
  return found / events;
}

/**
 * Lift at a share: how many times as many events the highest-scored share holds as a random share of the same
 * size, recall ÷ share.
 * @returns 1 = no better than chance, at most 1 ÷ share; NaN without events
 */
export const liftAt = (
  ranking: Ranking,
  event: ArrayLike<number>,
  share: number,
  weights?: Weights,
): number => recallAt(ranking, event, share, weights) / share;
