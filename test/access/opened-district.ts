import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSnapshot } from '../../pipeline/warehouse/index.ts';
import { plantedDistrict } from './planted-district.ts';
import { rowsOf } from './seen-by.ts';

/** A planted district with its snapshot open, a folder for copies, and whom to look as. */
export async function openedDistrict() {
  const { snapshot, remove } = await plantedDistrict();
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-copies-'));
  const instance = await openSnapshot(snapshot);
  const connection = await instance.connect();
  const [[source = '']] = (await rowsOf(connection, 'select current_database()')) as [string[]];
  const [found] = await rowsOf(
    connection,
    `select u.unit_code, u.parent_code, u.area from facts.unit u
     where u.parent_code is not null and u.unit_status = 'open' order by 1 limit 1`,
  );
  if (!found) throw new Error('the district has no unit with a parent');
  const [member = '', parent = '', area = ''] = found;
  return {
    snapshot,
    folder,
    instance,
    connection,
    /** Name of the snapshot as a database. */
    source,
    /** A unit with a parent, one with members, and an area. */
    units: { member, parent, area },
    close(): void {
      connection.closeSync();
      instance.closeSync();
      remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
