import { tiers } from '../theme/tier.ts';

/** How a regime is held in a column of bytes. */
export const regimes = { full_checkup: 0, intensified: 1 } as const;

/** How the absence of a tier is held in a column of bytes. */
export const NO_TIER = 255;

/** Tiers as bytes: their place in `tiers`, riskiest first. */
export function tierCodes(names: readonly string[]): Uint8Array {
  const place = new Map<string, number>(tiers.map((tier, index) => [tier, index]));
  return Uint8Array.from(names, (name) => place.get(name) ?? NO_TIER);
}
