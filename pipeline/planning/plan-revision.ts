import type { Breach } from './breach.ts';
import { checkPlan } from './check-plan.ts';
import type { OverrideReason, PlanChange, PlanDocument } from './document.ts';
import { grouped } from './grouped.ts';
import type { PlannedVisit } from './plan.ts';
import { valueOf } from './plan-value.ts';
import { roadMinutes } from './route-minutes.ts';
import type { Situation } from './situation.ts';
import { withYields } from './yields.ts';

/** Who changes a plan, and why. */
export interface Author {
  readonly by: string;
  readonly reason: OverrideReason;
  readonly note: string;
  readonly at: string;
}

/** What became of a change: refused where it would break a rule that cannot be broken. */
export interface Changed {
  readonly plan: PlanDocument;
  /** New breaches; the plan is as before where one of them is hard. */
  readonly breaches: readonly Breach[];
  readonly refused: boolean;
}

/** What a change takes out and puts in. */
export type Replacement = Pick<PlanChange, 'before' | 'after' | 'action' | 'unitCode'>;

/** Takes back the last change that stands; the record of it stays. */
export function undo(situation: Situation, plan: PlanDocument): PlanDocument {
  const index = plan.changes.findLastIndex(({ undone }) => !undone);
  const change = plan.changes[index];
  if (!change) return plan;
  const changes = plan.changes.map((each, at) => (at === index ? { ...each, undone: true } : each));
  return withVisits(
    situation,
    { ...plan, changes },
    replaced(plan.visits, change.after, change.before),
  );
}

/**
 * A plan with some visits in place of others, and the record of it; refused where a rule that cannot be broken
 * would be broken anew.
 */
export function changed(
  situation: Situation,
  plan: PlanDocument,
  { before, after, action, unitCode }: Replacement,
  author: Author,
): Changed {
  const known = new Set(plan.breaches.map(keyOf));
  const visits = replaced(plan.visits, before, after);
  const breaches = checkPlan(situation, visits);
  const fresh = breaches.filter((breach) => !known.has(keyOf(breach)));
  if (fresh.some(({ hard }) => hard)) return { plan, breaches: fresh, refused: true };
  const change: PlanChange = { ...author, action, unitCode, before, after, undone: false };
  const next = withVisits(situation, { ...plan, changes: [...plan.changes, change] }, visits);
  return { plan: next, breaches: fresh, refused: false };
}

const keyOf = ({ rule, unitCode, team, date, month }: Breach): string =>
  [rule, unitCode, team, date, month].join('|');

const sameVisit = (one: PlannedVisit, other: PlannedVisit): boolean =>
  one.unitCode === other.unitCode && one.date === other.date && one.team === other.team;

/** A plan's visits with some taken out and others put in at the end of their days. */
const replaced = (
  visits: readonly PlannedVisit[],
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): PlannedVisit[] => [
  ...visits.filter((visit) => !before.some((gone) => sameVisit(gone, visit))),
  ...after,
];

/** A plan with these visits, valued and checked anew. */
function withVisits(
  situation: Situation,
  plan: PlanDocument,
  visits: readonly PlannedVisit[],
): PlanDocument {
  const valued = withYields(situation, visits);
  const days = grouped(valued, ({ date, team }) => `${date} ${team}`);
  const road = [...days.values()].reduce((sum, day) => sum + roadMinutes(situation, day), 0);
  const { seriousExpected, travelMinutes, objective } = valueOf(situation, valued, road);
  return {
    ...plan,
    visits: valued,
    serious_expected: seriousExpected,
    travel_minutes: travelMinutes,
    objective,
    gap: plan.bound > 0 ? Math.max(0, (plan.bound - objective) / plan.bound) : 0,
    breaches: checkPlan(situation, valued),
  };
}
