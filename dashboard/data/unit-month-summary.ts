import { tiers, type Tier } from '../theme/tier.ts';
import { counts, type Count, type UnitMonths } from './unit-months.ts';

/** What a group of units came to in one month. */
export interface Summary {
  readonly units: number;
  readonly tiers: Readonly<Record<Tier, number>>;
  readonly intensified: number;
  /** Mean over the units that have a score; null where none has. */
  readonly meanScore: number | null;
  readonly count: Readonly<Record<Count, number>>;
}

/** Share of returns in on time, 0–1; null where none was due. */
export const onTimeShare = ({ count }: Summary): number | null =>
  ratio(count.return_on_time, count.return_due);

/** Share of required drills that were held, 0–1; null where none was required. */
export const drillShare = ({ count }: Summary): number | null =>
  ratio(count.drills_met, count.drills_required);

/** Every month of the filtered rows, in the order of the months. */
export function summariseMonths(data: UnitMonths, accepted: Uint8Array): Summary[] {
  return summarise(data, accepted, data.months.length, (row) => data.month[row] ?? 0);
}

/** One month of the filtered rows by area; areas without a row are left out. */
export function summariseAreas(
  data: UnitMonths,
  accepted: Uint8Array,
  month: number,
): Map<string, Summary> {
  const names = [...new Set(data.units.map((unit) => unit.area ?? ''))];
  const place = new Map(names.map((name, index) => [name, index]));
  const areaOf = data.units.map((unit) => place.get(unit.area ?? '') ?? 0);
  const sums = summarise(data, accepted, names.length, (row) =>
    data.month[row] === month ? (areaOf[data.unit[row] ?? 0] ?? 0) : -1,
  );
  return new Map(
    names.flatMap((name, index) => {
      const sum = sums[index];
      return sum && sum.units > 0 ? [[name, sum] as const] : [];
    }),
  );
}

/** Sums in one pass over the rows; `groupOf` answers -1 for a row that belongs to none. */
function summarise(
  data: UnitMonths,
  accepted: Uint8Array,
  groups: number,
  groupOf: (row: number) => number,
): Summary[] {
  const units = new Float64Array(groups);
  const byTier = tiers.map(() => new Float64Array(groups));
  const intensified = new Float64Array(groups);
  const score = new Float64Array(groups);
  const scored = new Float64Array(groups);
  const sums = counts.map((name) => ({ column: data.count[name], sum: new Float64Array(groups) }));

  for (let row = 0; row < data.length; row += 1) {
    if (!accepted[row]) continue;
    const group = groupOf(row);
    if (group < 0) continue;
    add(units, group, 1);
    const tier = byTier[data.tier[row] ?? 255];
    if (tier) add(tier, group, 1);
    add(intensified, group, data.regime[row] ?? 0);
    const rowScore = data.score[row] ?? NaN;
    if (!Number.isNaN(rowScore)) {
      add(score, group, rowScore);
      add(scored, group, 1);
    }
    for (const { column, sum } of sums) add(sum, group, column[row] ?? 0);
  }

  const at = (column: Float64Array, group: number): number => column[group] ?? 0;
  return Array.from({ length: groups }, (_, group) => ({
    units: at(units, group),
    tiers: Object.fromEntries(
      tiers.map((tier, index) => [tier, byTier[index]?.[group] ?? 0]),
    ) as Record<Tier, number>,
    intensified: at(intensified, group),
    meanScore: ratio(at(score, group), at(scored, group)),
    count: Object.fromEntries(
      counts.map((name, index) => [name, sums[index]?.sum[group] ?? 0]),
    ) as Record<Count, number>,
  }));
}

function add(column: Float64Array, group: number, value: number): void {
  column[group] = (column[group] ?? 0) + value;
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
