import { refreshKnownUnits } from './check/lookups.ts';
import { coordinatesToWgs84 } from './coordinates.ts';
import type { FileContext } from './file-context.ts';
import type { Session } from './session.ts';

/** Whether rows of a dataset change which units are known, and by which names. */
export const tellsOfUnits = (dataset: string): boolean =>
  dataset === 'unit' || dataset === 'unit_change';

/** What is to be done after a file's units were accepted: places in WGS-84, units known to later checks. */
export async function unitsLoaded({ connection }: Session, { id }: FileContext): Promise<void> {
  await coordinatesToWgs84(connection, id);
  await refreshKnownUnits(connection);
}
