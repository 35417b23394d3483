import type { DuckDBConnection } from '@duckdb/node-api';
import gcoord from 'gcoord';
import { literal } from './check/words.ts';

/** The coordinate systems of Chinese web maps, by our codes. */
const SYSTEMS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

const isForeign = (system: unknown): system is keyof typeof SYSTEMS =>
  typeof system === 'string' && system in SYSTEMS;

/**
 * Converts the places of a file's units to WGS-84 where the file gives them in GCJ-02 (Amap) or
 * BD-09 (Baidu); left alone they would lie some 500 m off on the map.
 */
export async function coordinatesToWgs84(
  connection: DuckDBConnection,
  fileId: string,
): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select sheet, row_number, longitude, latitude, coordinate_system
     from intake.unit
     where file_id = $file_id and coordinate_system <> 'wgs84'`,
    { file_id: fileId },
  );
  const places = reader.getRowObjectsJS().flatMap((row) => {
    const { sheet, row_number, longitude, latitude, coordinate_system: system } = row;
    if (!isForeign(system)) return [];
    const known = typeof longitude === 'number' && typeof latitude === 'number';
    const [east, north] = known
      ? gcoord.transform<[number, number]>([longitude, latitude], SYSTEMS[system], gcoord.WGS84)
      : [null, null];
    return [
      `(${literal(String(sheet))}, ${Number(row_number)}, ${east}::double, ${north}::double)`,
    ];
  });
  if (places.length === 0) return;
  await connection.run(
    `update intake.unit
     set longitude = place.longitude, latitude = place.latitude, coordinate_system = 'wgs84'
     from (values ${places.join(', ')}) as place(sheet, row_number, longitude, latitude)
     where file_id = $file_id and unit.sheet = place.sheet and unit.row_number = place.row_number`,
    { file_id: fileId },
  );
}
