import type { Geometry } from 'geojson';
import { labelPoint } from './label-point.ts';
import { boxAround, fit, mercator, ringsOf, type Box, type Point } from './mercator.ts';
import type { MapArea, MapUnit } from './types.ts';

/** Space between the map and its frame, px. */
const MARGIN = 28;

/** An area in px of the whole map. */
export interface PlacedArea {
  readonly area: MapArea;
  readonly rings: readonly (readonly Point[])[];
  readonly box: Box;
  readonly label: Point;
}

/** A unit in px of the whole map. */
export interface PlacedUnit {
  readonly unit: MapUnit;
  readonly point: Point;
}

export interface MapLayout {
  readonly areas: readonly PlacedArea[];
  readonly units: readonly PlacedUnit[];
}

/**
 * Places areas and units in a frame. What has no outline or no coordinates is left out. `extent`
 * are the units that the map must hold even when they are filtered out, so that it keeps still.
 */
export function layOut(
  areas: readonly MapArea[],
  units: readonly MapUnit[],
  extent: readonly MapUnit[],
  width: number,
  height: number,
): MapLayout {
  const outlines = areas.flatMap((area) =>
    area.geometry ? [{ area, rings: projectRings(area.geometry) }] : [],
  );
  const box = boxAround([
    ...outlines.flatMap(({ rings }) => rings.flat()),
    ...extent.flatMap((unit) => projectUnit(unit) ?? []),
  ]);
  if (!box || width <= 0) return { areas: [], units: [] };
  const toFrame = fit(box, width, height, MARGIN);
  const placedUnits = units.flatMap((unit) => {
    const point = projectUnit(unit)?.[0];
    return point ? [{ unit, point: toFrame(point) }] : [];
  });
  const points = placedUnits.map(({ point }) => point);
  return {
    areas: outlines.flatMap(({ area, rings }) => {
      const placed = rings.map((ring) => ring.map(toFrame));
      const box = boxAround(placed.flat());
      const label = labelPoint(placed, points);
      return box && label ? [{ area, rings: placed, box, label }] : [];
    }),
    units: placedUnits,
  };
}

const projectRings = (geometry: Geometry): Point[][] =>
  ringsOf(geometry).map((ring) =>
    ring.map(([longitude = 0, latitude = 0]) => mercator(longitude, latitude)),
  );

/** The unit's place in a list of one, or nothing. */
const projectUnit = ({ longitude, latitude }: MapUnit): [Point] | undefined =>
  longitude === null || latitude === null ? undefined : [mercator(longitude, latitude)];
