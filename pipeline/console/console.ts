import { Failure } from '../contracts/index.ts';
import type { ConsoleFile, SqlAnswer, SqlConsole, SqlQuery } from '../server/index.ts';
import { busy, duplicateRun, sqlFailure, unavailable } from './failures.ts';
import { defaultLimits, type ConsoleLimits } from './limits.ts';
import type { Ended, Task } from './messages.ts';
import { NoTurn, Queue } from './queue.ts';
import { Runs, type Run } from './runs.ts';
import { KeptThings } from './kept-things.ts';
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

export interface ConsoleOptions {
  /** The file that a reader's statements see. Called for each: it must be quick where nothing changed. */
  readonly consoleFile: (reader: string) => Promise<ConsoleFile>;
  /** Folder in which saved queries and pins are kept. */
  readonly folder: string;
  /** Told of what is a bug of ours, and of workers that could not start. */
  readonly report: (error: unknown) => void;
  readonly limits?: Partial<ConsoleLimits>;
  readonly record?: (record: QueryRecord) => void;
}

/** The console, and how to end it. */
export interface RunningConsole extends SqlConsole {
  readonly limits: ConsoleLimits;
  readonly pool: WorkerPool;
  close(): Promise<void>;
}

/** Puts the console together: processes that answer, a queue before them, and what readers keep. */
export function openConsole(options: ConsoleOptions): RunningConsole {
  const limits = { ...defaultLimits(), ...options.limits };
  const pool = new WorkerPool(limits, options.report);
  const runs = new Runs();
  const queue = new Queue(limits);
  // Completion and the like wait for no query, and take no query's turn.
  const helpQueue = new Queue({ ...limits, concurrent: 2, concurrentEach: 2 });
  const kept = new KeptThings(options.folder);

  const turn = (which: Queue, reader: string, signal: AbortSignal) =>
    which.turn(reader, signal).catch((error: unknown) => {
      throw error instanceof NoTurn ? busy(error.reason, limits) : error;
    });

  /** A short task whose answer is JSON. */
  const help = async (reader: string, task: Task): Promise<Buffer> => {
    const { path } = await options.consoleFile(reader);
    const giveBack = await turn(helpQueue, reader, new AbortController().signal);
    let worker: WorkerProcess | undefined;
    try {
      worker = await take(pool, path);
      const pieces: Buffer[] = [];
      const work = worker.perform(path, task);
      let next = await work.next();
      for (; !next.done; next = await work.next()) pieces.push(next.value);
      if (!next.value.ok) throw sqlFailure(next.value.fault, 'sql' in task ? task.sql : '');
      return Buffer.concat(pieces);
    } finally {
      if (worker) await pool.giveBack(worker);
      giveBack();
    }
  };

  const end = (run: Run, query: SqlQuery, ended: Ended): Failure | undefined => {
    let failure: Failure | undefined;
    if (ended.ok) {
      run.rows = ended.rows;
      run.truncated = ended.truncated;
      run.end('done');
    } else {
      failure = sqlFailure(ended.fault, query.sql);
      run.end(failure.code === 'sql_cancelled' ? 'cancelled' : 'failed', failure);
      if (failure.code === 'sql_crashed') options.report(failure);
    }
    return failure;
  };

  /** @yields nothing before the first piece is there, and the worker is given back whatever happens */
  async function* answer(run: Run, query: SqlQuery, path: string): AsyncGenerator<Buffer, void> {
    const giveBack = await turn(queue, run.reader, run.cancelled);
    let worker: WorkerProcess | undefined;
    const cancel = () => worker?.stop('cancelled');
    try {
      worker = await take(pool, path);
      if (run.cancelled.aborted) throw busy('gone', limits);
      run.cancelled.addEventListener('abort', cancel);
      run.state = 'running';
      const { sql, parameters, format, whole } = query;
      const task: Task = {
        kind: 'query',
        sql,
        parameters,
        format,
        whole,
        rows: run.rowLimit,
      };
      const work = worker.perform(path, task, {
        rows: (count) => (run.rows = count),
        counted: (rows, truncated) => {
          run.rows = rows;
          run.truncated = truncated;
        },
      });
      try {
        let next = await work.next();
        for (; !next.done; next = await work.next()) yield next.value;
        const failure = end(run, query, next.value);
        if (failure) throw failure;
      } finally {
        await work.return({ ok: true, rows: 0, truncated: false });
      }
    } catch (error) {
      if (error instanceof Failure)
        run.end(error.code === 'sql_cancelled' ? 'cancelled' : 'failed', error);
      throw error;
    } finally {
      run.cancelled.removeEventListener('abort', cancel);
      // Who reads has gone before the end.
      run.end('cancelled');
      runs.forgetLater(run);
      if (worker) await pool.giveBack(worker);
      giveBack();
      options.record?.({
        reader: run.reader,
        address: query.address ?? null,
        sql: query.sql,
        state: run.state === 'done' || run.state === 'failed' ? run.state : 'cancelled',
        rows: run.rows,
        milliseconds: run.milliseconds,
        format: query.format,
      });
    }
  }

  return {
    limits,
    pool,
    async query(reader, query): Promise<SqlAnswer> {
      const rowLimit = query.format === 'xlsx' ? Math.min(limits.rows, XLSX_ROWS) : limits.rows;
      const run = runs.begin(reader, query.id, rowLimit);
      if (!run) throw duplicateRun();
      let path: string;
      try {
        ({ path } = await options.consoleFile(reader));
      } catch (error) {
        run.end('failed');
        runs.forgetLater(run);
        throw error;
      }
      const pieces = answer(run, query, path);
      const first = await pieces.next();
      return { rowLimit, truncated: run.truncated, pieces: joined(first, pieces) };
    },
    state: (reader, id, locale) => runs.find(reader, id)?.report(locale),
    cancel: (reader, id) => runs.find(reader, id)?.cancel(),
    explain: (reader, statement) => help(reader, { kind: 'explain', ...statement }),
    complete: (reader, sql, position) => help(reader, { kind: 'complete', sql, position }),
    profile: (reader, schema, table) => help(reader, { kind: 'profile', schema, table }),
    async schema(reader) {
      const { snapshot_id, month } = await options.consoleFile(reader);
      const schema = JSON.parse((await help(reader, { kind: 'schema' })).toString()) as object;
      const { rows, seconds, memoryMegabytes, concurrent } = limits;
      return {
        snapshot_id,
        month,
        ...schema,
        limits: { rows, seconds, memory_mb: memoryMegabytes, concurrent },
      };
    },
    file: (reader) => options.consoleFile(reader),
    queries: (reader) => kept.queries(reader),
    keepQuery: (reader, id, draft) => kept.keepQuery(reader, id, draft),
    forgetQuery: (reader, id) => kept.forgetQuery(reader, id),
    pins: (reader) => kept.pins(reader),
    keepPin: (reader, id, draft) => kept.keepPin(reader, id, draft),
    forgetPin: (reader, id) => kept.forgetPin(reader, id),
    async close() {
      runs.cancelAll();
      await pool.close();
    },
  };
}

async function take(pool: WorkerPool, path: string): Promise<WorkerProcess> {
  try {
    return await pool.take(path);
  } catch (error) {
    throw unavailable(error);
  }
}

/** A piece that was made already, then the others. */
async function* joined<T>(
  first: IteratorResult<T, void>,
  rest: AsyncGenerator<T, void>,
): AsyncGenerator<T, void> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return();
  }
}
