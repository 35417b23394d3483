import type { DuckDBConnection } from '@duckdb/node-api';
import gcoord from 'gcoord';

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
  for (const row of reader.getRowObjectsJS()) {
    const { sheet, row_number, longitude, latitude, coordinate_system: system } = row;
    if (!isForeign(system)) continue;
    const known = typeof longitude === 'number' && typeof latitude === 'number';
    const [east, north] = known
      ? gcoord.transform<[number, number]>([longitude, latitude], SYSTEMS[system], gcoord.WGS84)
      : [null, null];
    await connection.run(
      `update intake.unit
       set longitude = $east, latitude = $north, coordinate_system = 'wgs84'
       where file_id = $file_id and sheet = $sheet and row_number = $row_number`,
      {
        east,
        north,
        file_id: fileId,
        sheet: String(sheet),
        row_number: Number(row_number),
      },
    );
  }
}
