import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action } from '../../pipeline/decision/way-back/candidates.ts';
import { smallest } from '../../pipeline/decision/way-back/smallest.ts';
import { text } from '../../pipeline/contracts/index.ts';

const actions = Array.from({ length: 12 }, (_, index): Action => {
  const name = String(index);
  return { kind: 'strike_off_hazard', name, reference: name, label: text(name, name) };
});

type Actions = readonly Action[];

/** Whether a set holds all of one of the ways: doing more never leads back later. */
const leadsBy =
  (ways: readonly Actions[]) =>
  (set: Actions): boolean =>
    ways.some((way) => way.every((action) => set.includes(action)));

test('whatever leads back, the set found does, no part of it does, and none smaller where it says so', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.subarray(actions), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (ways, batch) => {
        const leads = leadsBy(ways);
        let runs = 0;
        const decide = (sets: readonly Actions[]): Promise<boolean[]> => {
          runs += 1;
          return Promise.resolve(sets.map(leads));
        };
        const needed = actions.filter((action) => ways.every((way) => way.includes(action)));
        const optional = actions.filter((action) => !needed.includes(action));
        const found = await smallest(needed, optional, decide, batch);
        expect(leads(found.actions)).toBe(true);
        for (const action of found.actions)
          expect(leads(found.actions.filter((each) => each !== action))).toBe(false);
        const fewest = Math.min(...ways.map(({ length }) => length));
        if (found.least) expect(found.actions).toHaveLength(fewest);
        // Sets by size in four, and one for each action of a set that does without nothing.
        expect(runs).toBeLessThanOrEqual(4 + optional.length + 1);
      },
    ),
    { numRuns: 300 },
  );
});

test('few actions are tried out in one run', async () => {
  let runs = 0;
  const leads = leadsBy([actions.slice(1, 3), actions.slice(0, 3)]);
  const found = await smallest(
    [],
    actions.slice(0, 5),
    (sets) => {
      runs += 1;
      return Promise.resolve(sets.map(leads));
    },
    32,
  );
  expect(found).toEqual({ actions: actions.slice(1, 3), least: true });
  expect(runs).toBe(1);
});
