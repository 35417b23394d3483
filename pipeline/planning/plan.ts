import type { Capacity } from './capacity.ts';
import type { PlanRules, VisitType } from './rules.ts';
import type { PlanUnit } from './unit.ts';

/** Why a visit is in a plan. */
export const visitOrigins = ['draw', 'rule', 'value', 'override', 'rolled_over'] as const;
export type VisitOrigin = (typeof visitOrigins)[number];

/** One visit of one team to one unit on one day. */
export interface PlannedVisit {
  readonly unitCode: string;
  /** ISO date. */
  readonly date: string;
  readonly type: VisitType;
  /** A night check of the dormitory the same evening (merged, I3). */
  readonly night: boolean;
  readonly team: string;
  readonly inspectors: readonly string[];
  /** On the spot, without the night check. */
  readonly minutes: number;
  /** Probability that it finds something serious, a repeated visit's smaller yield included. */
  readonly expected: number;
  /** `draw`: chance; `rule`: a rule calls for it; `value`: it finds most for its time;
   *  `override`: by hand; `rolled_over`: left from an earlier plan. */
  readonly origin: VisitOrigin;
  /** Stays where it is when the plan is made anew. */
  readonly locked: boolean;
}

/** What a plan is made of. */
export interface PlanRequest {
  /** `YYYY-MM` */
  readonly firstMonth: string;
  /** How many months. */
  readonly months: number;
  readonly rules: PlanRules;
  readonly capacity: Capacity;
  readonly units: readonly PlanUnit[];
  /** Units that were drawn, by the month for which. */
  readonly drawn: Readonly<Record<string, readonly string[]>>;
  /** Visits of an earlier plan that were not made: they come first in the first month. */
  readonly rolledOver: readonly { readonly unitCode: string; readonly type: VisitType }[];
  /** Visits that stay as they are. */
  readonly locked: readonly PlannedVisit[];
}

/** What is said while a plan is made. */
export interface PlanProgress {
  readonly step: 'months' | 'bound' | 'clash' | 'teams' | 'days' | 'fill';
  readonly done: number;
  readonly total: number;
  /** Objective of the best plan so far and bound, where they are known. */
  readonly best?: number;
  readonly bound?: number;
}

/** How a plan is made. */
export interface PlanControl {
  readonly onProgress?: (progress: PlanProgress) => void;
  /** Asked often; once true, the best plan so far is given. */
  readonly stopRequested?: () => boolean;
  /** Seconds for the choice of months. */
  readonly seconds?: number;
}
