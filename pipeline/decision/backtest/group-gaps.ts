import type { Cases } from './cases.ts';
import { known, type Measured } from './intervals.ts';
import type { MethodName } from './methods.ts';
import {
  bootstrapUnits,
  inTopShare,
  percentileInterval,
  rank,
  type BootstrapOptions,
  type Weights,
} from './metrics/index.ts';
import { groupings, type GroupingName, type Panel } from './panel.ts';

/** How a group of units fares, and how far that is from all other units. */
export interface GroupGap extends Measured {
  readonly grouping: GroupingName;
  readonly group: string;
  readonly method: MethodName | null;
  readonly metric: GroupMetric;
  readonly gap: Measured;
  readonly units: number;
  readonly visits: number;
  readonly events: number;
}

/**
 * `event_rate`: visits that found something serious; `flagged_rate`: visits among the highest-scored fifth;
 * `recall_20`: of those with something serious, the part among that fifth; `false_alarm_rate`: of those without.
 */
export type GroupMetric = 'event_rate' | 'flagged_rate' | 'recall_20' | 'false_alarm_rate';

const TOP = 0.2;

/** Fewer visits than these say nothing of a group. */
const FEWEST_VISITS = 20;

/** With fewer serious findings a group's rates of them have no interval worth the name. */
const FEWEST_EVENTS = 5;

const UNKNOWN: Measured = { value: null, low: null, high: null };

/**
 * Compares groups with all other units by the product's own methods. A rate is part ÷ whole; the top fifth is
 * held fixed in the bootstrap.
 * Source of the metrics: error-rate balance, Hardt, Price & Srebro 2016, NeurIPS 29.
 * A rate of what was serious is left out, or without interval, where the group has fewer than five of them.
 * @returns nothing of a grouping that does not part the visits in at least two groups of twenty
 */
export function groupGaps(
  cases: Cases,
  panel: Panel,
  judged: readonly MethodName[],
  options: BootstrapOptions,
): GroupGap[] {
  const shares = shareParts(cases, panel, judged);
  return groupings.flatMap((grouping) => {
    const group = Array.from(cases.row, (row) => panel.groups[grouping][row] ?? null);
    const sizes = new Map<string, number>();
    for (const one of group) if (one !== null) sizes.set(one, (sizes.get(one) ?? 0) + 1);
    const names = [...sizes].filter(([, size]) => size >= FEWEST_VISITS).map(([name]) => name);
    if (names.length < 2) return [];
    names.sort();
    return names.flatMap((name) => {
      const side = Int8Array.from(group, (one) => (one === name ? 0 : one === null ? -1 : 1));
      const figures = shares.map((share) => sumsOf(share, side, cases.unit));
      const compute = (weights?: Weights) => figures.flatMap((sums) => rateAndGap(sums, weights));
      const replicates = bootstrapUnits(unitsOf(cases.unit), compute, options);
      const now = compute();
      const members = Array.from(side.keys()).filter((visit) => side[visit] === 0);
      const events = members.reduce((sum, visit) => sum + (cases.event[visit] ?? 0), 0);
      return shares.map(({ method, metric }, share): GroupGap => {
        const enough = events >= FEWEST_EVENTS || metric === 'flagged_rate';
        const at = (place: number): Measured => {
          const { low, high } = percentileInterval(replicates[place] ?? new Float64Array());
          return { value: known(now[place] ?? Number.NaN), low: known(low), high: known(high) };
        };
        const rate = at(2 * share);
        return {
          grouping,
          group: name,
          method,
          metric,
          ...(enough || metric === 'false_alarm_rate'
            ? rate
            : { value: metric === 'event_rate' ? rate.value : null, low: null, high: null }),
          gap: enough || metric === 'false_alarm_rate' ? at(2 * share + 1) : UNKNOWN,
          units: new Set(members.map((visit) => cases.unit[visit])).size,
          visits: members.length,
          events,
        };
      });
    });
  });
}

/** A rate of visits as part ÷ whole. */
interface Share {
  readonly method: MethodName | null;
  readonly metric: GroupMetric;
  readonly part: Float64Array;
  readonly whole: Float64Array;
}

function shareParts(
  { event, row, size }: Cases,
  panel: Panel,
  judged: readonly MethodName[],
): Share[] {
  const found = Float64Array.from(event);
  const clean = found.map((one) => 1 - one);
  const all = new Float64Array(size).fill(1);
  const rate: Share = { method: null, metric: 'event_rate', part: found, whole: all };
  return [
    rate,
    ...judged.flatMap((method): Share[] => {
      const scores = panel.score.get(method) ?? new Float64Array();
      const top = inTopShare(rank(Array.from(row, (one) => scores[one] ?? 0)), TOP);
      const times = (one: Float64Array) => top.map((chance, visit) => chance * (one[visit] ?? 0));
      return [
        { method, metric: 'flagged_rate', part: top, whole: all },
        { method, metric: 'recall_20', part: times(found), whole: found },
        { method, metric: 'false_alarm_rate', part: times(clean), whole: clean },
      ];
    }),
  ];
}

/** Part and whole of the group and of all others, summed by unit: what a bootstrap over units needs. */
type Sums = readonly [
  part: Float64Array,
  whole: Float64Array,
  partOfRest: Float64Array,
  wholeOfRest: Float64Array,
];

/** @param side of each visit: 0 in the group, 1 in another, −1 in none */
function sumsOf({ part, whole }: Share, side: Int8Array, unit: Int32Array): Sums {
  const size = unitsOf(unit).length;
  const sums = [0, 1, 2, 3].map(() => new Float64Array(size));
  const add = (to: Float64Array | undefined, of: number, value: number) => {
    if (to) to[of] = (to[of] ?? 0) + value;
  };
  side.forEach((of, visit) => {
    if (of < 0) return;
    add(sums[2 * of], unit[visit] ?? 0, part[visit] ?? 0);
    add(sums[2 * of + 1], unit[visit] ?? 0, whole[visit] ?? 0);
  });
  return sums as unknown as Sums;
}

/** The units by their numbers. */
const unitsOf = (unit: Int32Array): Int32Array =>
  Int32Array.from(
    { length: unit.reduce((most, one) => Math.max(most, one + 1), 0) },
    (_, at) => at,
  );

/** The rate of the group, and that less the rate of all others. */
function rateAndGap(
  [part, whole, partOfRest, wholeOfRest]: Sums,
  weights?: Weights,
): [rate: number, gap: number] {
  let [above, below, aboveRest, belowRest] = [0, 0, 0, 0];
  for (let unit = 0; unit < part.length; unit++) {
    const weight = weights?.[unit] ?? 1;
    above += weight * (part[unit] ?? 0);
    below += weight * (whole[unit] ?? 0);
    aboveRest += weight * (partOfRest[unit] ?? 0);
    belowRest += weight * (wholeOfRest[unit] ?? 0);
  }
  const rate = above / below;
  return [rate, rate - aboveRest / belowRest];
}
