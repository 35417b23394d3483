import type { Failure, Locale } from '../contracts/index.ts';
import type { SqlRun } from '../server/index.ts';

/** How long it can be asked how a query ended. */
const KEPT_MILLISECONDS = 10 * 60_000;

/** One query, from its asking to some while after its end. */
export class Run {
  state: SqlRun['state'] = 'waiting';
  rows = 0;
  truncated = false;
  failure: Failure | undefined;
  readonly started = performance.now();
  #milliseconds: number | undefined;
  readonly #aborted = new AbortController();

  constructor(
    readonly reader: string,
    readonly id: string,
    readonly rowLimit: number,
  ) {}

  /** Fires when its reader no longer wants it. */
  get cancelled(): AbortSignal {
    return this.#aborted.signal;
  }

  get ended(): boolean {
    return this.#milliseconds !== undefined;
  }

  get milliseconds(): number {
    return Math.round(this.#milliseconds ?? performance.now() - this.started);
  }

  cancel(): void {
    // By default the reason is an Error, whose stack holds on to the response that called, and to all that
    // was to be sent with it, for as long as the run is kept.
    if (!this.ended) this.#aborted.abort('cancelled');
  }

  end(state: 'done' | 'failed' | 'cancelled', failure?: Failure): void {
    if (this.ended) return;
    this.#milliseconds = performance.now() - this.started;
    this.state = state;
    this.failure = failure;
  }

  fail(failure: Failure): void {
    this.end(failure.code === 'sql_cancelled' ? 'cancelled' : 'failed', failure);
  }

  report(locale: Locale): SqlRun {
    return {
      id: this.id,
      state: this.state,
      rows: this.rows,
      row_limit: this.rowLimit,
      truncated: this.truncated,
      milliseconds: this.milliseconds,
      ...(this.failure && { error: this.failure.bodyForPages(locale).error }),
    };
  }
}

/** The queries that run, and those that ended within ten minutes; each reader sees only their own. */
export class Runs {
  readonly #runs = new Map<string, Run>();

  /** @returns undefined where the reader has a run of that id already */
  begin(reader: string, id: string, rowLimit: number): Run | undefined {
    const key = keyOf(reader, id);
    if (this.#runs.has(key)) return undefined;
    const run = new Run(reader, id, rowLimit);
    this.#runs.set(key, run);
    return run;
  }

  find(reader: string, id: string): Run | undefined {
    return this.#runs.get(keyOf(reader, id));
  }

  /** To be called when the run has ended. */
  forgetLater(run: Run): void {
    setTimeout(() => this.#runs.delete(keyOf(run.reader, run.id)), KEPT_MILLISECONDS).unref();
  }

  cancelAll(): void {
    for (const run of this.#runs.values()) run.cancel();
  }
}

const keyOf = (reader: string, id: string): string => JSON.stringify([reader, id]);
