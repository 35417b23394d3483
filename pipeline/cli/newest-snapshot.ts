import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { useNewest } from '../server/use-newest.ts';
import {
  currentSnapshot,
  openSnapshot,
  snapshotTooOld,
  type SnapshotRef,
} from '../warehouse/index.ts';

/**
 * The snapshot that is published now.
 * @throws Failure `no_snapshot` where nothing has been published
 */
export function publishedSnapshot(warehouse: string): SnapshotRef {
  const snapshot = currentSnapshot(warehouse);
  if (snapshot) return snapshot;
  throw new Failure('no_snapshot', text('还没有公布过快照', 'No snapshot has been published'), {
    where: { file: warehouse },
    hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
  });
}

/**
 * Has work done with the newest snapshot, which is closed after it.
 * @throws Failure `no_snapshot`, `snapshot_unreadable`; `snapshot_too_old` where another program made it and the work
 *   asks for what it does not have; what else the work throws
 */
export async function withNewestSnapshot<Result>(
  warehouse: string,
  work: (connection: DuckDBConnection, snapshot: SnapshotRef) => Promise<Result>,
): Promise<Result> {
  const { snapshot, instance } = await useNewest(
    () => publishedSnapshot(warehouse),
    async (found) => ({ snapshot: found, instance: await openSnapshot(found) }),
  );
  try {
    return await work(await instance.connect(), snapshot);
  } catch (error) {
    throw snapshotTooOld(error, snapshot) ?? error;
  } finally {
    instance.closeSync();
  }
}
