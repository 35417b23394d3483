import type { PlanTier, SkillFact } from './rules.ts';

/** What a plan needs to know of a unit; from `marts.plan_candidate`. */
export interface PlanUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly area: string;
  readonly tier: PlanTier;
  /** 0 to 100, higher is riskier. */
  readonly score: number;
  /** Indicator with most weight in the decision, if any. */
  readonly reason: string | null;
  /** Probability that a visit finds something serious. */
  readonly expected: number;
  /** Pupils and staff. */
  readonly people: number;
  readonly hasBoarders: boolean;
  readonly examSite: boolean;
  /** What it has that calls for skills; `always` among them. */
  readonly facts: readonly SkillFact[];
  /** Longitude and latitude in WGS-84. */
  readonly position: readonly [number, number] | null;
  /** ISO date. */
  readonly lastVisit: string | null;
  /** `team/name`, each. */
  readonly lastInspectors: readonly string[];
  /** ISO date. */
  readonly lastCheckup: string | null;
}
