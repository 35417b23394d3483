import { filterRows, type Filters } from './filter.ts';
import type { ResultSet } from './result-set.ts';
import { sortRows, type ResultSort } from './sort.ts';

/** Which rows of an answer are looked at, and in which order. */
export interface ResultView {
  /** Row of the answer at each place; undefined while all rows stand as they came. */
  readonly order: Uint32Array | undefined;
  /** Whether rows are still being filtered or sorted. */
  readonly busy: boolean;
}

/**
 * Filters and sorts an answer whenever what it reads changes; what was overtaken is given up.
 * Call it while a component is being set up.
 * @param read the answer (undefined while it is still arriving), its filters and its sort
 */
export function resultView(
  read: () => {
    readonly result: ResultSet | undefined;
    readonly filters: Filters;
    readonly sort: ResultSort | null;
  },
): ResultView {
  let order = $state.raw<Uint32Array>();
  let busy = $state(false);

  $effect(() => {
    const { result, filters, sort } = read();
    const asked = Object.values(filters).some((filter) => filter.trim() !== '') || sort !== null;
    if (!result || !asked) {
      order = undefined;
      busy = false;
      return;
    }
    const stop = new AbortController();
    busy = true;
    arrange(result, filters, sort, stop.signal)
      .then((arranged) => {
        if (stop.signal.aborted) return;
        order = arranged;
        busy = false;
      })
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) throw cause;
      });
    return () => stop.abort();
  });

  return {
    get order() {
      return order;
    },
    get busy() {
      return busy;
    },
  };
}

async function arrange(
  result: ResultSet,
  filters: Filters,
  sort: ResultSort | null,
  signal: AbortSignal,
): Promise<Uint32Array | undefined> {
  const found = await filterRows(result, filters, signal);
  return sort ? sortRows(result, found, sort, signal) : found;
}
