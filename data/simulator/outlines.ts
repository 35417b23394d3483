import type { Position } from 'geojson';
import { HALF_SIDE, HALF_WIDTH, type Cell, type Neighbours, type Point } from './hexagons.ts';
import { toPosition } from './projection.ts';

/** Corners where the side towards each neighbour begins and ends, in half widths and half sides. */
const SIDES = [
  [1, -1, 1, 1],
  [1, 1, 0, 2],
  [0, 2, -1, 1],
  [-1, 1, -1, -1],
  [-1, -1, 0, -2],
  [0, -2, 1, -1],
] as const;

/** The rings of every area, borders smoothed alike on both sides. */
export function outlinesOf(
  cells: readonly Cell[],
  neighbours: Neighbours,
  count: number,
): Position[][][][] {
  const corner = (column: number, row: number): number => (row + 1000) * 4000 + column + 2000;
  const borders = new Map<number, Set<number>>();
  const edges = Array.from({ length: count }, () => new Map<number, number>());
  const link = (from: number, to: number): void => {
    borders.set(from, (borders.get(from) ?? new Set()).add(to));
    borders.set(to, (borders.get(to) ?? new Set()).add(from));
  };
  for (const cell of cells) {
    if (cell.label < 0) continue;
    for (const [side, other] of (neighbours.get(cell) ?? []).entries()) {
      const [fromColumn, fromRow, toColumn, toRow] = SIDES[side] ?? SIDES[0];
      if (other?.label === cell.label) continue;
      const from = corner(cell.column + fromColumn, cell.row * 3 + fromRow);
      const to = corner(cell.column + toColumn, cell.row * 3 + toRow);
      edges[cell.label]?.set(from, to);
      link(from, to);
    }
  }
  const places = smoothed(borders);
  return edges.map((map) => {
    const rings = ringsOf(map).map((ring) => ring.map((id) => placeOf(places, id)));
    const holes = rings.filter((ring) => signedArea(ring) < 0);
    const outer = rings.filter((ring) => signedArea(ring) > 0);
    return outer.map((ring, index) => (index === 0 ? [ring, ...holes] : [ring]));
  });
}

/** Twice the area of a ring in square degrees; negative where it runs clockwise, as around a hole. */
const signedArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);

const placeOf = (places: ReadonlyMap<number, Point>, id: number): Position => {
  const { x, y } = places.get(id) ?? { x: 0, y: 0 };
  return toPosition(x, y);
};

/** Moves every corner where just two sides meet towards its neighbours; where three meet it stays. */
function smoothed(borders: ReadonlyMap<number, ReadonlySet<number>>): Map<number, Point> {
  let places = new Map<number, Point>();
  for (const id of borders.keys()) {
    places.set(id, {
      x: ((id % 4000) - 2000) * HALF_WIDTH,
      y: (Math.floor(id / 4000) - 1000) * HALF_SIDE,
    });
  }
  for (let turn = 0; turn < 6; turn++) {
    const next = new Map<number, Point>();
    for (const [id, near] of borders) {
      const here = places.get(id) as Point;
      const [one, other] = [...near].map((neighbour) => places.get(neighbour) as Point);
      next.set(
        id,
        near.size === 2 && one && other
          ? { x: (2 * here.x + one.x + other.x) / 4, y: (2 * here.y + one.y + other.y) / 4 }
          : here,
      );
    }
    places = next;
  }
  return places;
}

/** Chains directed sides to closed rings. */
function ringsOf(edges: Map<number, number>): number[][] {
  const left = new Map(edges);
  const rings: number[][] = [];
  for (const start of edges.keys()) {
    if (!left.has(start)) continue;
    const ring = [start];
    let at = start;
    do {
      const to = left.get(at) as number;
      left.delete(at);
      ring.push(to);
      at = to;
    } while (at !== start);
    rings.push(ring);
  }
  return rings;
}
