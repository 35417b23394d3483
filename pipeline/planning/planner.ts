import { Worker } from 'node:worker_threads';
import type { Breach } from './breach.ts';
import type { Clash } from './explain-clash.ts';
import type { Plan } from './make-plan.ts';
import type { PlanProgress, PlanRequest } from './plan.ts';

export interface PlannerAnswer {
  readonly plan: Plan;
  readonly breaches: readonly Breach[];
  readonly clash: Clash | null;
}

/** What the planner's thread says. */
export type PlannerMessage =
  | { readonly progress: PlanProgress }
  | { readonly answer: PlannerAnswer }
  | { readonly bug: string };

/** A plan being made in a thread of its own: the solver blocks the thread it runs in. */
export class Planner {
  readonly #stop = new SharedArrayBuffer(4);
  readonly answer: Promise<PlannerAnswer>;

  constructor(
    request: PlanRequest,
    onProgress: (progress: PlanProgress) => void = () => undefined,
  ) {
    const worker = new Worker(new URL('./planner-worker.js', import.meta.url), {
      workerData: { request, stop: this.#stop },
    });
    this.answer = new Promise((resolve, reject) => {
      worker.on('message', (message: PlannerMessage) => {
        if ('progress' in message) onProgress(message.progress);
        else if ('answer' in message) resolve(message.answer);
        else reject(new Error(message.bug));
        if (!('progress' in message)) void worker.terminate();
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the planner ended without an answer')));
    });
  }

  /** Asks for the best so far; `answer` settles soon. */
  stop(): void {
    Atomics.store(new Int32Array(this.#stop), 0, 1);
  }
}
