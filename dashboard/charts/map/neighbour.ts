import type { Point } from './mercator.ts';

const directions = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
} as const satisfies Record<string, Point>;

export type ArrowKey = keyof typeof directions;
export const isArrowKey = (key: string): key is ArrowKey => key in directions;

/**
 * The place an arrow key leads to: the nearest in that direction, where a step aside counts more.
 * Places at the very same point are passed through in their order, so that none is out of reach.
 * @returns the index into `points`, or -1 where nothing lies that way
 */
export function neighbour(points: readonly Point[], from: number, key: ArrowKey): number {
  const here = points[from];
  if (!here) return points.length > 0 ? 0 : -1;
  const [alongX, alongY] = directions[key];
  const forward = alongX + alongY > 0;
  let best = -1;
  let bestCost = Infinity;
  for (const [index, [x, y]] of points.entries()) {
    if (index === from) continue;
    const along = (x - here[0]) * alongX + (y - here[1]) * alongY;
    const aside = Math.abs((x - here[0]) * alongY) + Math.abs((y - here[1]) * alongX);
    const same = along === 0 && aside === 0;
    if (same ? index > from !== forward : along <= 0) continue;
    // What lies more aside than ahead is what another arrow key is for; it is taken last.
    const cost = same ? Math.abs(index - from) * 1e-9 : along + (aside > along ? 8 : 2) * aside;
    if (cost < bestCost) {
      best = index;
      bestCost = cost;
    }
  }
  return best;
}

/** The place nearest to a point within a reach, or -1. Later places lie on top and win a tie. */
export function nearest(points: readonly Point[], x: number, y: number, reach: number): number {
  let best = -1;
  let bestDistance = reach * reach;
  for (const [index, point] of points.entries()) {
    const distance = (point[0] - x) ** 2 + (point[1] - y) ** 2;
    if (distance <= bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
