import { Failure, text } from '../../contracts/index.ts';

/** The outline of an area: GeoJSON geometry as text, WGS-84. */
export interface Boundary {
  readonly area: string;
  readonly geometry: string;
}

interface Feature {
  readonly properties?: Record<string, unknown> | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

/** Whether every innermost pair is a longitude and a latitude. */
function onEarth(coordinates: unknown): boolean {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
  if (!coordinates.every((item) => typeof item === 'number')) return coordinates.every(onEarth);
  const [longitude = NaN, latitude = NaN] = coordinates as number[];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

const fault = (code: string, zh: string, en: string, feature?: number): Failure =>
  new Failure(code, text(zh, en), {
    ...(feature === undefined ? {} : { where: { row: feature } }),
    hint: text(
      '需要 GeoJSON FeatureCollection：每个要素有属性“片区”（或 area）和面，坐标为 WGS-84 经纬度。',
      'Wanted: a GeoJSON FeatureCollection, each feature with a property `area` (or 片区) and a polygon in WGS-84 degrees.',
    ),
  });

/**
 * Reads the outlines of areas.
 * @param content text of a GeoJSON FeatureCollection of (multi)polygons
 * @throws Failure `geojson_invalid`, or `boundary_invalid` naming the feature, counted from 1
 */
export function readBoundaries(content: string): Boundary[] {
  let parsed: { type?: unknown; features?: unknown };
  try {
    parsed = JSON.parse(content) as typeof parsed;
  } catch {
    throw fault('geojson_invalid', '不是合法的 GeoJSON', 'This is not valid GeoJSON');
  }
  if (parsed.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) {
    throw fault('geojson_invalid', '不是 FeatureCollection', 'This is no FeatureCollection');
  }
  return (parsed.features as Feature[]).map(({ properties, geometry }, index) => {
    const area = properties?.['area'] ?? properties?.['片区'];
    if (typeof area !== 'string' || area.trim() === '') {
      const place = index + 1;
      throw fault(
        'boundary_invalid',
        `第 ${place} 个要素没有片区名称`,
        `Feature ${place} names no area`,
        place,
      );
    }
    const polygonal = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
    if (!polygonal || !onEarth(geometry?.coordinates)) {
      throw fault(
        'boundary_invalid',
        `“${area}”的边界不是经纬度多边形`,
        `The outline of ${area} is no polygon in degrees`,
        index + 1,
      );
    }
    return { area: area.trim(), geometry: JSON.stringify(geometry) };
  });
}
