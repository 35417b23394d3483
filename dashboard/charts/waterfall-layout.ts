/** What one indicator adds to a score. `points` and `maximum` are points of 100. */
export interface PointsItem {
  readonly indicator: string;
  readonly group: string;
  readonly points: number;
  readonly maximum: number;
}

/** A bar of the waterfall: it begins where the one above ends. */
export interface WaterfallBar extends PointsItem {
  readonly from: number;
  readonly to: number;
}

/** The bars of one group together. */
export interface WaterfallGroup {
  readonly group: string;
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

export interface Waterfall {
  readonly bars: readonly WaterfallBar[];
  readonly groups: readonly WaterfallGroup[];
  /** Indicators that added nothing, in the order given. */
  readonly silent: readonly PointsItem[];
  readonly total: number;
}

/**
 * Stacks points into a waterfall: groups in the order they first appear in `items`, within a group
 * the indicator with most points first. Bars of the result meet end to end, so the last one ends at
 * the sum. Throws a RangeError on negative points: a policy has none (DESIGN.md, decision 7).
 */
export function layoutWaterfall(items: readonly PointsItem[]): Waterfall {
  const byGroup = new Map<string, PointsItem[]>();
  const silent: PointsItem[] = [];
  for (const item of items) {
    if (!(item.points >= 0)) throw new RangeError(`${item.indicator} has ${item.points} points`);
    if (item.points === 0) silent.push(item);
    else byGroup.set(item.group, [...(byGroup.get(item.group) ?? []), item]);
  }

  const bars: WaterfallBar[] = [];
  const groups: WaterfallGroup[] = [];
  let total = 0;
  for (const [group, members] of byGroup) {
    const start = total;
    for (const item of [...members].sort((a, b) => b.points - a.points)) {
      bars.push({ ...item, from: total, to: total + item.points });
      total += item.points;
    }
    groups.push({ group, from: start, to: total, points: total - start });
  }
  return { bars, groups, silent, total };
}
