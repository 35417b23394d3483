import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptRows, type UnitFilter } from '../../dashboard/data/unit-month-filter.ts';
import { findMoves } from '../../dashboard/data/unit-month-moves.ts';
import {
  drillShare,
  onTimeShare,
  summariseAreas,
  summariseMonths,
} from '../../dashboard/data/unit-month-summary.ts';
import { UnitMonths } from '../../dashboard/data/unit-months.ts';
import { tiers } from '../../dashboard/theme/tier.ts';
import { unitMonthTable, type UnitMonthRow } from './unit-month-table.ts';

const units = [
  { unit_code: 'A', area: 'north', kind: 'primary' },
  { unit_code: 'B', area: 'north', kind: 'kindergarten' },
  { unit_code: 'C', area: 'south', kind: 'primary' },
];
const everything: UnitFilter = { area: null, kind: null, tiers: [] };

/** Months are out of order and C has no September, as nothing promises otherwise. */
const sample = new UnitMonths(
  unitMonthTable([
    {
      unit_code: 'A',
      month: '2026-10',
      tier: 'red',
      regime: 'intensified',
      score: 70,
      main_reason: 'hazard_overdue',
      overdue_hazards: 3,
      return_due: 1,
      drills_required: 1,
      drills_met: 1,
    },
    {
      unit_code: 'A',
      month: '2026-09',
      tier: 'orange',
      score: 50,
      return_due: 1,
      return_on_time: 1,
    },
    { unit_code: 'B', month: '2026-09', tier: 'blue', score: 10 },
    {
      unit_code: 'B',
      month: '2026-10',
      tier: 'blue',
      score: 12,
      return_due: 1,
      return_on_time: 1,
      drills_required: 1,
    },
    { unit_code: 'C', month: '2026-10', tier: 'yellow', score: null, accidents: 1 },
  ]),
  units,
);

test('rows are found by unit and month, whatever order they came in', () => {
  expect(sample.months).toEqual(['2026-09', '2026-10']);
  const unitC = sample.units.findIndex(({ unit_code }) => unit_code === 'C');
  expect(sample.row(unitC, sample.monthIndex('2026-09'))).toBe(-1);
  expect(sample.row(unitC, sample.monthIndex('2026-10'))).toBe(4);
  expect(sample.row(0, sample.monthIndex('1999-01'))).toBe(-1);
  expect(sample.mainReason(0)).toBe('hazard_overdue');
});

test('months are summed over the units that pass the filter', () => {
  const [september, october] = summariseMonths(sample, acceptRows(sample, everything));
  expect(september).toMatchObject({ units: 2, intensified: 0, meanScore: 30 });
  expect(october).toMatchObject({
    units: 3,
    intensified: 1,
    meanScore: 41,
    tiers: { red: 1, orange: 0, yellow: 1, blue: 1 },
  });
  const [, primary] = summariseMonths(
    sample,
    acceptRows(sample, { ...everything, kind: 'primary' }),
  );
  expect(primary).toMatchObject({ units: 2, count: { overdue_hazards: 3, accidents: 1 } });
});

test('one unit with drills to spare does not make up for another without', () => {
  const october = summariseMonths(sample, acceptRows(sample, everything))[1];
  expect(october && drillShare(october)).toBe(0.5);
  expect(october && onTimeShare(october)).toBe(0.5);
  const september = summariseMonths(sample, acceptRows(sample, everything))[0];
  expect(september && drillShare(september), 'none was required').toBeNull();
});

test('areas are compared within one month', () => {
  const areas = summariseAreas(sample, acceptRows(sample, everything), 1);
  expect([...areas.keys()].sort()).toEqual(['north', 'south']);
  expect(areas.get('north')).toMatchObject({ units: 2, meanScore: 41 });
  expect(areas.get('south')?.meanScore, 'no unit of it has a score').toBeNull();
  expect([...summariseAreas(sample, acceptRows(sample, everything), 0).keys()]).toEqual(['north']);
});

test('a unit that moved is listed under the tier it left as well as the one it came to', () => {
  const moved = {
    unit_code: 'A',
    tierBefore: 'orange',
    tier: 'red',
    regime: 'intensified',
    direction: 1,
    scoreChange: 20,
  };
  for (const tier of ['orange', 'red'] as const) {
    const accepted = acceptRows(sample, { ...everything, tiers: [tier] });
    expect(findMoves(sample, accepted, 0, 1)).toMatchObject([moved]);
  }
  const blue = acceptRows(sample, { ...everything, tiers: ['blue'] });
  expect(findMoves(sample, blue, 0, 1)).toEqual([]);
  expect(findMoves(sample, acceptRows(sample, everything), 1, 0)[0]?.direction).toBe(-1);
  expect(findMoves(sample, acceptRows(sample, everything), -1, 1), 'no month before').toEqual([]);
});

describe('against sums made the slow way', () => {
  const row = fc.record({
    unit: fc.integer({ min: 0, max: 5 }),
    month: fc.integer({ min: 1, max: 6 }),
    tier: fc.option(fc.constantFrom(...tiers)),
    regime: fc.constantFrom('full_checkup', 'intensified'),
    score: fc.option(fc.integer({ min: 0, max: 100 })),
    overdue_hazards: fc.nat(9),
    drills_required: fc.nat(2),
    drills_met: fc.nat(1),
  });
  const keys = Array.from({ length: 6 }, (_, unit) => ({
    unit_code: `U${unit}`,
    area: unit % 2 === 0 ? 'even' : null,
    kind: unit < 3 ? 'primary' : 'kindergarten',
  }));
  const filter = fc.record({
    area: fc.constantFrom(null, 'even', 'nowhere'),
    kind: fc.constantFrom(null, 'primary'),
    tiers: fc.subarray([...tiers]),
  });

  test('every month and every filter agree', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ unit, month }) => `${unit} ${month}`, minLength: 1 }),
        filter,
        (made, wanted) => {
          const rows: (UnitMonthRow & { unit: number })[] = made.map((each) => ({
            ...each,
            unit_code: `U${each.unit}`,
            month: `2026-0${each.month}`,
          }));
          const data = new UnitMonths(unitMonthTable(rows), keys);
          const sums = summariseMonths(data, acceptRows(data, wanted));
          for (const [index, month] of data.months.entries()) {
            const slow = rows.filter(
              (each) =>
                each.month === month &&
                (wanted.area === null || keys[each.unit]?.area === wanted.area) &&
                (wanted.kind === null || keys[each.unit]?.kind === wanted.kind) &&
                (wanted.tiers.length === 0 || wanted.tiers.some((tier) => tier === each.tier)),
            );
            const scores = slow.flatMap(({ score }) => score ?? []);
            const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
            expect(sums[index]?.units).toBe(slow.length);
            expect(sums[index]?.tiers.red).toBe(slow.filter(({ tier }) => tier === 'red').length);
            expect(sums[index]?.intensified).toBe(
              slow.filter(({ regime }) => regime === 'intensified').length,
            );
            if (scores.length === 0) expect(sums[index]?.meanScore).toBeNull();
            else expect(sums[index]?.meanScore).toBeCloseTo(mean, 9);
            expect(sums[index]?.count.overdue_hazards).toBe(
              slow.reduce((sum, each) => sum + (each.overdue_hazards ?? 0), 0),
            );
            expect(sums[index]?.count.drills_met).toBe(
              slow.reduce((sum, each) => sum + (each.drills_met ?? 0), 0),
            );
          }
        },
      ),
    );
  });
});
