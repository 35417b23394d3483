import { join, resolve } from 'node:path';
import { ScopedFiles, sightOf, wholeSight, type AccessDesk } from '../access/index.ts';
import { Failure, text } from '../contracts/index.ts';
import type { ConsoleFile } from '../server/index.ts';
import { currentSnapshot, openEngine } from '../warehouse/index.ts';

/**
 * The file that statements are answered from: the published snapshot, the same for every reader.
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

/** Copies are made beside the work of the server: they may not take its memory. */
const COPYING = { threads: 1, memoryLimit: '1GB' };

/**
 * The file that holds what a reader may see, and nothing else: the published snapshot, or a copy of it
 * without what the reader's role and scope do not cover.
 * @param desk where readers sign in
 * @throws Failure `no_snapshot`; `no_account` where the reader's account is gone
 */
export function fileOfReader(
  warehouse: string,
  desk: AccessDesk,
): (reader: string) => Promise<ConsoleFile> {
  const published = publishedFile(warehouse);
  const files = new ScopedFiles(join(warehouse, 'console', 'files'), () =>
    openEngine(':memory:', COPYING),
  );
  return async (name) => {
    const snapshot = await published();
    const sight = desk.isOpen ? wholeSight : sightNamed(desk, name);
    return { ...snapshot, path: resolve(await files.fileFor(snapshot, sight)) };
  };
}

function sightNamed(desk: AccessDesk, name: string) {
  const reader = desk.readerNamed(name, 'session');
  if (reader) return sightOf(reader);
  throw new Failure('no_account', text('账号已停用', 'The account is no longer in use'));
}
