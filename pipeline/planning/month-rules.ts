/** Rules that can clash with each other. */
export const clashingRules = [
  'capacity',
  'random_share',
  'checkups',
  'tier_visits',
  'covert_quota',
  'mutual_quota',
  'night_quota',
  'gap',
  'calendar',
] as const;
export type ClashingRule = (typeof clashingRules)[number];

/** Rules that can be broken by an amount; the others hold or are left out. */
export const bendableRules = [
  'capacity',
  'random_share',
  'checkups',
  'tier_visits',
  'covert_quota',
  'mutual_quota',
  'night_quota',
] as const;
export type BendableRule = (typeof bendableRules)[number];

/** What breaking a rule by one (minute, check-up or visit) costs. */
export type Prices = Readonly<Record<BendableRule, number>>;

/**
 * Prices of a plan, in serious visits: far above what any visit is worth, so that a rule is broken only
 * where it must be; of two that clash the dearer holds.
 */
export const planPrices: Prices = {
  capacity: 0.2,
  random_share: 0.1,
  checkups: 8,
  tier_visits: 4,
  covert_quota: 2,
  mutual_quota: 2,
  night_quota: 2,
};
