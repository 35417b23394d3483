import type { Position } from 'geojson';

/** A place without towns: the middle of the Taklamakan desert. */
const MIDDLE: Position = [82.9, 39.1];
const KILOMETRES_PER_DEGREE = 111.2;

/** WGS-84 longitude and latitude of a point given in kilometres from the district's middle. */
export function toPosition(x: number, y: number): [number, number] {
  const [longitude = 0, latitude = 0] = MIDDLE;
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return [
    rounded(longitude + x / (KILOMETRES_PER_DEGREE * shrink)),
    rounded(latitude + y / KILOMETRES_PER_DEGREE),
  ];
}
