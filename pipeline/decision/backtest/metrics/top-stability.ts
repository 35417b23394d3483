import { rank } from './ranking.ts';
import { rateOf, type Step, type StepParts, type UnitMonths } from './steps.ts';
import { inTopShare } from './top-share.ts';

/**
 * Of each step how far the unit was in the top before it (`whole`) and still is after it (`part`). Each unit is
 * in the top with the probability that a random order within ties gives it, and a tie changes no more than
 * it must: the smaller of both.
 * @param steps `stepsOf(months)`; a top is one of the units that are there in both months
 * @param score one a unit and month, higher is riskier
 * @param share of the units that counts as the top, 0 to 1
 */
export function topSteps(
  { unit, month }: UnitMonths,
  steps: readonly Step[],
  score: ArrayLike<number>,
  share: number,
): StepParts {
  const ofMonth = new Map<number, number[]>();
  steps.forEach(([earlier], step) => {
    const of = month[earlier] ?? 0;
    const list = ofMonth.get(of);
    if (list) list.push(step);
    else ofMonth.set(of, [step]);
  });
  const part = new Float64Array(steps.length);
  const whole = new Float64Array(steps.length);
  for (const list of ofMonth.values()) {
    const scores = (side: 0 | 1) => list.map((step) => score[steps[step]?.[side] ?? 0] ?? 0);
    const before = inTopShare(rank(scores(0)), share);
    const after = inTopShare(rank(scores(1)), share);
    list.forEach((step, at) => {
      whole[step] = before[at] ?? 0;
      part[step] = Math.min(before[at] ?? 0, after[at] ?? 0);
    });
  }
  return { unit: Float64Array.from(steps, ([earlier]) => unit[earlier] ?? 0), part, whole };
}

/**
 * Stability of the top: of the units among the highest-scored share of a month, the part that is among them in
 * the next month too; months weigh by their units.
 * @returns 0 to 1, `share` = what chance gives; NaN where no unit is there in two months that follow each other
 */
export const topStability = (
  months: UnitMonths,
  steps: readonly Step[],
  score: ArrayLike<number>,
  share: number,
): number => rateOf(topSteps(months, steps, score, share));
