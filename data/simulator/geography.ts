import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { HALF_SIDE, HALF_WIDTH, neighboursOf } from './hexagons.ts';
import type { Cell, Neighbours, Point } from './hexagons.ts';
import { areaNames } from './names.ts';
import { outlinesOf } from './outlines.ts';
import type { Random } from './random.ts';

/** An area of the invented district. */
export interface Area {
  readonly name: string;
  /** Where units may stand, kilometres from the district's middle, the nearest to its town first. */
  readonly sites: readonly (readonly [number, number])[];
}

export interface Geography {
  readonly areas: readonly Area[];
  /** Outlines in WGS-84, one feature an area, with its name as property `area`. */
  readonly boundaries: FeatureCollection<MultiPolygon, { area: string }>;
}

const WATER = -1;
const OUTSIDE = -2;
/**
 * Invents a district of about 30 by 24 km: a round outline with bays, a river through it and a lake,
 * and adjoining areas on both banks. Areas are cut from a fine grid of hexagons, so that neighbours
 * share every vertex; then the borders are smoothed.
 */
export function inventGeography(random: Random, count: number): Geography {
  const cells = gridOf(random);
  const land = cells.filter((cell) => cell.label >= 0);
  const seeds = spreadSeeds(random, land, count);
  const warp = waves(random.fork('warp'), 7, 1.3);
  for (const cell of land) {
    const x = cell.x + warp(cell.y / 3);
    const y = cell.y + warp(cell.x / 3 + 5);
    cell.label = nearest(seeds, x, y);
  }
  const neighbours = neighboursOf(cells);
  uniteParts(cells, neighbours, count);
  const outlines = outlinesOf(cells, neighbours, count);
  const names = areaNames.slice(0, count);
  return {
    areas: names.map((name, index) => ({ name, sites: sitesOf(cells, neighbours, seeds, index) })),
    boundaries: {
      type: 'FeatureCollection',
      features: names.map((area, index): Feature<MultiPolygon, { area: string }> => ({
        type: 'Feature',
        properties: { area },
        geometry: { type: 'MultiPolygon', coordinates: outlines[index] ?? [] },
      })),
    },
  };
}

/** A smooth function made of a few sines. */
function waves(random: Random, terms: number, height: number): (at: number) => number {
  const parts = Array.from({ length: terms }, (_, index) => ({
    frequency: index + 1,
    phase: random.between(0, 2 * Math.PI),
    height: (height * random.between(0.5, 1)) / (index + 1),
  }));
  return (at) =>
    parts.reduce((sum, part) => sum + part.height * Math.sin(part.frequency * at + part.phase), 0);
}

function gridOf(random: Random): Cell[] {
  const outline = waves(random.fork('outline'), 6, 0.1);
  const river = waves(random.fork('river'), 4, 1.6);
  const lake = { x: random.between(3, 6), y: 0, size: random.between(1.3, 1.7) };
  lake.y = river(lake.x / 6);
  const cells: Cell[] = [];
  for (let row = -80; row <= 80; row++) {
    for (let column = -95; column <= 95; column++) {
      if ((column + row) % 2 !== 0) continue;
      const x = column * HALF_WIDTH;
      const y = row * 3 * HALF_SIDE;
      const reach = Math.hypot(x / 15, y / 11.5);
      const inside = reach < 1 + outline(Math.atan2(y, x));
      const wet =
        Math.abs(y - river(x / 6)) < 0.42 || Math.hypot(x - lake.x, (y - lake.y) * 1.3) < lake.size;
      cells.push({ column, row, x, y, label: !inside ? OUTSIDE : wet ? WATER : 0 });
    }
  }
  return cells;
}

/** Lloyd's relaxation: random seeds, each moved to the middle of what is nearest to it, a few times. */
function spreadSeeds(random: Random, land: readonly Cell[], count: number): Point[] {
  let seeds: Point[] = Array.from({ length: count }, () => {
    const { x, y } = random.pick(land);
    return { x, y };
  });
  for (let turn = 0; turn < 8; turn++) {
    const sums = seeds.map(() => ({ x: 0, y: 0, cells: 0 }));
    for (const cell of land) {
      const sum = sums[nearest(seeds, cell.x, cell.y)];
      if (!sum) continue;
      sum.x += cell.x;
      sum.y += cell.y;
      sum.cells++;
    }
    seeds = sums.map((sum, index) =>
      sum.cells > 0 ? { x: sum.x / sum.cells, y: sum.y / sum.cells } : (seeds[index] as Point),
    );
  }
  return seeds;
}

function nearest(seeds: readonly Point[], x: number, y: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, seed] of seeds.entries()) {
    const distance = (seed.x - x) ** 2 + (seed.y - y) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** Gives the smaller parts of an area cut in two by the water to the neighbour on their own bank. */
function uniteParts(cells: readonly Cell[], neighbours: Neighbours, count: number): void {
  for (let label = 0; label < count; label++) {
    const parts = partsOf(cells, neighbours, label).sort((one, other) => other.length - one.length);
    for (const part of parts.slice(1)) {
      const votes = new Map<number, number>();
      for (const cell of part) {
        for (const other of neighbours.get(cell) ?? []) {
          if (other && other.label >= 0 && other.label !== label)
            votes.set(other.label, (votes.get(other.label) ?? 0) + 1);
        }
      }
      const [winner] = [...votes].sort((one, other) => other[1] - one[1])[0] ?? [WATER];
      for (const cell of part) cell.label = winner;
    }
  }
}

function partsOf(cells: readonly Cell[], neighbours: Neighbours, label: number): Cell[][] {
  const seen = new Set<Cell>();
  const parts: Cell[][] = [];
  for (const start of cells) {
    if (start.label !== label || seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (const cell of part) {
      for (const other of neighbours.get(cell) ?? []) {
        if (other?.label !== label || seen.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts;
}

/** Cells with no other area around, so that a unit stays inside its area after smoothing. */
function sitesOf(
  cells: readonly Cell[],
  neighbours: Neighbours,
  seeds: readonly Point[],
  label: number,
): [number, number][] {
  const seed = seeds[label] ?? { x: 0, y: 0 };
  return cells
    .filter(
      (cell) =>
        cell.label === label &&
        (neighbours.get(cell) ?? []).every(
          (near) =>
            near?.label === label &&
            (neighbours.get(near) ?? []).every((next) => next?.label === label),
        ),
    )
    .map((cell) => [cell.x, cell.y] as [number, number])
    .sort(
      ([ax, ay], [bx, by]) =>
        Math.hypot(ax - seed.x, ay - seed.y) - Math.hypot(bx - seed.x, by - seed.y),
    );
}
