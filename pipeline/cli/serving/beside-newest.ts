import { useNewest } from '../../server/use-newest.ts';
import {
  Beside,
  snapshotTooOld,
  type BesideOptions,
  type SnapshotRef,
} from '../../warehouse/index.ts';
import { publishedSnapshot } from '../newest-snapshot.ts';

/**
 * Opens the models beside the snapshot that is published now, for a piece of work.
 * @throws Failure as `Beside.open` does, `no_snapshot` and `snapshot_too_old`; the signal's reason where it was aborted
 *   before
 */
export async function besideNewest<Result>(
  dir: string,
  work: (models: Beside, snapshot: SnapshotRef) => Promise<Result>,
  { signal, ...options }: BesideOptions & { readonly signal?: AbortSignal } = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const { snapshot, models } = await useNewest(
    () => publishedSnapshot(dir),
    async (found) => ({
      snapshot: found,
      models: await Beside.open(found, options).catch((error: unknown) => {
        throw snapshotTooOld(error, found) ?? error;
      }),
    }),
  );
  try {
    return await work(models, snapshot);
  } catch (error) {
    throw snapshotTooOld(error, snapshot) ?? error;
  } finally {
    models.close();
  }
}
