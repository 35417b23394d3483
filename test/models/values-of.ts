import { World, type Received } from './world.ts';

/** An indicator of unit A by month, those that are 0 left out. */
export async function valuesOf(
  indicator: string,
  rows: readonly Received[],
  relation = 'features.unit_month',
): Promise<Record<string, number>> {
  const world = await World.of(rows);
  const values = await world.numbers(relation, indicator);
  return Object.fromEntries(
    [...values]
      .filter(([key, value]) => key.startsWith('A ') && value !== 0)
      .map(([key, value]) => [key.slice(2), Math.round(value * 1000) / 1000]),
  );
}
