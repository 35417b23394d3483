import { QueryError } from './query-error.ts';

/** A value that comes later: the newest value, or why there is none. */
export interface Resource<Value> {
  /** The newest value that arrived; stays while the next one is loading. */
  readonly value: Value | undefined;
  readonly error: QueryError | undefined;
  /** Whether an answer is awaited. */
  readonly pending: boolean;
  /** Asks again, after an error. */
  retry(): void;
}

/**
 * Loads a value, and loads it again whenever something reactive that `load` reads (before its first
 * `await`) changes. An answer that was overtaken by a newer question is dropped.
 * Call it while a component is being set up.
 */
export function resource<Value>(load: () => Promise<Value>): Resource<Value> {
  let value = $state.raw<Value>();
  let error = $state.raw<QueryError>();
  let pending = $state(true);
  let attempt = $state(0);

  $effect(() => {
    let overtaken = false;
    void attempt;
    pending = true;
    load()
      .then((loaded) => {
        if (overtaken) return;
        value = loaded;
        error = undefined;
      })
      .catch((cause: unknown) => {
        if (overtaken) return;
        value = undefined;
        error =
          cause instanceof QueryError
            ? cause
            : new QueryError('unexpected', String(cause), null, { cause });
      })
      .finally(() => {
        if (!overtaken) pending = false;
      });
    return () => {
      overtaken = true;
    };
  });

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get pending() {
      return pending;
    },
    retry() {
      attempt += 1;
    },
  };
}
