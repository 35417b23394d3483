import type { PlanDetail, Visit } from '../../data/plans.ts';

/** Groups in the order in which their names first appear. */
export function grouped<Item>(
  items: readonly Item[],
  name: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = name(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Visits of each day by team, as counts. */
export const teamCounts = (visits: readonly Visit[]): Map<string, readonly [string, number][]> =>
  new Map(
    [...grouped(visits, ({ date }) => date)].map(([date, own]) => [
      date,
      [...grouped(own, ({ team }) => team)].map(([team, { length }]) => [team, length] as const),
    ]),
  ) as Map<string, readonly [string, number][]>;

/** Visits a unit seen of the most visited area, over those of the least visited one. */
export function fairness({ visits }: PlanDetail): number {
  const shares = [...grouped(visits, ({ area }) => area).values()].map(
    (own) => own.length / grouped(own, ({ unit_code }) => unit_code).size,
  );
  return shares.length > 0 ? Math.max(...shares) / Math.min(...shares) : NaN;
}
