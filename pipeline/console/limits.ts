import { availableParallelism, totalmem } from 'node:os';

const MEGABYTE = 1024 * 1024;

/** What one query, one reader and all readers together may take of this machine. */
export interface ConsoleLimits {
  /** Rows of an answer; more are cut off, and it is said so. */
  readonly rows: number;
  /** Seconds that DuckDB may work for one query; time in which its reader does not read is not counted. */
  readonly seconds: number;
  /** Seconds that a reader may let an answer wait without reading on. */
  readonly stalledSeconds: number;
  /** Megabytes that DuckDB may use for one query. */
  readonly memoryMegabytes: number;
  /** Megabytes that one query may put aside on disk. */
  readonly diskMegabytes: number;
  /** Threads of one query. */
  readonly threads: number;
  /** Queries that run at a time. */
  readonly concurrent: number;
  /** Queries of one reader that run at a time. */
  readonly concurrentEach: number;
  /** Queries that wait for their turn, of all readers and of one. */
  readonly waiting: number;
  readonly waitingEach: number;
  /** Seconds that a query waits for its turn. */
  readonly waitSeconds: number;
  /** Milliseconds from an interrupt to the kill of a worker that does not heed it. */
  readonly graceMilliseconds: number;
}

/**
 * The limits for this machine: all queries together may use half of its memory, so that the dashboard and
 * the pipeline beside them never lack any.
 */
export function defaultLimits(): ConsoleLimits {
  const concurrent = 4;
  const share = totalmem() / MEGABYTE / 2 / concurrent;
  return {
    rows: 1_000_000,
    seconds: 60,
    stalledSeconds: 120,
    memoryMegabytes: Math.floor(Math.min(Math.max(share, 256), 1024)),
    diskMegabytes: 2048,
    threads: Math.min(availableParallelism(), 2),
    concurrent,
    concurrentEach: 3,
    waiting: 16,
    waitingEach: 6,
    waitSeconds: 30,
    graceMilliseconds: 500,
  };
}
