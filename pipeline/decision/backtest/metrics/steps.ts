/** Units by month: parallel arrays, one entry a unit and month, each pair once. */
export interface UnitMonths {
  readonly unit: ArrayLike<number>;
  /** Months counted without gaps, so that the next month is one more. */
  readonly month: ArrayLike<number>;
}

/** A step of a unit from one month to the next, as places in {@link UnitMonths}. */
export type Step = readonly [earlier: number, later: number];

/** What came of each step: a rate is Σ part ÷ Σ whole, over all units or over a sample of them. */
export interface StepParts {
  /** Unit of each step. */
  readonly unit: Float64Array;
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

/** The steps of units that are there in two months that follow each other. */
export function stepsOf({ unit, month }: UnitMonths): Step[] {
  const place = new Map<string, number>();
  for (let entry = 0; entry < unit.length; entry++)
    place.set(`${unit[entry]}/${month[entry]}`, entry);
  const steps: Step[] = [];
  for (let entry = 0; entry < unit.length; entry++) {
    const later = place.get(`${unit[entry]}/${(month[entry] ?? 0) + 1}`);
    if (later !== undefined) steps.push([entry, later]);
  }
  return steps;
}

/** Σ part ÷ Σ whole; NaN where there are no steps. */
export const rateOf = ({ part, whole }: StepParts): number =>
  part.reduce((sum, one) => sum + one, 0) / whole.reduce((sum, one) => sum + one, 0);
