import type { Weights } from './ranking.ts';

/** Units by month: parallel arrays, one entry a unit and month, each pair once. */
export interface UnitMonths {
  readonly unit: ArrayLike<number>;
  /** Months counted without gaps, so that the next month is one more. */
  readonly month: ArrayLike<number>;
}

/** Pairs of entries of the same unit in two months that follow each other. */
export function consecutive({ unit, month }: UnitMonths): [earlier: number, later: number][] {
  const place = new Map<string, number>();
  for (let entry = 0; entry < unit.length; entry++)
    place.set(`${unit[entry]}/${month[entry]}`, entry);
  const pairs: [number, number][] = [];
  for (let entry = 0; entry < unit.length; entry++) {
    const later = place.get(`${unit[entry]}/${(month[entry] ?? 0) + 1}`);
    if (later !== undefined) pairs.push([entry, later]);
  }
  return pairs;
}

/**
 * Tier-flip rate: of all steps of a unit from one month to the next, the share in which its tier changed.
 * @param tier any code, one a unit and month
 * @returns 0 to 1; NaN where no unit is there in two months that follow each other
 */
export function tierFlipRate(
  months: UnitMonths,
  tier: ArrayLike<number | string>,
  weights?: Weights,
): number {
  let steps = 0;
  let flips = 0;
  for (const [earlier, later] of consecutive(months)) {
    const weight = weights?.[earlier] ?? 1;
    steps += weight;
    if (tier[earlier] !== tier[later]) flips += weight;
  }
  return flips / steps;
}
