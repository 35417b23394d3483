import { resolve } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import type { ConsoleFile } from '../server/index.ts';
import { currentSnapshot } from '../warehouse/index.ts';

/**
 * The published snapshot as a file that statements are answered from.
 * @throws Failure `no_snapshot` where nothing has been published
 */
export const publishedFile = (warehouse: string) => async (): Promise<ConsoleFile> => {
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot)
    throw new Failure('no_snapshot', text('还没有公布过快照', 'No snapshot has been published'), {
      hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
    });
  const { snapshot_id, month, path } = snapshot;
  return { snapshot_id, month, path: resolve(path) };
};
