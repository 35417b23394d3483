import type { ConsoleLimits } from './limits.ts';
import type { StopReason } from './stop-faults.ts';

/** Counts the time in which the worker is waited for, and that in which its answer waits to be read. */
export class Clock {
  #left: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: ConsoleLimits,
    private readonly over: (reason: StopReason) => void,
  ) {
    this.#left = limits.seconds * 1000;
  }

  async working<Result>(result: Promise<Result>): Promise<Result> {
    const started = performance.now();
    this.#set(Math.max(this.#left, 0), 'timeout');
    try {
      return await result;
    } finally {
      clearTimeout(this.#timer);
      this.#left -= performance.now() - started;
    }
  }

  waiting(): void {
    this.#set(this.limits.stalledSeconds * 1000, 'stalled');
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #set(milliseconds: number, reason: StopReason): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.over(reason), milliseconds);
  }
}
