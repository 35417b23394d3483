import { expect, test } from 'vitest';
import gcoord from 'gcoord';
import type { Position } from 'geojson';
import { areaNames } from '../../data/simulator/names.ts';
import { inventGeography } from '../../data/simulator/geography.ts';
import { Random } from '../../data/simulator/random.ts';
import { inGcj02 } from '../../data/simulator/registers.ts';
import { inventUnits } from '../../data/simulator/units.ts';

/** Even–odd rule over all rings. */
function inside(rings: readonly Position[][], x: number, y: number): boolean {
  let odd = false;
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index++) {
      const [ax = 0, ay = 0] = ring[index - 1] ?? [];
      const [bx = 0, by = 0] = ring[index] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  }
  return odd;
}

const seeds = ['1', '2', '3', 'four'];

test.each(seeds)('seed %s: boundaries cover all areas, and every unit lies in its own', (seed) => {
  const random = new Random(seed);
  const geography = inventGeography(random, 12);
  const { features } = geography.boundaries;
  expect(features.map(({ properties }) => properties.area)).toEqual([...areaNames]);
  for (const { register, area } of inventUnits(random, geography, 320, [])) {
    const holding = features.filter(({ geometry }) =>
      inside(
        geometry.coordinates.flat(),
        Number(register['longitude']),
        Number(register['latitude']),
      ),
    );
    expect(holding.map(({ properties }) => properties.area)).toEqual([area]);
  }
});

test.each(seeds)(
  'seed %s: rings are closed, wound as RFC 7946 asks, and not rectangles',
  (seed) => {
    for (const { geometry } of inventGeography(new Random(seed), 12).boundaries.features) {
      for (const [outer = []] of geometry.coordinates) {
        expect(outer[0]).toEqual(outer.at(-1));
        expect(outer.length).toBeGreaterThan(30);
        const area = outer.reduce((sum, [x = 0, y = 0], index) => {
          const [nextX = 0, nextY = 0] = outer[(index + 1) % outer.length] ?? [];
          return sum + x * nextY - nextX * y;
        }, 0);
        expect(area).toBeGreaterThan(0);
      }
    }
  },
);

test('neighbouring areas share the points of their border', () => {
  const { features } = inventGeography(new Random('1'), 12).boundaries;
  const owners = new Map<string, Set<string>>();
  for (const { geometry, properties } of features)
    for (const point of geometry.coordinates.flat(2))
      owners.set(String(point), (owners.get(String(point)) ?? new Set()).add(properties.area));
  const shared = [...owners.values()].filter((areas) => areas.size > 1);
  expect(shared.length).toBeGreaterThan(200);
  expect(new Set(shared.flatMap((areas) => [...areas])).size).toBe(12);
});

test('a point in GCJ-02 turns back into the WGS-84 point', () => {
  const row = inGcj02({ longitude: 82.9, latitude: 39.1, coordinate_system: 'wgs84' });
  expect(row['coordinate_system']).toBe('gcj02');
  expect(Math.abs(Number(row['longitude']) - 82.9)).toBeGreaterThan(0.001);
  const back = gcoord.transform(
    [Number(row['longitude']), Number(row['latitude'])],
    gcoord.GCJ02,
    gcoord.WGS84,
  );
  expect(back[0]).toBeCloseTo(82.9, 5);
  expect(back[1]).toBeCloseTo(39.1, 5);
});
