import { resolve } from 'node:path';
import type { ConsoleFile } from '../server/index.ts';
import { publishedSnapshot } from './newest-snapshot.ts';

/**
 * The published snapshot as a file that statements are answered from.
 * @throws Failure `no_snapshot` where nothing has been published
 */
export const publishedFile = (warehouse: string) => async (): Promise<ConsoleFile> => {
  const { snapshot_id, month, path } = publishedSnapshot(warehouse);
  return { snapshot_id, month, path: resolve(path) };
};
