import { Failure, text } from '../../../pipeline/contracts/index.ts';
import type { ServerOptions } from '../../../pipeline/server/index.ts';

/** Says that an action was reached: a request that got there was let through. */
const reached = (): Failure => new Failure('reached', text('到了', 'Reached'));

/** Actions none of which does anything, so that every route is there. */
export function fakeActions(): Required<
  Pick<ServerOptions, 'actions' | 'policy' | 'plans' | 'sql'>
> {
  const fail = async (): Promise<never> => {
    throw reached();
  };
  const failAtOnce = (): never => {
    throw reached();
  };
  return {
    sql: {
      query: fail,
      state: () => undefined,
      cancel: () => undefined,
      explain: fail,
      complete: fail,
      profile: fail,
      schema: fail,
      file: fail,
      queries: () => [],
      keepQuery: failAtOnce,
      forgetQuery: failAtOnce,
      pins: () => [],
      keepPin: failAtOnce,
      forgetPin: failAtOnce,
    },
    actions: {
      upload: fail,
      mapCode: fail,
      mapUnit: fail,
      mapHeader: fail,
      correction: fail,
      unmapped: async () => [],
      publication: () => ({ state: 'idle', error: null }),
    },
    policy: {
      fields: () => [],
      file: () => '',
      firstMonth: async () => '2026-11',
      tryDraft: fail,
      wayBack: async () => ({}),
      publish: fail,
    },
    plans: {
      overview: async () => ({
        inspectors: ['王某'],
        visits: [{ inspectors: '李某', team: '一组' }],
      }),
      plan: async () => ({ visits: [{ inspectors: ['王某', '李某'] }] }),
      make: fail,
      making: () => ({
        state: 'idle',
        step: null,
        best: null,
        bound: null,
        plan_id: null,
        error: null,
      }),
      stop: () => undefined,
      move: fail,
      add: fail,
      remove: fail,
      lock: fail,
      undo: fail,
      publish: fail,
      commitDraw: fail,
      revealDraw: fail,
      file: fail,
      capacityFile: failAtOnce,
      exampleCapacity: fail,
      capacityVersions: failAtOnce,
      takeCapacity: fail,
      bringBackCapacity: fail,
    },
  };
}
