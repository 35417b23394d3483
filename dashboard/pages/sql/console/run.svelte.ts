import { QueryError } from '../../../data/query-error.ts';
import { askRunState, cancelRun, type SqlParameters } from '../../../data/sql/api.ts';
import { newId } from '../../../data/sql/id.ts';
import { runQuery } from '../../../data/sql/run.ts';
import { asSqlError, SqlError } from '../../../data/sql/sql-error.ts';
import { t } from '../../../i18n/translate.ts';
import { ResultSet } from '../result/result-set.ts';

export type RunProgress = 'running' | 'done' | 'failed' | 'cancelled';

/** One statement being run, or run: its rows as they arrive, and what became of it. */
export class Run {
  readonly id = newId();
  #progress = $state<RunProgress>('running');
  #result = $state.raw<ResultSet>();
  #rows = $state(0);
  #error = $state.raw<QueryError>();
  #truncated = $state(false);
  #rowLimit = $state<number | null>(null);
  #milliseconds = $state(0);
  readonly #started = performance.now();
  readonly #stop = new AbortController();

  /**
   * Starts at once.
   * @param sql one statement
   * @param offset where it begins in the text it was taken from
   */
  constructor(
    readonly sql: string,
    readonly offset: number,
    readonly parameters: SqlParameters,
  ) {
    this.ended = this.#run();
  }

  /** Settles once nothing more comes; never rejects. */
  readonly ended: Promise<void>;

  get progress(): RunProgress {
    return this.#progress;
  }

  /** The rows; undefined until the first word of the server. */
  get result(): ResultSet | undefined {
    return this.#result;
  }

  /** Rows that have arrived. Reactive, unlike the result's own count. */
  get rows(): number {
    return this.#rows;
  }

  get error(): QueryError | undefined {
    return this.#error;
  }

  /** Whether the cap on rows cut the answer. */
  get truncated(): boolean {
    return this.#truncated;
  }

  get rowLimit(): number | null {
    return this.#rowLimit;
  }

  /** From the press of the key to the last row. */
  get milliseconds(): number {
    return this.#progress === 'running' ? performance.now() - this.#started : this.#milliseconds;
  }

  /** Stops it here and on the server; rows that have come stay. */
  cancel(): void {
    if (this.#progress !== 'running') return;
    this.#stop.abort();
    // A run that has just ended is not there to be cancelled: all the same to whoever wanted it gone.
    cancelRun(this.id).catch(() => undefined);
  }

  async #run(): Promise<void> {
    try {
      await runQuery({
        id: this.id,
        sql: this.sql,
        parameters: this.parameters,
        signal: this.#stop.signal,
        onSchema: (schema, rowLimit) => {
          this.#result = new ResultSet(schema);
          this.#rowLimit = rowLimit;
        },
        onBatch: (batch) => {
          this.#result?.append(batch);
          this.#rows = this.#result?.rows ?? 0;
        },
      });
      await this.#askWhatBecameOfIt();
    } catch (cause) {
      await this.#fail(cause);
    } finally {
      this.#milliseconds = performance.now() - this.#started;
    }
  }

  async #fail(cause: unknown): Promise<void> {
    if (this.#stop.signal.aborted) this.#progress = 'cancelled';
    else if (cause instanceof QueryError) this.#failWith(cause);
    else await this.#askWhatBecameOfIt(cause);
  }

  /** The stream says neither whether it was cut by the cap nor why it broke off; the run's state does. */
  async #askWhatBecameOfIt(cause?: unknown): Promise<void> {
    try {
      const state = await askRunState(this.id);
      this.#truncated = state.truncated;
      this.#rowLimit = state.row_limit;
      if (state.state === 'cancelled') this.#progress = 'cancelled';
      else if (state.state === 'failed' || cause !== undefined) {
        this.#failWith(asSqlError(state.error, 'broken_off', t('sql.error.broken_off')));
      } else this.#progress = 'done';
    } catch (unasked) {
      if (cause === undefined && this.#rowLimit !== null) {
        this.#truncated = this.#rows >= this.#rowLimit;
        this.#progress = 'done';
      } else {
        this.#failWith(
          unasked instanceof QueryError
            ? unasked
            : asSqlError(undefined, 'broken_off', t('sql.error.broken_off')),
        );
      }
    }
  }

  #failWith(error: QueryError | SqlError): void {
    this.#error = error;
    this.#progress = 'failed';
  }
}
