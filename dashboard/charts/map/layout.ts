import type { Geometry } from 'geojson';
import { labelPoint, type HalfSize } from './label-point.ts';
import { boxAround, fit, mercator, ringsOf, type Box, type Point } from './mercator.ts';
import type { MapArea, MapPlace } from './types.ts';

/** Space between the map and its frame, px. */
const MARGIN = 28;

/** An area in px of the whole map. */
export interface PlacedArea {
  readonly area: string;
  readonly rings: readonly (readonly Point[])[];
  readonly box: Box;
  readonly label: Point;
}

/** Height of a letter of an area's name, px. */
export const NAME_SIZE = 12;

const halfSizeOf = (name: string): HalfSize => ({
  width: ([...name].reduce((sum, letter) => sum + (letter < '⺀' ? 0.55 : 1), 0) * NAME_SIZE) / 2,
  height: NAME_SIZE / 2,
});

/** Half the size of a unit's sign, px: smaller where there are more, and on a small map. */
export const signRadius = (units: number, width: number): number =>
  (units > 2000 ? 3.5 : units > 600 ? 5 : 6.5) * (width < 500 ? 0.65 : 1);

/** What lies where. It depends on no month and no filter, so that the map keeps still. */
export interface MapLayout {
  readonly areas: readonly PlacedArea[];
  /** By unit code, px of the whole map. */
  readonly points: ReadonlyMap<string, Point>;
}

/** Places areas and units in a frame. What has no outline or no coordinates is left out. */
export function layOut(
  areas: readonly MapArea[],
  places: readonly MapPlace[],
  width: number,
  height: number,
): MapLayout {
  const outlines = areas.flatMap(({ area, geometry }) =>
    geometry ? [{ area, rings: projectRings(geometry) }] : [],
  );
  const spots = places.flatMap(({ code, longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ code, point: mercator(longitude, latitude) }],
  );
  const whole = boxAround([
    ...outlines.flatMap(({ rings }) => rings.flat()),
    ...spots.map(({ point }) => point),
  ]);
  if (!whole || width <= 0) return { areas: [], points: new Map() };
  const toFrame = fit(whole, width, height, MARGIN);
  const points = new Map(spots.map(({ code, point }) => [code, toFrame(point)]));
  const obstacles = [...points.values()];
  const sign = signRadius(places.length, width);
  return {
    areas: outlines.flatMap(({ area, rings }) => {
      const placed = rings.map((ring) => ring.map(toFrame));
      const box = boxAround(placed.flat());
      const label = labelPoint(placed, obstacles, halfSizeOf(area), sign);
      return box && label ? [{ area, rings: placed, box, label }] : [];
    }),
    points,
  };
}

const projectRings = (geometry: Geometry): Point[][] =>
  ringsOf(geometry).map((ring) =>
    ring.map(([longitude = 0, latitude = 0]) => mercator(longitude, latitude)),
  );
