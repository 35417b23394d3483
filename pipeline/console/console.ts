import type { ConsoleFile, SqlConsole } from '../server/index.ts';
import { KeptThings } from './kept-things.ts';
import { defaultLimits, type ConsoleLimits } from './limits.ts';
import { QueryRunner, type QueryRecord } from './query-runner.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface ConsoleOptions {
  /** The file that a reader's statements see. Called for each: it must be quick where nothing changed. */
  readonly consoleFile: (reader: string) => Promise<ConsoleFile>;
  /** Folder in which saved queries and pins are kept. */
  readonly folder: string;
  /** Told of what is a bug of ours, and of workers that crashed or could not start. */
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
  const { consoleFile, report, record } = options;
  const limits = { ...defaultLimits(), ...options.limits };
  const runner = new QueryRunner({ limits, report, record });
  const kept = new KeptThings(options.folder);
  const help = async (reader: string, task: Parameters<QueryRunner['help']>[2]) =>
    runner.help(reader, () => consoleFile(reader), task);
  return {
    limits,
    pool: runner.pool,
    query: (reader, query) => runner.begin(reader, query, () => consoleFile(reader)),
    state: (reader, id, locale) => runner.runs.find(reader, id)?.report(locale),
    cancel: (reader, id) => runner.runs.find(reader, id)?.cancel(),
    explain: (reader, statement) => help(reader, { kind: 'explain', ...statement }),
    complete: (reader, sql, position) => help(reader, { kind: 'complete', sql, position }),
    profile: (reader, schema, table) => help(reader, { kind: 'profile', schema, table }),
    async schema(reader) {
      const { snapshot_id, month } = await consoleFile(reader);
      const schema = JSON.parse((await help(reader, { kind: 'schema' })).toString()) as object;
      const { rows, seconds, memoryMegabytes, concurrent } = limits;
      return {
        snapshot_id,
        month,
        ...schema,
        limits: { rows, seconds, memory_mb: memoryMegabytes, concurrent },
      };
    },
    file: consoleFile,
    queries: (reader) => kept.queries(reader),
    keepQuery: (reader, id, draft) => kept.keepQuery(reader, id, draft),
    forgetQuery: (reader, id) => kept.forgetQuery(reader, id),
    pins: (reader) => kept.pins(reader),
    keepPin: (reader, id, draft) => kept.keepPin(reader, id, draft),
    forgetPin: (reader, id) => kept.forgetPin(reader, id),
    close: () => runner.close(),
  };
}
