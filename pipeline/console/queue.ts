import type { ConsoleLimits } from './limits.ts';

type QueueLimits = Pick<
  ConsoleLimits,
  'concurrent' | 'concurrentEach' | 'waiting' | 'waitingEach' | 'waitSeconds'
>;

interface Waiting {
  readonly reader: string;
  readonly start: () => void;
}

/** Why a query got no turn. */
export class NoTurn extends Error {
  override readonly name = 'NoTurn';

  constructor(readonly reason: 'full' | 'full_for_reader' | 'waited_long' | 'gone') {
    super(reason);
  }
}

/**
 * Lets so many queries run at a time, of one reader and of all; the next wait a while, in order, except
 * that a reader who has as many running as may be is passed over.
 */
export class Queue {
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];

  constructor(private readonly limits: QueueLimits) {}

  /**
   * Waits for a turn.
   * @param signal that the reader no longer wants it
   * @returns gives the turn back; to be called once
   * @throws NoTurn
   */
  async turn(reader: string, signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw new NoTurn('gone');
    if (!this.#mayRun(reader)) {
      if (this.#waiting.length >= this.limits.waiting) throw new NoTurn('full');
      const own = this.#waiting.filter((one) => one.reader === reader).length;
      if (own >= this.limits.waitingEach) throw new NoTurn('full_for_reader');
      await this.#wait(reader, signal);
    } else this.#begin(reader);
    return () => {
      const left = (this.#running.get(reader) ?? 1) - 1;
      if (left === 0) this.#running.delete(reader);
      else this.#running.set(reader, left);
      this.#next();
    };
  }

  #wait(reader: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (reason: NoTurn['reason']) => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        end();
        reject(new NoTurn(reason));
      };
      const gone = () => give('gone');
      const timer = setTimeout(() => give('waited_long'), this.limits.waitSeconds * 1000);
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', gone);
      };
      const waiting: Waiting = {
        reader,
        start: () => {
          end();
          resolve();
        },
      };
      signal.addEventListener('abort', gone);
      this.#waiting.push(waiting);
    });
  }

  #mayRun(reader: string): boolean {
    let all = 0;
    for (const count of this.#running.values()) all += count;
    return (
      all < this.limits.concurrent && (this.#running.get(reader) ?? 0) < this.limits.concurrentEach
    );
  }

  #begin(reader: string): void {
    this.#running.set(reader, (this.#running.get(reader) ?? 0) + 1);
  }

  #next(): void {
    for (;;) {
      const next = this.#waiting.find(({ reader }) => this.#mayRun(reader));
      if (!next) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#begin(next.reader);
      next.start();
    }
  }
}
