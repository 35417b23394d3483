import { layoutWaterfall, type PointsItem, type Waterfall } from '../../charts/waterfall-layout.ts';
import type { ReasonRow } from './unit-rows.ts';

/** Name of the bar that holds what the reasons leave unexplained. */
export const otherPoints = 'other';

/** Points that are rounding, not a missing reason. */
const tolerance = 0.05;

/**
 * The waterfall of a decision: every indicator of the policy, those without a reason at 0 points.
 * Should the reasons explain less than the score, the rest stands as a bar of its own, so that the
 * bars always add up to the score.
 */
export function waterfallOfReasons(
  reasons: readonly ReasonRow[],
  indicators: readonly { readonly indicator: string; readonly group: string }[],
  score: number,
): Waterfall {
  const given = new Map(
    reasons
      .filter((reason) => reason.reason_kind === 'indicator')
      .map((reason) => [reason.indicator, reason]),
  );
  const items: PointsItem[] = indicators.map(({ indicator, group }) => ({
    indicator,
    group,
    points: given.get(indicator)?.points ?? 0,
    maximum: given.get(indicator)?.maximum_points ?? 0,
  }));
  const rest = score - items.reduce((sum, item) => sum + item.points, 0);
  return layoutWaterfall(
    rest > tolerance
      ? [...items, { indicator: otherPoints, group: otherPoints, points: rest, maximum: rest }]
      : items,
  );
}
