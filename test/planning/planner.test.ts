import { expect, test } from 'vitest';
import { checkPlan } from '../../pipeline/planning/check-plan.ts';
import type { PlanProgress } from '../../pipeline/planning/plan.ts';
import { Planner } from '../../pipeline/planning/planner.ts';
import { Situation } from '../../pipeline/planning/situation.ts';
import { givenCapacity, givenRequest, givenUnits } from './world.ts';

const request = givenRequest(givenUnits(200, 8), givenCapacity(5, 6, 8), { months: 12 });

test('a plan that is stopped half-way is the best so far, breaks no rule, and says that it was stopped', async () => {
  const seen: PlanProgress[] = [];
  const planner = new Planner(request, (progress) => {
    seen.push(progress);
    if (progress.step === 'months' && progress.best !== undefined) planner.stop();
  });
  const { plan, breaches, clash } = await planner.answer;
  expect(seen.some(({ best, bound }) => best !== undefined && (bound ?? 0) >= best)).toBe(true);
  expect(plan.stopped).toBe(true);
  expect(plan.visits.length).toBeGreaterThan(100);
  expect(breaches.filter(({ hard }) => hard)).toEqual([]);
  expect(clash, 'nobody waits for an explanation').toBeNull();
  expect(plan.bound).toBeGreaterThanOrEqual(plan.objective);

  const whole = await new Planner(request).answer;
  expect(whole.plan.stopped).toBe(false);
  expect(checkPlan(new Situation(request), whole.plan.visits)).toEqual(whole.breaches);
  expect(whole.plan.gap).toBeLessThan(plan.gap);
});

test('the same request gives the same plan', async () => {
  const [one, other] = await Promise.all([
    new Planner(request).answer,
    new Planner(request).answer,
  ]);
  expect(one.plan).toEqual(other.plan);
});
