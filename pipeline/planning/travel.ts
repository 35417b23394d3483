import type { PlanRules } from './rules.ts';
import type { PlanUnit } from './unit.ts';

export type Position = readonly [longitude: number, latitude: number];

const EARTH_KILOMETRES = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres in a straight line, haversine. */
export function kilometres(from: Position, to: Position): number {
  const [fromLatitude, toLatitude] = [radians(from[1]), radians(to[1])];
  const half =
    Math.sin((toLatitude - fromLatitude) / 2) ** 2 +
    Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.sin(radians(to[0] - from[0]) / 2) ** 2;
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Where units and teams stand, and how long the way is. */
export class Travel {
  readonly #units: ReadonlyMap<string, Position>;
  readonly #areas: ReadonlyMap<string, Position>;
  readonly #middle: Position;
  /** Every unit's position as three coordinates on a sphere of radius 1, to compare distances by. */
  readonly #points: Float64Array;

  /** A unit without a position stands in the middle of its area. */
  constructor(
    units: readonly PlanUnit[],
    private readonly rules: PlanRules['travel'],
  ) {
    const placed = units.flatMap(({ area, position }) => (position ? [{ area, position }] : []));
    this.#middle = mean(placed.map(({ position }) => position)) ?? [0, 0];
    const areas = new Map<string, Position[]>();
    for (const { area, position } of placed)
      areas.set(area, [...(areas.get(area) ?? []), position]);
    this.#areas = new Map(
      [...areas].map(([area, positions]) => [area, mean(positions) ?? this.#middle]),
    );
    this.#units = new Map(
      units.map(({ code, area, position }) => [code, position ?? this.area(area)]),
    );
    this.#points = Float64Array.from([...this.#units.values()].flatMap(onSphere));
  }

  /** Minutes from a unit to the nearest other unit or area; 0 where there is neither. */
  toNearest(code: string, areas: readonly string[]): number {
    const here = this.unit(code);
    const [x, y, z] = onSphere(here);
    let nearest: Position | undefined;
    let best = Infinity;
    let index = 0;
    const points = this.#points;
    for (const [other, position] of this.#units) {
      const at = 3 * index++;
      // The longer the chord, the longer the way on the sphere: no need for angles.
      const chord =
        ((points[at] ?? 0) - x) ** 2 +
        ((points[at + 1] ?? 0) - y) ** 2 +
        ((points[at + 2] ?? 0) - z) ** 2;
      if (chord < best && other !== code) [best, nearest] = [chord, position];
    }
    const ways = areas.map((area) => this.minutes(this.area(area), here));
    if (nearest) ways.push(this.minutes(nearest, here));
    return ways.length > 0 ? Math.min(...ways) : 0;
  }

  /** The middle of an area's units. */
  area(area: string): Position {
    return this.#areas.get(area) ?? this.#middle;
  }

  unit(code: string): Position {
    return this.#units.get(code) ?? this.#middle;
  }

  /** Minutes on the road from one place to another. */
  minutes(from: Position, to: Position): number {
    const { detour, kilometresPerHour } = this.rules;
    return ((kilometres(from, to) * detour) / kilometresPerHour) * 60;
  }
}

function onSphere([longitude, latitude]: Position): [number, number, number] {
  const [east, north] = [radians(longitude), radians(latitude)];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

function mean(positions: readonly Position[]): Position | undefined {
  if (positions.length === 0) return undefined;
  const sum = positions.reduce<[number, number]>(
    ([longitude, latitude], position) => [longitude + position[0], latitude + position[1]],
    [0, 0],
  );
  return [sum[0] / positions.length, sum[1] / positions.length];
}
