/** Milliseconds of several runs of one thing. */
export interface Timing {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/** One line of a bench: what was measured, against what. */
export interface Figure {
  /** Key in the JSON. */
  readonly key: string;
  readonly label: string;
  /** Own time divided by the baseline's, each the median of several runs taken in turns. */
  readonly ratio: number;
  /** Unit of `ratio` where it is an amount of its own instead. */
  readonly unit?: string;
  /** Highest ratio aimed at, if any; with `higher` the lowest. */
  readonly aim?: number;
  readonly higher?: boolean;
  /** 95 % interval of `ratio`, where it is an estimate. */
  readonly interval?: readonly [low: number, high: number];
  /** Left out where it is no time that was measured. */
  readonly own?: Timing;
  readonly baseline?: Timing;
}

/** A bench: `npm run bench:NAME`. */
export interface Bench {
  readonly name: string;
  /** What is measured against what, for docs/benchmarks.md. */
  readonly about: string;
  /**
   * @param rounds how often it is measured, where that can be chosen; as often as is fit where left out
   * @param minutes how long it goes on, where that can be chosen
   */
  run(rounds?: number, minutes?: number): Promise<readonly Figure[]>;
}

/** Middle of the runs, with the fastest and the slowest. */
export function summarise(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  const middle = (at(0.5) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN)) / 2;
  return { median: middle, fastest: at(0), slowest: at(1) };
}

/** Times one run, in milliseconds, after the garbage of earlier ones was swept where that can be asked for. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.();
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/**
 * Runs two things in turns, so that whatever else the machine does falls on both alike.
 * @param rounds counted; one more before them is not, to warm up
 */
export async function inTurns(
  rounds: number,
  own: () => Promise<unknown>,
  baseline: () => Promise<unknown>,
): Promise<{ own: Timing; baseline: Timing; ratio: number }> {
  const times = { own: [] as number[], baseline: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const ownTime = await timed(own);
    const baselineTime = await timed(baseline);
    if (round === 0) continue;
    times.own.push(ownTime);
    times.baseline.push(baselineTime);
  }
  const [ownTiming, baselineTiming] = [summarise(times.own), summarise(times.baseline)];
  return {
    own: ownTiming,
    baseline: baselineTiming,
    ratio: ownTiming.median / baselineTiming.median,
  };
}
