import { rank, type Weights } from './ranking.ts';
import { consecutive, type UnitMonths } from './tier-flips.ts';

/**
 * Stability of the top: of the units among the highest-scored share of a month, the part that is among them in
 * the next month too; only units of both months count, months weigh by their units.
 * Each unit is in the top with the probability that a random order within ties gives it, and a tie changes no
 * more than it must: Σ min(p, p′) ÷ Σ p.
 * @param score one a unit and month, higher is riskier
 * @param share of the units that counts as the top, 0 to 1
 * @returns 0 to 1, `share` = what chance gives; NaN where no unit is there in two months that follow each other
 */
export function topStability(
  months: UnitMonths,
  score: ArrayLike<number>,
  share: number,
  weights?: Weights,
): number {
  const steps = new Map<number, [earlier: number, later: number][]>();
  for (const pair of consecutive(months)) {
    const month = months.month[pair[0]] ?? 0;
    const step = steps.get(month);
    if (step) step.push(pair);
    else steps.set(month, [pair]);
  }
  let top = 0;
  let kept = 0;
  for (const pairs of steps.values()) {
    const weight = pairs.map(([earlier]) => weights?.[earlier] ?? 1);
    const before = inTop(
      pairs.map(([earlier]) => score[earlier] ?? Number.NaN),
      share,
      weight,
    );
    const after = inTop(
      pairs.map(([, later]) => score[later] ?? Number.NaN),
      share,
      weight,
    );
    before.forEach((chance, pair) => {
      top += (weight[pair] ?? 1) * chance;
      kept += (weight[pair] ?? 1) * Math.min(chance, after[pair] ?? 0);
    });
  }
  return kept / top;
}

/** The probability of each to be in the top share. */
function inTop(score: readonly number[], share: number, weight: readonly number[]): Float64Array {
  const chance = new Float64Array(score.length);
  let room = share * weight.reduce((sum, one) => sum + one, 0);
  for (const tie of rank(score).ties) {
    let size = 0;
    for (const entry of tie) size += weight[entry] ?? 0;
    const fits = size > 0 ? Math.min(1, room / size) : 0;
    for (const entry of tie) chance[entry] = fits;
    room = Math.max(0, room - size);
  }
  return chance;
}
