import { Failure, type Locale } from '../../contracts/index.ts';
import type { Publication } from '../../server/index.ts';
import type { Turns } from './turns.ts';

/** How long a publisher waits for more before it builds, and before it tries again. */
export interface PublisherTimes {
  readonly quiet: number;
  readonly retry: number;
}

const TIMES: PublisherTimes = { quiet: 2_000, retry: 5_000 };

/**
 * Publishes what was taken in once no more has come for a moment, so that a folder of files costs one
 * build. While another process writes, it tries again.
 */
export class Publisher {
  #state: Publication['state'] = 'idle';
  #failure: unknown;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param turns shared with whatever else writes, so that none meets the other's lock
   * @param build builds and publishes
   * @param report told of an error that is a bug of ours
   */
  constructor(
    private readonly turns: Turns,
    private readonly build: () => Promise<unknown>,
    private readonly report: (error: unknown) => void,
    private readonly times: PublisherTimes = TIMES,
  ) {}

  /** Something was taken in. */
  changed(): void {
    this.#wait(this.times.quiet);
  }

  /** Builds at once where something waits; settles when it is done. */
  async finish(): Promise<void> {
    if (this.#timer) {
      clearTimeout(this.#timer);
      await this.#publish();
    }
    await this.turns.end();
  }

  /** Gives up what waits. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** How far it has come, in the reader's language. */
  publication(locale: Locale): Publication {
    const failure = this.#failure;
    return {
      state: this.#state,
      error: failure instanceof Failure ? failure.bodyForPages(locale).error : null,
    };
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#state = 'waiting';
    this.#timer = setTimeout(() => void this.#publish(), milliseconds);
  }

  async #publish(): Promise<void> {
    this.#timer = undefined;
    try {
      await this.turns.take(async () => {
        this.#state = 'building';
        await this.build();
      });
      this.#failure = undefined;
      if (!this.#timer) this.#state = 'idle';
    } catch (error) {
      if (error instanceof Failure && error.code === 'warehouse_locked') {
        if (!this.#timer) this.#wait(this.times.retry);
        return;
      }
      this.#failure = error;
      if (!this.#timer) this.#state = 'failed';
      if (!(error instanceof Failure)) this.report(error);
    }
  }
}
