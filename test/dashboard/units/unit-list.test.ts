import { expect, test } from 'vitest';
import { UnitMonths } from '../../../dashboard/data/unit-months.ts';
import { listUnits, moved } from '../../../dashboard/pages/units/unit-list.ts';
import { unitMonthTable } from '../unit-month-table.ts';

const named = (unit_code: string) => ({
  unit_code,
  unit_name: `unit ${unit_code}`,
  kind: 'primary',
  area: 'north',
});
const names = ['A', 'B', 'C'].map(named);

const data = new UnitMonths(
  unitMonthTable([
    { unit_code: 'A', month: '2026-08', tier: 'yellow', score: 20, inspections: 1 },
    { unit_code: 'A', month: '2026-09', tier: 'yellow', score: 24, open_hazards: 2 },
    {
      unit_code: 'A',
      month: '2026-10',
      tier: 'red',
      regime: 'intensified',
      score: 50,
      main_reason: 'hazard_overdue',
      open_hazards: 5,
      overdue_hazards: 3,
      open_major_hazards: 1,
    },
    { unit_code: 'B', month: '2026-10', tier: 'blue', score: null },
    { unit_code: 'C', month: '2026-09', tier: 'blue', score: 3 },
  ]),
  names,
);

test('a unit is listed as of the month, with the change since the month before', () => {
  const [unit] = listUnits(data, names, '2026-10');
  expect(unit).toMatchObject({
    unit_name: 'unit A',
    tier: 'red',
    tierBefore: 'yellow',
    regime: 'intensified',
    regimeBefore: 'full_checkup',
    score: 50,
    scoreChange: 26,
    mainReason: 'hazard_overdue',
    open: 5,
    overdue: 3,
    major: 1,
    lastInspected: '2026-08',
  });
  expect(unit?.year).toEqual([...Array.from({ length: 9 }, () => null), 20, 24, 50]);
});

test('a unit without a month before has not moved; one without the month is not listed', () => {
  const listed = listUnits(data, names, '2026-10');
  expect(listed.map((unit) => [unit.unit_code, moved(unit)])).toEqual([
    ['A', true],
    ['B', false],
  ]);
  expect(listed[1]).toMatchObject({ score: null, scoreChange: null, tierBefore: null });
  expect(listed[1]?.lastInspected).toBeNull();
});

test('what happens later is not known in an earlier month', () => {
  const [unit] = listUnits(data, names, '2026-09');
  expect(unit).toMatchObject({ score: 24, scoreChange: 4, open: 2, tierBefore: 'yellow' });
  expect(unit && moved(unit)).toBe(false);
});

test('a month outside the data lists nobody', () => {
  expect(listUnits(data, names, '2030-01')).toEqual([]);
});
