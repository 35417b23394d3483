import { Failure } from '../contracts/index.ts';
import type { SqlAnswer, SqlQuery } from '../server/index.ts';
import { resumed } from '../server/resumed.ts';
import { busy, duplicateRun, sqlFailure, unavailable } from './failures.ts';
import type { ConsoleLimits } from './limits.ts';
import type { Ended, Format, Task } from './messages.ts';
import { NoTurn, Queue } from './queue.ts';
import { Runs, type Run } from './runs.ts';
import { performOnNewest, type FindFile } from './perform-on-newest.ts';
import { WorkerPool } from './worker-pool.ts';
import type { WorkerProcess } from './worker-process.ts';

/** A workbook's sheet has 1,048,576 rows, one of them the header. */
const XLSX_ROWS = 1_048_575;

/** Told of every query that ended, for a log of who asked what. */
export interface QueryRecord {
  readonly reader: string;
  /** Where it was asked from; null on the command line. */
  readonly address: string | null;
  readonly sql: string;
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly rows: number;
  readonly milliseconds: number;
  readonly format: string;
}

/** A query as it is run: also in the form that only a terminal wants. */
export type RunnableQuery = Omit<SqlQuery, 'format'> & { readonly format: Format };

export interface RunnerOptions {
  readonly limits: ConsoleLimits;
  /** Told of workers that crashed or could not start. */
  readonly report: (error: unknown) => void;
  readonly record?: ((record: QueryRecord) => void) | undefined;
  /** Workers that are kept ready; default 1. */
  readonly spare?: number;
}

/** Runs statements in workers, each in its turn, and knows how far each has come. */
export class QueryRunner {
  readonly pool: WorkerPool;
  readonly runs = new Runs();
  readonly #queue: Queue;
  /** Completion and the like wait for no query, and take no query's turn. */
  readonly #helpQueue: Queue;

  constructor(private readonly options: RunnerOptions) {
    const { limits, report, spare } = options;
    this.pool = new WorkerPool(limits, report, spare);
    this.#queue = new Queue(limits);
    this.#helpQueue = new Queue({ ...limits, concurrent: 2, concurrentEach: 2 });
  }

  /**
   * Runs a query; the first piece of its answer is there when the promise settles.
   * @param fileOf finds the database file
   * @throws Failure as the console's
   */
  async begin(reader: string, query: RunnableQuery, fileOf: FindFile): Promise<SqlAnswer> {
    const { rows } = this.options.limits;
    const rowLimit = query.format === 'xlsx' ? Math.min(rows, XLSX_ROWS) : rows;
    const run = this.runs.begin(reader, query.id, rowLimit);
    if (!run) throw duplicateRun();
    const pieces = this.#answer(run, query, fileOf);
    const first = await pieces.next();
    return {
      rowLimit,
      get truncated() {
        return run.truncated;
      },
      pieces: resumed(first.done ? [] : [first.value], pieces),
    };
  }

  /**
   * Does a short task, and gives the JSON of its answer.
   * @param fileOf finds the database file when the task's turn has come: one found before may be gone
   */
  async help(reader: string, fileOf: FindFile, task: Task): Promise<Buffer> {
    const giveBack = await this.#turn(this.#helpQueue, reader, new AbortController().signal);
    let worker: WorkerProcess | undefined;
    try {
      const { path } = await fileOf();
      worker = await this.#take(path);
      const pieces: Buffer[] = [];
      const work = performOnNewest(worker, path, fileOf, task);
      let next = await work.next();
      for (; !next.done; next = await work.next()) pieces.push(next.value);
      if (!next.value.ok) throw sqlFailure(next.value.fault, 'sql' in task ? task.sql : '');
      return Buffer.concat(pieces);
    } finally {
      if (worker) await this.pool.giveBack(worker);
      giveBack();
    }
  }

  /** Ends all that runs. */
  async close(): Promise<void> {
    this.runs.cancelAll();
    await this.pool.close();
  }

  async *#answer(run: Run, query: RunnableQuery, fileOf: FindFile): AsyncGenerator<Buffer, void> {
    let giveBack = (): void => undefined;
    let worker: WorkerProcess | undefined;
    const cancel = () => worker?.stop('cancelled');
    const requireReader = () => {
      if (run.cancelled.aborted) throw busy('gone', this.options.limits);
    };
    try {
      giveBack = await this.#turn(this.#queue, run.reader, run.cancelled);
      const { path } = await fileOf();
      worker = await this.#take(path);
      requireReader();
      run.cancelled.addEventListener('abort', cancel);
      run.state = 'running';
      const again = async () => {
        const file = await fileOf();
        requireReader();
        return file;
      };
      const failure = this.#end(run, query, yield* this.#work(worker, path, again, run, query));
      if (failure) throw failure;
    } catch (error) {
      if (error instanceof Failure) run.fail(error);
      throw error;
    } finally {
      run.cancelled.removeEventListener('abort', cancel);
      // Who reads has gone before the end.
      run.end('cancelled');
      this.runs.forgetLater(run);
      if (worker) await this.pool.giveBack(worker);
      giveBack();
      this.options.record?.(recordOf(run, query));
    }
  }

  async *#work(
    worker: WorkerProcess,
    path: string,
    fileOf: FindFile,
    run: Run,
    { sql, parameters, format, whole }: RunnableQuery,
  ): AsyncGenerator<Buffer, Ended> {
    const task: Task = { kind: 'query', sql, parameters, format, whole, rows: run.rowLimit };
    return yield* performOnNewest(worker, path, fileOf, task, {
      rows: (count) => (run.rows = count),
      counted: (rows, truncated) => {
        run.rows = rows;
        run.truncated = truncated;
      },
    });
  }

  #end(run: Run, query: RunnableQuery, ended: Ended): Failure | undefined {
    if (ended.ok) {
      run.rows = ended.rows;
      run.truncated = ended.truncated;
      run.end('done');
      return undefined;
    }
    const failure = sqlFailure(ended.fault, query.sql);
    if (OURS.has(failure.code)) this.options.report(failure);
    return failure;
  }

  #turn(queue: Queue, reader: string, signal: AbortSignal): Promise<() => void> {
    return queue.turn(reader, signal).catch((error: unknown) => {
      throw error instanceof NoTurn ? busy(error.reason, this.options.limits) : error;
    });
  }

  async #take(path: string): Promise<WorkerProcess> {
    try {
      return await this.pool.take(path);
    } catch (error) {
      throw unavailable(error);
    }
  }
}

/** Failures that no statement is to blame for. */
const OURS: ReadonlySet<string> = new Set(['sql_crashed', 'snapshot_unreadable']);

const recordOf = (run: Run, { sql, format, address }: RunnableQuery): QueryRecord => ({
  address: address ?? null,
  reader: run.reader,
  sql,
  state: run.state === 'done' || run.state === 'failed' ? run.state : 'cancelled',
  rows: run.rows,
  milliseconds: run.milliseconds,
  format,
});
