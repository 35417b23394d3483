import type { ConsoleLimits } from './limits.ts';
import { WorkerProcess } from './worker-process.ts';

/** Workers that are kept for the next query after several ran at a time. */
const KEPT = 2;
/** Starts that may fail in a row before no more is tried until somebody asks. */
const FAILURES = 3;

/**
 * Workers, one of which at least is always ready, so that a killed or crashed one is replaced at once.
 * Starts the first when it is first asked for.
 */
export class WorkerPool {
  readonly #idle: WorkerProcess[] = [];
  readonly #all = new Set<WorkerProcess>();
  #failures = 0;
  #closed = false;

  /**
   * @param report told of workers that could not start
   * @param spare workers that stay ready while nobody asks
   */
  constructor(
    private readonly limits: ConsoleLimits,
    private readonly report: (error: unknown) => void,
    private readonly spare = 1,
  ) {}

  /** Starts spares, where there are none. */
  prepare(): void {
    while (!this.#closed && this.#failures < FAILURES && this.#idle.length < this.spare)
      this.#idle.push(this.#start());
  }

  /**
   * A worker that is ready; one that has the file open already where there is.
   * @throws Error where none can be started
   */
  async take(file: string): Promise<WorkerProcess> {
    this.#failures = 0;
    for (let left = FAILURES; ; left--) {
      if (this.#closed) throw new Error('the console is closed');
      const worker = this.#idleWith(file) ?? this.#start();
      this.prepare();
      try {
        await worker.ready;
        return worker;
      } catch (error) {
        // One that was killed while it started says nothing of the next.
        if (left === 1) throw error;
      }
    }
  }

  /** Takes a worker back, or ends it where it is no longer fit. */
  async giveBack(worker: WorkerProcess): Promise<void> {
    const fit = await worker.isFit();
    if (fit && !this.#closed && this.#idle.length < KEPT) this.#idle.unshift(worker);
    else worker.kill();
    this.prepare();
  }

  /** Ids of the processes that there are now. */
  get processes(): number[] {
    return [...this.#all].flatMap(({ pid }) => pid ?? []);
  }

  /** Settles when all of them have started. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#all].map((worker) => worker.ready));
  }

  /** Ends all workers, also those at work. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#all];
    for (const worker of all) worker.kill();
    await Promise.all(all.map((worker) => worker.gone));
  }

  /** Takes one out of those that wait. */
  #idleWith(file: string): WorkerProcess | undefined {
    const open = this.#idle.findIndex((worker) => worker.alive && worker.file === file);
    const at = open < 0 ? this.#idle.findIndex((worker) => worker.alive) : open;
    return at < 0 ? undefined : this.#idle.splice(at, 1)[0];
  }

  #start(): WorkerProcess {
    const worker = new WorkerProcess(this.limits);
    this.#all.add(worker);
    worker.ready.then(
      () => (this.#failures = 0),
      (error: unknown) => {
        if (this.#closed) return;
        this.#failures += 1;
        this.report(error);
      },
    );
    void worker.gone.then(() => {
      this.#all.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at < 0) return;
      this.#idle.splice(at, 1);
      this.prepare();
    });
    return worker;
  }
}
