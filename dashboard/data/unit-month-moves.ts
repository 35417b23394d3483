import { tiers, type Tier } from '../theme/tier.ts';
import { NO_TIER, regimes } from './unit-month-codes.ts';
import type { UnitMonths } from './unit-months.ts';

/** A unit whose tier or regime is not what it was. */
export interface Move {
  readonly unit_code: string;
  readonly tierBefore: Tier | null;
  readonly tier: Tier | null;
  readonly regimeBefore: keyof typeof regimes;
  readonly regime: keyof typeof regimes;
  readonly score: number;
  readonly scoreChange: number;
  /** Indicator or gate that weighs most in the later month. */
  readonly mainReason: string | null;
  /** 1: riskier than before, -1: less risky. The tier decides, then the regime. */
  readonly direction: 1 | -1;
}

/**
 * Units that moved tier or regime between two months (as indexes), those that moved furthest first.
 * A unit that either month lacks did not move. The filter is asked of both months, so that a unit
 * is listed under the tier it left as well as under the one it came to.
 */
export function findMoves(
  data: UnitMonths,
  accepted: Uint8Array,
  from: number,
  to: number,
): Move[] {
  const moves: Move[] = [];
  for (const [unit, { unit_code }] of data.units.entries()) {
    const before = data.row(unit, from);
    const now = data.row(unit, to);
    if (before < 0 || now < 0 || !(accepted[before] || accepted[now])) continue;
    const tierStep = tierAt(data, before) - tierAt(data, now);
    const regimeStep = (data.regime[now] ?? 0) - (data.regime[before] ?? 0);
    if (tierStep === 0 && regimeStep === 0) continue;
    moves.push({
      unit_code,
      tierBefore: tiers[tierAt(data, before)] ?? null,
      tier: tiers[tierAt(data, now)] ?? null,
      regimeBefore: regimeAt(data, before),
      regime: regimeAt(data, now),
      score: data.score[now] ?? NaN,
      scoreChange: (data.score[now] ?? NaN) - (data.score[before] ?? NaN),
      mainReason: data.mainReason(now),
      direction: (tierStep === 0 ? regimeStep : tierStep) > 0 ? 1 : -1,
    });
  }
  return moves.sort(
    (first, second) =>
      steps(second) - steps(first) || Math.abs(second.scoreChange) - Math.abs(first.scoreChange),
  );
}

/** How far a unit moved: a change of regime is what a school feels most, and counts two tiers. */
const steps = (move: Move): number =>
  2 * Number(move.regime !== move.regimeBefore) + Math.abs(tierStep(move));

const tierStep = ({ tier, tierBefore }: Move): number =>
  tier === null || tierBefore === null ? 0 : tiers.indexOf(tierBefore) - tiers.indexOf(tier);

const tierAt = (data: UnitMonths, row: number): number => data.tier[row] ?? NO_TIER;

const regimeAt = (data: UnitMonths, row: number): keyof typeof regimes =>
  data.regime[row] === regimes.intensified ? 'intensified' : 'full_checkup';
