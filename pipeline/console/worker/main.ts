import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { ConsoleLimits } from '../limits.ts';
import type { Ended, Order, Report, Task } from '../messages.ts';
import { DataPipe } from './data-pipe.ts';
import { connectTo, openLocked } from './locked-database.ts';
import { schemaOf, type Schema } from './schema.ts';
import { faultOf, SqlError } from './sql-error.ts';
import { carryOut } from './tasks.ts';

const report = (message: Report): void => void process.send?.(message);

/**
 * The worker: takes one task after another from the process that forked it, with the limits that it was
 * given as its argument. Its working directory is its own and empty.
 */
export function work(): void {
  const limits = JSON.parse(process.argv[2] ?? '') as ConsoleLimits;
  const pipe = new DataPipe();
  const folder = process.cwd();
  const database = new Database(folder, limits);
  let connection: DuckDBConnection | undefined;
  let cancelled = false;

  const perform = async (file: string, task: Task): Promise<Ended> => {
    cancelled = false;
    try {
      const instance = await database.open(file);
      connection = await connectTo(instance);
      if (cancelled) return cancelledEnd;
      const schema = database.schema.bind(database, connection);
      return await carryOut(task, { connection, pipe, limits, folder, report, schema });
    } catch (error) {
      return cancelled
        ? cancelledEnd
        : { ok: false, fault: faultOf(error, 'sql' in task ? task.sql : '') };
    } finally {
      connection?.closeSync();
      connection = undefined;
    }
  };

  process.on('message', (order: Order) => {
    if (order.order === 'cancel') {
      cancelled = true;
      connection?.interrupt();
      return;
    }
    void perform(order.file, order.task)
      .then(async (ended) => {
        await pipe.end();
        // Results hold DuckDB's memory until they are collected.
        globalThis.gc?.();
        report({ report: 'done', ended });
      })
      .catch(() => process.exit(1));
  });
  yieldToAll();
  report({ report: 'ready' });
}

/**
 * Takes the lowest priority, for each thread that runs already too: on Linux each has its own. There the
 * class of idle tasks is lower still: whoever else wakes up need not wait for a turn to end.
 */
function yieldToAll(): void {
  const isLinux = process.platform === 'linux';
  const threads = isLinux ? readdirSync('/proc/self/task') : [];
  for (const thread of [...threads.map(Number), process.pid])
    setPriority(thread, constants.priority.PRIORITY_LOW);
  if (!isLinux) return;
  try {
    execFileSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(process.pid)], {
      stdio: 'ignore',
    });
  } catch {
    // A system without util-linux: the lowest priority is what there is.
  }
}

const cancelledEnd: Ended = {
  ok: false,
  fault: { code: 'sql_cancelled', message: { zh: '查询已取消', en: 'The query was cancelled' } },
};

/** DuckDB's own words would tell where the file lies. */
const unreadable = (): SqlError =>
  new SqlError({
    code: 'snapshot_unreadable',
    message: { zh: '快照文件无法打开', en: 'The snapshot cannot be opened' },
    hint: { zh: '请稍后再试，或重新运行 build', en: 'Try again in a moment, or run build again' },
  });

/** The one database that is open; another file takes its place. */
class Database {
  #file: string | undefined;
  #instance: DuckDBInstance | undefined;
  #schema: Schema | undefined;

  constructor(
    private readonly folder: string,
    private readonly limits: ConsoleLimits,
  ) {}

  async open(file: string): Promise<DuckDBInstance> {
    if (this.#instance && this.#file === file) return this.#instance;
    this.#instance?.closeSync();
    this.#instance = undefined;
    this.#schema = undefined;
    this.#instance = await openLocked(file, this.folder, this.limits).catch(() => {
      throw unreadable();
    });
    this.#file = file;
    return this.#instance;
  }

  /** What statements can name in the file that is open. */
  async schema(connection: DuckDBConnection): Promise<Schema> {
    this.#schema ??= await schemaOf(connection);
    return this.#schema;
  }
}
