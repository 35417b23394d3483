/** Risk tiers, riskiest first. */
export const tiers = ['red', 'orange', 'yellow', 'blue'] as const;
export type Tier = (typeof tiers)[number];

export const isTier = (value: unknown): value is Tier => tiers.some((tier) => tier === value);

/** The sign of a tier: a colour never stands alone. */
export interface TierSign {
  /** Shown inside or beside the shape; the word's first letter in English, its character in Chinese. */
  readonly letter: { readonly zh: string; readonly en: string };
  readonly shape: 'triangle' | 'diamond' | 'square' | 'circle';
  /** Outline in a box of 2 × 2 around the origin; the four cover about the same area. */
  readonly path: string;
  /** CSS colours, different in each theme: of the shape, of its edge and of words, of words on the shape. */
  readonly fill: string;
  readonly ink: string;
  readonly on: string;
}

const sign = (tier: Tier, zh: string, shape: TierSign['shape'], path: string): TierSign => ({
  letter: { zh, en: tier.charAt(0).toUpperCase() },
  shape,
  path,
  fill: `var(--tier-${tier})`,
  ink: `var(--tier-${tier}-ink)`,
  on: `var(--tier-${tier}-on)`,
});

export const tierSigns: Readonly<Record<Tier, TierSign>> = {
  red: sign('red', '红', 'triangle', 'M0 -1.1 L1.1 0.85 L-1.1 0.85 Z'),
  orange: sign('orange', '橙', 'diamond', 'M0 -1.12 L1.12 0 L0 1.12 L-1.12 0 Z'),
  yellow: sign('yellow', '黄', 'square', 'M-0.82 -0.82 H0.82 V0.82 H-0.82 Z'),
  blue: sign('blue', '蓝', 'circle', 'M0.9 0 A0.9 0.9 0 1 1 -0.9 0 A0.9 0.9 0 1 1 0.9 0 Z'),
};
