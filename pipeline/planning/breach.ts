import type { VisitOrigin } from './plan.ts';

/** Rules that a plan never breaks by itself. */
export const hardRules = [
  'unknown_unit',
  'unknown_team',
  'month_outside',
  'holiday',
  'exam',
  'closed',
  'month_cap',
  'gap',
  'team_days',
  'day_minutes',
  'pair_size',
  'inspector_unknown',
  'inspector_off',
  'skills',
  'avoid',
  'pair_days',
  'mutual_own_area',
  'team_kind',
  'night_boarders',
] as const;

/** Rules that fall short where there is not enough time. */
export const softRules = [
  'checkups',
  'tier_visits',
  'covert_quota',
  'mutual_quota',
  'night_quota',
  'drawn_missing',
  'random_share',
] as const;

export type PlanRuleName = (typeof hardRules)[number] | (typeof softRules)[number];

/** A visit that another comes too near. */
export interface NearVisit {
  readonly date: string;
  /** Why it is where it is: `made` is one that was made before the plan. */
  readonly held: 'made' | 'locked' | VisitOrigin;
}

/** One rule that a plan breaks or falls short of. */
export interface Breach {
  readonly rule: PlanRuleName;
  readonly hard: boolean;
  readonly unitCode?: string;
  readonly team?: string;
  readonly date?: string;
  readonly month?: string;
  /** What there is and what there should be, where it is a number. */
  readonly found?: number;
  readonly wanted?: number;
  /** The two visits to a unit that lie too near each other, the earlier one first. */
  readonly near?: readonly [NearVisit, NearVisit];
}
