/** A step that begins; `done` of `total` came before it. */
export interface StepProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** How long a step took. */
export interface StepTiming {
  readonly step: string;
  readonly milliseconds: number;
}

/** Times steps and tells of them. */
export interface StepClock {
  readonly timings: readonly StepTiming[];
  /** Tells of a step too short to time. */
  mark(step: string): void;
  /** Tells of a step, does its work and times it. */
  time<Result>(step: string, work: () => Promise<Result>): Promise<Result>;
}

/**
 * @param total steps expected
 * @param onProgress told of each step as it begins
 */
export function stepClock(
  total: number,
  onProgress: ((progress: StepProgress) => void) | undefined,
): StepClock {
  const timings: StepTiming[] = [];
  let done = 0;
  const mark = (step: string) => onProgress?.({ step, done: done++, total });
  return {
    timings,
    mark,
    async time(step, work) {
      mark(step);
      const start = performance.now();
      const result = await work();
      timings.push({ step, milliseconds: Math.round((performance.now() - start) * 10) / 10 });
      return result;
    },
  };
}
