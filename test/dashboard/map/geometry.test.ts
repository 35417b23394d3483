import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInside, labelPoint } from '../../../dashboard/charts/map/label-point.ts';
import { layOut } from '../../../dashboard/charts/map/layout.ts';
import { boxAround, fit, mercator, type Point } from '../../../dashboard/charts/map/mercator.ts';
import { isArrowKey, nearest, neighbour } from '../../../dashboard/charts/map/neighbour.ts';
import type { MapArea, MapPlace } from '../../../dashboard/charts/map/types.ts';

const square = (left: number, top: number, side: number): Point[] => [
  [left, top],
  [left + side, top],
  [left + side, top + side],
  [left, top + side],
];

const place = (code: string, longitude: number | null, latitude: number | null): MapPlace => ({
  code,
  longitude,
  latitude,
});

test('north is up, east is right, and the equator is at zero', () => {
  const [x, y] = mercator(0, 0);
  expect(x).toBeCloseTo(0, 12);
  expect(y).toBeCloseTo(0, 12);
  expect(mercator(10, 0)[0]).toBeGreaterThan(0);
  expect(mercator(0, 10)[1]).toBeLessThan(0);
});

test('a district fits its frame and keeps its shape', () => {
  const points = [mercator(119, 31), mercator(120, 31), mercator(119, 32)];
  const box = boxAround(points);
  if (!box) throw new Error('no box');
  const placed = points.map(fit(box, 800, 600, 20));
  for (const [x, y] of placed) {
    expect(x).toBeGreaterThanOrEqual(20 - 1e-9);
    expect(x).toBeLessThanOrEqual(780 + 1e-9);
    expect(y).toBeGreaterThanOrEqual(20 - 1e-9);
    expect(y).toBeLessThanOrEqual(580 + 1e-9);
  }
});

test('units all at one place are still placed', () => {
  const { points } = layOut([], [place('A', 120, 31), place('B', 120, 31)], 400, 300);
  expect([...points]).toEqual([
    ['A', [200, 150]],
    ['B', [200, 150]],
  ]);
});

test('what has neither coordinates nor an outline is left out', () => {
  const area: MapArea = { area: 'north', geometry: null };
  const { areas, points } = layOut([area], [place('A', null, null)], 400, 300);
  expect(areas).toEqual([]);
  expect(points.size).toBe(0);
});

test('an outline holds the map open where no unit has coordinates', () => {
  const ring = [
    [119, 31],
    [120, 31],
    [120, 32],
    [119, 31],
  ];
  const area: MapArea = { area: 'north', geometry: { type: 'Polygon', coordinates: [ring] } };
  const { areas } = layOut([area], [], 400, 300);
  expect(areas[0]?.box.bottom).toBeLessThanOrEqual(300);
  expect(areas[0]?.area).toBe('north');
});

test('an area is named within its outline and away from its units', () => {
  const ring = square(0, 0, 200);
  const crowd: Point[] = [
    [100, 100],
    [90, 110],
    [110, 90],
  ];
  const label = labelPoint([ring], crowd, { width: 12, height: 6 }, 6);
  if (!label) throw new Error('no label');
  expect(isInside([ring], label)).toBe(true);
  for (const [x, y] of crowd) expect(Math.hypot(label[0] - x, label[1] - y)).toBeGreaterThan(20);
  expect(labelPoint([], [], { width: 12, height: 6 }, 6)).toBeUndefined();
});

test('a long name keeps off the signs beside it, as one on a telephone must', () => {
  const ring = square(0, 0, 100);
  const crowd = [10, 30, 50, 70, 90].flatMap((x): Point[] => [
    [x, 20],
    [x, 45],
    [x, x < 60 ? 75 : 90],
  ]);
  const name = { width: 24, height: 6 };
  const label = labelPoint([ring], crowd, name, 4);
  if (!label) throw new Error('no label');
  for (const [x, y] of crowd) {
    const covers =
      Math.abs(x - label[0]) < name.width + 4 && Math.abs(y - label[1]) < name.height + 4;
    expect(covers, `the sign at ${x}, ${y}`).toBe(false);
  }
});

test('a hole is outside', () => {
  const rings = [square(0, 0, 100), square(40, 40, 20)];
  expect(isInside(rings, [50, 50])).toBe(false);
  expect(isInside(rings, [10, 10])).toBe(true);
  expect(isInside(rings, [120, 10])).toBe(false);
});

test('an arrow key leads to the nearest unit on that side', () => {
  const points: Point[] = [
    [0, 0],
    [10, 1],
    [5, 40],
    [-10, 0],
    [0, -10],
  ];
  expect(neighbour(points, 0, 'ArrowRight')).toBe(1);
  expect(neighbour(points, 0, 'ArrowLeft')).toBe(3);
  expect(neighbour(points, 0, 'ArrowUp')).toBe(4);
  expect(neighbour(points, 0, 'ArrowDown')).toBe(2);
  expect(neighbour(points, 4, 'ArrowUp'), 'nothing lies further up').toBe(-1);
  expect(neighbour([], 0, 'ArrowUp')).toBe(-1);
  expect(isArrowKey('Enter')).toBe(false);
});

test('an arrow key never leads back, and units that share a place are walked through', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
        minLength: 1,
        maxLength: 25,
      }),
      (points) => {
        const walked = new Set<number>();
        for (let at = 0; at >= 0; at = neighbour(points, at, 'ArrowRight')) {
          expect(walked.has(at)).toBe(false);
          walked.add(at);
        }
        const [x, y] = points[0] ?? [0, 0];
        const here = points.flatMap((point, index) =>
          point[0] === x && point[1] === y ? [index] : [],
        );
        for (const index of here) expect(walked).toContain(index);
      },
    ),
  );
});

test('the pointer finds the nearest unit within its reach, the topmost of equals', () => {
  const points: Point[] = [
    [0, 0],
    [10, 0],
    [10, 0],
  ];
  expect(nearest(points, 8, 0, 14)).toBe(2);
  expect(nearest(points, 30, 0, 14)).toBe(-1);
});
