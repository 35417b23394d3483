import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Clock } from './clock.ts';
import { Frames, WorkerGone } from './frames.ts';
import type { ConsoleLimits } from './limits.ts';
import type { Ended, Order, Report, SqlFault, Task } from './messages.ts';
import { megabytesIn, residentMegabytes } from './resident.ts';
import { stopFaults, type StopReason } from './stop-faults.ts';

const WORKER = fileURLToPath(new URL('worker/worker.js', import.meta.url));

/** What Node, DuckDB and the encoding of an answer need beside the memory that DuckDB counts. */
const OVERHEAD_MEGABYTES = 450;
const WATCH_MILLISECONDS = 100;
/** A worker that has grown beyond this share of its limit gives up its place to a new one. */
const STOUT = 0.6;

/** Told how a task goes on. */
export interface TaskListener {
  /** Rows read so far. */
  rows?(count: number): void;
  /** A whole answer is there; told before its first piece. */
  counted?(rows: number, truncated: boolean): void;
}

/**
 * A process of its own that answers statements of strangers', one after another: without environment,
 * in an empty folder, at the lowest priority, within limits that the operating system keeps.
 */
export class WorkerProcess {
  /** Settles when it can take a task; rejects where it could not start. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  /** File that it has open. */
  file: string | undefined;
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #frames: Frames;
  #alive = true;
  #stopped: StopReason | undefined;
  #killTimer: NodeJS.Timeout | undefined;
  #errors = '';
  #onReport: (report: Report) => void = () => undefined;

  constructor(private readonly limits: ConsoleLimits) {
    this.#folder = mkdtempSync(join(tmpdir(), 'xiaoan-console-'));
    this.#child = start(this.#folder, limits);
    this.#frames = new Frames(this.#child.stdio[4] as Readable);
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#errors = (this.#errors + piece.toString()).slice(-2000);
    });
    this.ready = new Promise((resolve, reject) => {
      this.#child.on('message', (report: Report) => {
        if (report.report === 'ready') resolve();
        else this.#onReport(report);
      });
      this.#child.once('error', reject);
      this.#child.once('exit', () => reject(new Error(`worker ended: ${this.#errors}`)));
    });
    this.ready.catch(() => undefined);
    this.gone = new Promise((resolve) => {
      const end = () => {
        this.#alive = false;
        clearTimeout(this.#killTimer);
        this.#frames.close();
        rmSync(this.#folder, { recursive: true, force: true });
        resolve();
      };
      this.#child.once('exit', end);
      this.#child.once('error', end);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#alive && this.#child.connected;
  }

  /** What the process wrote to its error output last; for the log of the server. */
  get errors(): string {
    return this.#errors;
  }

  /**
   * Has a task done on a database file.
   * @yields the answer, piece by piece; nothing is made that is not asked for, but for what the pipe holds
   * @returns how it ended; never throws
   */
  async *perform(
    file: string,
    task: Task,
    listener: TaskListener = {},
  ): AsyncGenerator<Buffer, Ended> {
    let report: (ended: Ended) => void = () => undefined;
    const done = new Promise<Ended>((resolve) => (report = resolve));
    let tellCounted: () => void = () => undefined;
    const counted = new Promise<void>((resolve) => (tellCounted = resolve));
    this.#stopped = undefined;
    // Of a stop that came between two tasks.
    clearTimeout(this.#killTimer);
    this.#onReport = (message) => {
      if (message.report === 'rows') listener.rows?.(message.rows);
      if (message.report === 'counted') {
        listener.counted?.(message.rows, message.truncated);
        tellCounted();
      }
      if (message.report === 'done') report(message.ended);
    };
    const clock = new Clock(this.limits, (reason) => this.stop(reason));
    const watch = setInterval(() => void this.#watch(), WATCH_MILLISECONDS);
    let finished = false;
    try {
      this.#order({ order: 'do', file, task });
      this.file = file;
      if (task.kind === 'query' && task.whole)
        await clock.working(Promise.race([counted, done, this.#lost()]));
      for (;;) {
        const frame = await clock.working(this.#frames.next());
        if (!frame) break;
        clock.waiting();
        yield frame;
      }
      const ended = await clock.working(Promise.race([done, this.#lost()]));
      finished = true;
      return this.#stopped ? { ok: false, fault: stopFaults[this.#stopped] } : ended;
    } catch (error) {
      finished = true;
      this.kill();
      return { ok: false, fault: this.#faultOf(error) };
    } finally {
      clock.end();
      clearInterval(watch);
      // Who asked has gone before the end.
      if (!finished) this.kill();
      clearTimeout(this.#killTimer);
      this.#killTimer = undefined;
      this.#onReport = () => undefined;
    }
  }

  /** Interrupts the task; a process that does not heed it is killed after the grace. */
  stop(reason: StopReason): void {
    if (this.#stopped) return;
    this.#stopped = reason;
    if (reason === 'memory' || reason === 'disk') return this.kill();
    this.#order({ order: 'cancel' });
    this.#killTimer = setTimeout(() => this.kill(), this.limits.graceMilliseconds);
  }

  kill(): void {
    this.#alive = false;
    this.#child.kill('SIGKILL');
  }

  /** Whether another task may be given to it. */
  async isFit(): Promise<boolean> {
    if (!this.alive) return false;
    const resident = await residentMegabytes(this.pid);
    return this.alive && resident < this.limits.memoryMegabytes * STOUT + OVERHEAD_MEGABYTES / 2;
  }

  #order(order: Order): void {
    if (this.#child.connected) this.#child.send(order, () => undefined);
  }

  async #lost(): Promise<never> {
    await this.gone;
    throw new WorkerGone();
  }

  async #watch(): Promise<void> {
    const { memoryMegabytes, diskMegabytes } = this.limits;
    if ((await residentMegabytes(this.pid)) > memoryMegabytes + OVERHEAD_MEGABYTES)
      this.stop('memory');
    if (megabytesIn(this.#folder) > diskMegabytes * 1.1 + 64) this.stop('disk');
  }

  #faultOf(error: unknown): SqlFault {
    if (this.#stopped) return stopFaults[this.#stopped];
    if (error instanceof WorkerGone) return stopFaults.crashed;
    throw error;
  }
}

/**
 * On Unix by way of a shell, which sets limits that the kernel keeps even where DuckDB's own counting
 * misses something: no core file, no file beyond the temporary space, no more data than thrice the memory,
 * first to go when the machine runs out. It starts at a somewhat low priority and takes the lowest itself
 * when it has started, so that a killed one is replaced soon even while others work.
 */
function start(folder: string, limits: ConsoleLimits): ChildProcess {
  const node = ['--expose-gc', '--max-old-space-size=256'];
  const data = limits.memoryMegabytes * 2 + 1024;
  const shell = [
    'ulimit -c 0',
    `ulimit -f ${limits.diskMegabytes * 2048 + 131_072}`,
    process.platform === 'linux' ? `ulimit -d ${data * 1024}` : ':',
    'echo 1000 2>/dev/null >/proc/self/oom_score_adj',
    'exec nice -n 10 "$0" "$@"',
  ].join('; ');
  const isUnix = process.platform !== 'win32';
  const child = fork(WORKER, [JSON.stringify(limits)], {
    cwd: folder,
    env: { HOME: folder, ...(process.env['TZ'] !== undefined && { TZ: process.env['TZ'] }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    ...(isUnix
      ? { execPath: '/bin/sh', execArgv: ['-c', shell, process.execPath, ...node] }
      : { execArgv: node }),
  });
  if (!isUnix && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}
