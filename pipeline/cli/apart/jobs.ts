import type { Trial, TrialResult } from '../../decision/index.ts';

/** What goes into each job, and what comes out; both are JSON. */
interface Work {
  /** Builds and publishes; gives the id of the snapshot. */
  readonly build: [input: { readonly warehouse: string }, result: string];
  /** Tries a draft that enters the history model. */
  readonly trial: [
    input: { readonly warehouse: string; readonly trial: Trial },
    result: TrialResult,
  ];
}

export type JobName = keyof Work;
export type Input<Name extends JobName> = Work[Name][0];
export type Result<Name extends JobName> = Work[Name][1];

/** Jobs that would keep pages waiting: each fits the history model. A process loads what its job needs, no more. */
export const jobs: { readonly [Name in JobName]: (input: Input<Name>) => Promise<Result<Name>> } = {
  build: async ({ warehouse }) => {
    const { buildWarehouse } = await import('../build.ts');
    return (await buildWarehouse({ warehouse, json: true })).snapshot.snapshot_id;
  },
  trial: async ({ warehouse, trial }) => {
    const { tryDraftBeside } = await import('../serving/try-draft.ts');
    return tryDraftBeside(warehouse, trial);
  },
};
