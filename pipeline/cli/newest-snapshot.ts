import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { useNewest } from '../server/use-newest.ts';
import { currentSnapshot, openSnapshot, programOf, type SnapshotRef } from '../warehouse/index.ts';
import { programName } from './program-text.ts';

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
    throw asksForWhatIsNotThere(error) && snapshot.program !== programOf()
      ? tooOld(snapshot, error)
      : error;
  } finally {
    instance.closeSync();
  }
}

/** How the engine says that a relation or a column is not there. */
const asksForWhatIsNotThere = (error: unknown): error is Error =>
  error instanceof Error && /^(Binder|Catalog) Error: /.test(error.message);

const tooOld = ({ path, program }: SnapshotRef, cause: Error): Failure => {
  const made = programName(program);
  return new Failure(
    'snapshot_too_old',
    text(
      `快照由${made.zh}生成，缺少现程序所需的内容`,
      `The snapshot was made by ${made.en} and lacks what this one asks for`,
    ),
    {
      where: { file: path },
      hint: text(
        '请运行 xiaoan build；已公布的决定不变',
        'Run xiaoan build; published decisions stand',
      ),
      cause,
    },
  );
};
