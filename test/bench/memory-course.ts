import { summarise } from './measure.ts';
import { residentMegabytes } from './process-state.ts';

const SECOND = 1000;
const EVERY = 2 * SECOND;
const MINUTE = 60 * SECOND;

/** A process's resident memory over time: single readings under load swing by what runs at that moment. */
export class MemoryCourse {
  readonly #started = Date.now();
  readonly #minutes: number[][] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#timer = setInterval(() => {
      const minute = Math.floor((Date.now() - this.#started) / MINUTE);
      (this.#minutes[minute] ??= []).push(residentMegabytes(pid));
    }, EVERY);
  }

  /** Ends the readings. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /** Megabytes of each minute that was read to its end, medians. */
  get medians(): number[] {
    const whole = this.#minutes.filter((readings) => readings.length >= (0.8 * MINUTE) / EVERY);
    return whole.map((readings) => summarise(readings).median);
  }
}
