import { tiers, type Tier } from '../theme/tier.ts';
import type { UnitMonths } from './unit-months.ts';

/** Which units are looked at; null or empty: all. */
export interface UnitFilter {
  readonly area: string | null;
  readonly kind: string | null;
  readonly tiers: readonly Tier[];
}

/**
 * Which rows pass a filter: 1 or 0 for each row. Area and kind are the unit's; the tier is that of
 * the row's own month, so that a trend of red units counts those that were red then.
 */
export function acceptRows(data: UnitMonths, filter: UnitFilter): Uint8Array {
  const units = Uint8Array.from(data.units, (unit) =>
    Number(
      (filter.area === null || unit.area === filter.area) &&
        (filter.kind === null || unit.kind === filter.kind),
    ),
  );
  const wanted = new Uint8Array(256).fill(filter.tiers.length === 0 ? 1 : 0);
  for (const tier of filter.tiers) wanted[tiers.indexOf(tier)] = 1;
  const accepted = new Uint8Array(data.length);
  for (let row = 0; row < data.length; row += 1) {
    accepted[row] = (units[data.unit[row] ?? 0] ?? 0) & (wanted[data.tier[row] ?? 255] ?? 0);
  }
  return accepted;
}
