import type { Action } from './candidates.ts';
import { combinations } from './combinations.ts';

type Actions = readonly Action[];

/** Runs of the models that trying sets by size may take in all. */
const MOST_BATCHES = 4;

/**
 * The smallest addition to what is needed anyway that leads back. Sets are tried by size, many in one run.
 * Where that would take too long, an addition that can do without nothing is looked for instead, and sizes below
 * its own are tried as far as they go.
 * @param optional actions that together, with those needed, do lead back
 * @param leads whether sets lead back, in their order; doing more must never lead back later
 * @param batch sets that it decides in one run
 */
export async function smallest(
  needed: Actions,
  optional: Actions,
  leads: (sets: readonly Actions[]) => Promise<readonly boolean[]>,
  batch: number,
): Promise<{ readonly actions: Actions; readonly least: boolean }> {
  const all = (addition: Actions): Actions => [...needed, ...addition];
  const first = async (additions: readonly Actions[]): Promise<Actions | undefined> =>
    additions[(await leads(additions.map(all))).indexOf(true)];
  const bySize = subsets(optional);
  const found = await first(take(bySize, batch));
  if (found) return { actions: all(found), least: true };
  const spare = await irreducible(optional, first);
  for (let run = 1; run < MOST_BATCHES; run++) {
    const smaller = take(bySize, batch).filter(({ length }) => length < spare.length);
    if (smaller.length === 0) return { actions: all(spare), least: true };
    const less = await first(smaller);
    if (less) return { actions: all(less), least: true };
  }
  return { actions: all(spare), least: false };
}

/**
 * A subset that leads back and no part of which does. Each run tries every beginning of the list: the action
 * that ends the shortest beginning that leads back is part of it, and what comes after that action is not.
 */
async function irreducible(
  optional: Actions,
  first: (additions: readonly Actions[]) => Promise<Actions | undefined>,
): Promise<Actions> {
  let kept: Actions = [];
  let rest = optional;
  for (;;) {
    const beginnings = Array.from({ length: rest.length + 1 }, (_, count) => rest.slice(0, count));
    const shortest = await first(beginnings.map((beginning) => [...beginning, ...kept]));
    const count = (shortest?.length ?? kept.length) - kept.length;
    if (count === 0) return optional.filter((action) => kept.includes(action));
    kept = [...rest.slice(count - 1, count), ...kept];
    rest = rest.slice(0, count - 1);
  }
}

function* subsets(items: Actions): Generator<Actions> {
  for (let size = 0; size <= items.length; size++) yield* combinations(items, size, Infinity);
}

/** The next so many of a generator, which can be gone on with. */
function take<Item>(items: Generator<Item>, count: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < count) {
    const { value, done } = items.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
