import { parentPort, workerData } from 'node:worker_threads';
import { checkPlan } from './check-plan.ts';
import { explainClash } from './explain-clash.ts';
import { makePlan } from './make-plan.ts';
import type { PlanRequest } from './plan.ts';
import type { PlannerAnswer, PlannerMessage } from './planner.ts';
import { Situation } from './situation.ts';

const { request, stop } = workerData as { request: PlanRequest; stop: SharedArrayBuffer };
const flag = new Int32Array(stop);
const say = (message: PlannerMessage): void => parentPort?.postMessage(message);

/** The plan; and, where it falls short, which rules clash. */
async function answer(): Promise<PlannerAnswer> {
  const control = {
    onProgress: (progress: Extract<PlannerMessage, { progress: unknown }>['progress']) =>
      say({ progress }),
    stopRequested: () => Atomics.load(flag, 0) === 1,
  };
  const plan = await makePlan(request, control);
  const breaches = checkPlan(new Situation(request), plan.visits);
  const clash =
    breaches.length > 0 && !plan.stopped ? ((await explainClash(request, control)) ?? null) : null;
  return { plan, breaches, clash };
}

answer().then(
  (done) => say({ answer: done }),
  (error: unknown) => say({ bug: error instanceof Error ? String(error.stack) : String(error) }),
);
