import { makePlan } from '../../pipeline/planning/make-plan.ts';
import { checkPlan } from '../../pipeline/planning/check-plan.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import type { PlanRequest } from '../../pipeline/planning/plan.ts';
import { Situation } from '../../pipeline/planning/situation.ts';

/** A draft of a plan that was made for a request. */
export async function keptPlan(request: PlanRequest, id: string): Promise<PlanDocument> {
  const plan = await makePlan(request);
  return {
    id,
    status: 'draft',
    created_at: '2026-10-20T08:00:00.000Z',
    published_at: null,
    published_by: null,
    first_month: request.firstMonth,
    months: request.months,
    rules_version: request.rules.version,
    capacity_version: request.capacity.version,
    snapshot_id: 'test',
    days: null,
    drawn: request.drawn,
    certificates: [],
    rolled_over: request.rolledOver,
    visits: plan.visits,
    serious_expected: plan.seriousExpected,
    travel_minutes: plan.travelMinutes,
    objective: plan.objective,
    bound: plan.bound,
    gap: plan.gap,
    stopped: false,
    breaches: checkPlan(new Situation(request), plan.visits),
    clash: null,
    changes: [],
  };
}
