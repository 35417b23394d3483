import type { Ranking, Weights } from './ranking.ts';

/**
 * Days earlier under a fixed calendar: the dates of the visits stay, the units are put into them by score, the
 * k-th highest score taking the k-th earliest date. The mean over visits with the event of actual date minus
 * date taken; a tie shares the dates that fall to it. No capacity is added and none is moved.
 * Source: the City of Chicago's own evaluation (Chicago/food-inspections-evaluation, "days earlier").
 * @param event 1 where the visit found the event, else 0
 * @param calendar the visits ranked by their date in days: `rank(day)`
 * @returns days, above 0 = found earlier; NaN without events
 */
export function daysEarlier(
  ranking: Ranking,
  event: ArrayLike<number>,
  calendar: Ranking,
  weights?: Weights,
): number {
  const { days, events } = daysSaved(ranking, event, calendar, weights);
  return days / events;
}

/**
 * The same with each inspector's visits reordered among themselves only, so that what is gained by sending
 * another inspector does not count.
 * @param rankings each inspector's visits ranked by score: `splitRanking(rank(score), inspector)`
 * @param calendars the same ranked by date: `splitRanking(rank(day), inspector)`
 * @returns days, mean over the events of all inspectors; NaN without any
 */
export function daysEarlierWithin(
  rankings: ReadonlyMap<number, Ranking>,
  event: ArrayLike<number>,
  calendars: ReadonlyMap<number, Ranking>,
  weights?: Weights,
): number {
  let days = 0;
  let events = 0;
  for (const [inspector, ranking] of rankings) {
    const calendar = calendars.get(inspector);
    if (!calendar) continue;
    const saved = daysSaved(ranking, event, calendar, weights);
    days += saved.days;
    events += saved.events;
  }
  return days / events;
}

function daysSaved(
  { order, ends }: Ranking,
  event: ArrayLike<number>,
  { order: dated, score: day }: Ranking,
  weights?: Weights,
): { days: number; events: number } {
  let days = 0;
  let events = 0;
  // A ranking begins with the highest, so the earliest date is last.
  let date = dated.length;
  let left = 0;
  let at = 0;
  for (const end of ends) {
    let size = 0;
    let tiedEvents = 0;
    let actual = 0;
    for (; at < end; at++) {
      const visit = order[at] ?? 0;
      const weight = weights?.[visit] ?? 1;
      size += weight;
      if (event[visit] !== 1) continue;
      tiedEvents += weight;
      actual += weight * (day[visit] ?? 0);
    }
    let taken = 0;
    for (let need = size; need > 0;) {
      while (left === 0 && date > 0) {
        date -= 1;
        left = weights?.[dated[date] ?? 0] ?? 1;
      }
      const part = Math.min(need, left);
      if (part === 0) break;
      taken += part * (day[dated[date] ?? 0] ?? 0);
      need -= part;
      left -= part;
    }
    if (tiedEvents === 0) continue;
    days += actual - (tiedEvents * taken) / size;
    events += tiedEvents;
  }
  return { days, events };
}
