import { boxAround, type Point } from './mercator.ts';

/** Candidates along each side of an area's box. */
const GRID = 28;
/** Beyond this distance in px more room makes no difference, and the middle is preferred. */
const ENOUGH = 4;
/** What one end of a name that lies outside costs, in px of signs covered. */
const OUTSIDE = 6;

/** Half the room that a name takes, px. */
export interface HalfSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Where an area's name is least in the way: the place inside its outline where it covers least of
 * the units and keeps from them and from the edges, and of equally good ones the nearest to the middle.
 * @param rings the area's outline in px
 * @param units where signs will stand, px
 * @param name half the size of the name
 * @param sign half the size of a sign, px
 * @returns undefined where the outline holds none of the places looked at
 */
export function labelPoint(
  rings: readonly (readonly Point[])[],
  units: readonly Point[],
  name: HalfSize,
  sign: number,
): Point | undefined {
  const box = boxAround(rings.flat());
  if (!box) return undefined;
  const near = units.filter(
    ([x, y]) =>
      x >= box.left - name.width - ENOUGH &&
      x <= box.right + name.width + ENOUGH &&
      y >= box.top - name.height - ENOUGH &&
      y <= box.bottom + name.height + ENOUGH,
  );
  const middle: Point = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  let best: { point: Point; merit: number } | undefined;
  for (let column = 1; column < GRID; column += 1) {
    for (let line = 1; line < GRID; line += 1) {
      const point: Point = [
        box.left + ((box.right - box.left) * column) / GRID,
        box.top + ((box.bottom - box.top) * line) / GRID,
      ];
      if (!isInside(rings, point)) continue;
      const lack = (distance: number): number => Math.max(0, ENOUGH - distance);
      const crowd = near.reduce((sum, each) => sum + lack(apart(each, point, name) - sign), 0);
      const outside = endsOf(point, name).filter((end) => !isInside(rings, end)).length * OUTSIDE;
      const off = Math.hypot(point[0] - middle[0], point[1] - middle[1]) / 20;
      const merit = -crowd - outside - off;
      if (!best || merit > best.merit) best = { point, merit };
    }
  }
  return best?.point;
}

/** The corners of a name. */
const endsOf = ([x, y]: Point, { width, height }: HalfSize): readonly Point[] => [
  [x - width, y - height],
  [x + width, y - height],
  [x - width, y + height],
  [x + width, y + height],
];

/** From a point to a name, less than nothing where the name covers it. */
const apart = ([x, y]: Point, [nameX, nameY]: Point, { width, height }: HalfSize): number =>
  Math.max(Math.abs(x - nameX) - width, Math.abs(y - nameY) - height);

/** Whether a point lies within rings, holes counted out (even-odd rule). */
export function isInside(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}
