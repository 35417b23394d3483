import { boxAround, type Point } from './mercator.ts';

/** Candidates along each side of an area's box. */
const GRID = 14;
/** Names are wide and low, so a neighbour beside one is nearer than it looks. */
const WIDTH_TO_HEIGHT = 2.5;
/** Beyond this distance in px more room makes no difference, and the middle is preferred. */
const ENOUGH = 26;

/**
 * Where an area's name is least in the way: the place inside its outline that is farthest from
 * units and edges, and of equally good ones the nearest to the middle.
 * @param rings the area's outline in px
 * @param units where signs will stand, px
 * @returns undefined where the outline holds none of the places looked at
 */
export function labelPoint(
  rings: readonly (readonly Point[])[],
  units: readonly Point[],
): Point | undefined {
  const box = boxAround(rings.flat());
  if (!box) return undefined;
  const obstacles = [...units, ...rings.flat()].filter(
    ([x, y]) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
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
      const room = obstacles.reduce((least, each) => Math.min(least, apart(each, point)), ENOUGH);
      const merit = room - apart(middle, point) / 20;
      if (!best || merit > best.merit) best = { point, merit };
    }
  }
  return best?.point;
}

/** Distance as a name sees it. */
const apart = ([x, y]: Point, [otherX, otherY]: Point): number =>
  Math.hypot((x - otherX) / WIDTH_TO_HEIGHT, y - otherY);

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
