import type { DuckDBConnection } from '@duckdb/node-api';
import type { FileContext } from './file-context.ts';
import type { RowCounts } from './load-tables.ts';
import type { Boundary } from './read/boundaries.ts';

/** Keeps the outlines of areas; each counts as a row. */
export async function loadBoundaries(
  connection: DuckDBConnection,
  { id, receivedAt }: FileContext,
  boundaries: readonly Boundary[],
): Promise<RowCounts> {
  for (const { area, geometry } of boundaries) {
    await connection.run(
      'insert into intake.area_boundary values ($id, $area, $geometry::json, $received_at::timestamp)',
      { id, area, geometry, received_at: receivedAt },
    );
  }
  const rows = boundaries.length;
  return {
    rows_in: rows,
    rows_accepted: rows,
    rows_skipped: 0,
    rows_superseded: 0,
  };
}
