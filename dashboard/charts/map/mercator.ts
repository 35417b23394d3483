import type { Geometry, Position } from 'geojson';

export type Point = readonly [x: number, y: number];

/** A box in any plane. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Spherical Mercator of a longitude and latitude in degrees; one unit is one radian, y grows
 * southwards as on a screen. Shapes keep their angles, which at a district's size is all that shows.
 */
export function mercator(longitude: number, latitude: number): Point {
  const radians = Math.PI / 180;
  return [longitude * radians, -Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2))];
}

/** The smallest box around points; undefined around none. */
export function boxAround(points: Iterable<Point>): Box | undefined {
  let box: Box | undefined;
  for (const [x, y] of points) {
    box = box
      ? {
          left: Math.min(box.left, x),
          top: Math.min(box.top, y),
          right: Math.max(box.right, x),
          bottom: Math.max(box.bottom, y),
        }
      : { left: x, top: y, right: x, bottom: y };
  }
  return box;
}

/** Maps a box into a frame of `width` × `height` px, as large as fits with a margin, in its middle. */
export function fit(
  box: Box,
  width: number,
  height: number,
  margin: number,
): (point: Point) => Point {
  // One place, or places on one line, have no width or height of their own.
  const spread = 1e-6;
  const scale = Math.min(
    (width - 2 * margin) / Math.max(box.right - box.left, spread),
    (height - 2 * margin) / Math.max(box.bottom - box.top, spread),
  );
  const middleX = (box.left + box.right) / 2;
  const middleY = (box.top + box.bottom) / 2;
  return ([x, y]) => [(x - middleX) * scale + width / 2, (y - middleY) * scale + height / 2];
}

/** The rings of an area's outline; any other geometry has none. */
export function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(ringsOf);
  return [];
}
