import type { SqlParameters } from '../../../data/sql/api.ts';
import type { RunProgress } from './run.svelte.ts';
import { readStored, store } from './stored.ts';

/** A query that was run in this browser. */
export interface PastRun {
  readonly sql: string;
  readonly parameters: SqlParameters;
  /** ISO timestamp. */
  readonly at: string;
  readonly rows: number;
  readonly milliseconds: number;
  readonly progress: RunProgress;
}

const STORED_AS = 'sql.history';
const MOST_KEPT = 200;

/** What was run before, newest first; kept in this browser only. */
class History {
  #runs = $state.raw<readonly PastRun[]>(readRuns());

  get runs(): readonly PastRun[] {
    return this.#runs;
  }

  /** The same query run again takes the place of its last run. */
  add(run: PastRun): void {
    const others = this.#runs.filter(
      (past) =>
        past.sql !== run.sql || JSON.stringify(past.parameters) !== JSON.stringify(run.parameters),
    );
    this.#set([run, ...others].slice(0, MOST_KEPT));
  }

  clear(): void {
    this.#set([]);
  }

  #set(runs: readonly PastRun[]): void {
    this.#runs = runs;
    store(STORED_AS, runs);
  }
}

function readRuns(): readonly PastRun[] {
  const stored = readStored(STORED_AS);
  return Array.isArray(stored) ? stored.filter(isPastRun) : [];
}

const isPastRun = (value: unknown): value is PastRun =>
  typeof value === 'object' &&
  value !== null &&
  'sql' in value &&
  typeof value.sql === 'string' &&
  'at' in value &&
  typeof value.at === 'string' &&
  'parameters' in value &&
  typeof value.parameters === 'object' &&
  value.parameters !== null;

export const history = new History();
