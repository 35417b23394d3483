import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutWaterfall } from '../../../dashboard/charts/waterfall-layout.ts';

const item = (group: string, indicator: string, points: number, maximum = 10) => ({
  group,
  indicator,
  points,
  maximum,
});

test('groups keep their order, the heaviest indicator leads its group, silent ones stand apart', () => {
  const { bars, groups, silent, total } = layoutWaterfall([
    item('exposure', 'exposure_people', 2),
    item('hazard', 'hazard_overdue', 3),
    item('exposure', 'exposure_facilities', 5),
    item('drill', 'drill_missed', 0),
  ]);
  expect(bars.map((bar) => [bar.indicator, bar.from, bar.to])).toEqual([
    ['exposure_facilities', 0, 5],
    ['exposure_people', 5, 7],
    ['hazard_overdue', 7, 10],
  ]);
  expect(groups).toEqual([
    { group: 'exposure', from: 0, to: 7, points: 7 },
    { group: 'hazard', from: 7, to: 10, points: 3 },
  ]);
  expect(silent.map((entry) => entry.indicator)).toEqual(['drill_missed']);
  expect(total).toBe(10);
});

test('a unit without any points has an empty waterfall', () => {
  expect(layoutWaterfall([])).toEqual({ bars: [], groups: [], silent: [], total: 0 });
});

test('negative points are refused', () => {
  expect(() => layoutWaterfall([item('hazard', 'hazard_overdue', -1)])).toThrow(RangeError);
});

test('whatever the points, bars meet end to end and end at their sum', () => {
  const points = fc.array(
    fc.record({
      group: fc.constantFrom('exposure', 'hazard', 'responsibility', 'drill', 'inspection'),
      indicator: fc.string(),
      points: fc.double({ min: 0, max: 30, noNaN: true }),
      maximum: fc.constant(30),
    }),
  );
  fc.assert(
    fc.property(points, (items) => {
      const { bars, groups, silent, total } = layoutWaterfall(items);
      expect(bars.length + silent.length).toBe(items.length);
      bars.forEach((bar, index) => expect(bar.from).toBe(bars[index - 1]?.to ?? 0));
      expect(total).toBeCloseTo(
        items.reduce((sum, entry) => sum + entry.points, 0),
        6,
      );
      expect(groups.at(-1)?.to ?? 0).toBe(total);
    }),
  );
});
