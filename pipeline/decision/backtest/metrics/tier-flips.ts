import { rateOf, type Step, type StepParts, type UnitMonths } from './steps.ts';

/** Of each step whether the tier changed. */
export const tierSteps = (
  { unit }: UnitMonths,
  steps: readonly Step[],
  tier: ArrayLike<number | string>,
): StepParts => ({
  unit: Float64Array.from(steps, ([earlier]) => unit[earlier] ?? 0),
  part: Float64Array.from(steps, ([earlier, later]) => Number(tier[earlier] !== tier[later])),
  whole: new Float64Array(steps.length).fill(1),
});

/**
 * Tier-flip rate: of all steps of a unit from one month to the next, the share in which its tier changed.
 * @param steps `stepsOf(months)`
 * @param tier any code, one a unit and month
 * @returns 0 to 1; NaN where no unit is there in two months that follow each other
 */
export const tierFlipRate = (
  months: UnitMonths,
  steps: readonly Step[],
  tier: ArrayLike<number | string>,
): number => rateOf(tierSteps(months, steps, tier));
