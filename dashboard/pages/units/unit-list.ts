import type { Month } from '../../data/month.ts';
import { regimes } from '../../data/unit-month-codes.ts';
import type { UnitMonths } from '../../data/unit-months.ts';
import { tiers, type Tier } from '../../theme/tier.ts';

/** What the list tells of a unit whatever the month. */
export interface NamedUnit {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly area: string;
}

/** A unit as of a month. */
export interface ListedUnit extends NamedUnit {
  readonly tier: Tier | null;
  /** Null where the month before has none. */
  readonly tierBefore: Tier | null;
  readonly regime: keyof typeof regimes;
  readonly regimeBefore: keyof typeof regimes | null;
  readonly score: number | null;
  readonly scoreChange: number | null;
  /** Scores of the twelve months up to this one, the latest last; null where there is none. */
  readonly year: readonly (number | null)[];
  readonly mainReason: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly major: number;
  /** The latest month with an inspection, as far back as the data go; null where there is none. */
  readonly lastInspected: Month | null;
}

const monthsOfYear = 12;

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Every unit that was decided about in a month, in the order of the data. */
export function listUnits(
  data: UnitMonths,
  names: readonly NamedUnit[],
  month: Month,
): readonly ListedUnit[] {
  const now = data.monthIndex(month);
  const nameOf = new Map(names.map((unit) => [unit.unit_code, unit]));
  const regimeOf = (row: number) =>
    data.regime[row] === regimes.intensified ? 'intensified' : 'full_checkup';
  const scoreAt = (unit: number, at: number): number | null => {
    const row = at < 0 ? -1 : data.row(unit, at);
    return row < 0 ? null : known(data.score[row]);
  };

  return data.units.flatMap(({ unit_code }, unit): ListedUnit[] => {
    const row = data.row(unit, now);
    const named = nameOf.get(unit_code);
    if (row < 0 || !named) return [];
    const before = now > 0 ? data.row(unit, now - 1) : -1;
    const score = known(data.score[row]);
    const scoreBefore = scoreAt(unit, now - 1);
    return [
      {
        ...named,
        tier: tiers[data.tier[row] ?? tiers.length] ?? null,
        tierBefore: before < 0 ? null : (tiers[data.tier[before] ?? tiers.length] ?? null),
        regime: regimeOf(row),
        regimeBefore: before < 0 ? null : regimeOf(before),
        score,
        scoreChange: score === null || scoreBefore === null ? null : score - scoreBefore,
        year: Array.from({ length: monthsOfYear }, (_, index) =>
          scoreAt(unit, now - monthsOfYear + 1 + index),
        ),
        mainReason: data.mainReason(row),
        open: data.count.open_hazards[row] ?? 0,
        overdue: data.count.overdue_hazards[row] ?? 0,
        major: data.count.open_major_hazards[row] ?? 0,
        lastInspected: lastInspection(data, unit, now),
      },
    ];
  });
}

function lastInspection(data: UnitMonths, unit: number, now: number): Month | null {
  for (let month = now; month >= 0; month -= 1) {
    const row = data.row(unit, month);
    if (row >= 0 && (data.count.inspections[row] ?? 0) > 0) return data.months[month] ?? null;
  }
  return null;
}

/** Whether tier or regime is not what it was the month before. */
export const moved = (unit: ListedUnit): boolean =>
  (unit.tierBefore !== null && unit.tierBefore !== unit.tier) ||
  (unit.regimeBefore !== null && unit.regimeBefore !== unit.regime);
