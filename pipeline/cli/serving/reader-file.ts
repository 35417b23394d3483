import { join, resolve } from 'node:path';
import { ScopedFiles, sightOf, wholeSight, type AccessDesk } from '../../access/index.ts';
import { Failure, text } from '../../contracts/index.ts';
import type { ConsoleFile } from '../../server/index.ts';
import { useNewest } from '../../server/use-newest.ts';
import { openEngine } from '../../warehouse/index.ts';
import { publishedFile } from '../console-file.ts';

/** What a copy may use of the machine: it is made beside what pages ask. */
const LIMITS = { memoryBytes: 512 * 1024 * 1024, threads: 1 };

/**
 * The file that a reader's own SQL may read, by the name of their account: the snapshot where nobody signs
 * in or the account may see everything, else a copy that holds no more than it may see.
 * @returns a function that throws a Failure `no_snapshot` where nothing was published, and
 *   `account_unknown` for one that is shut or gone
 */
export function readerFile(
  warehouse: string,
  access: AccessDesk,
): (reader: string) => Promise<ConsoleFile> {
  const published = publishedFile(warehouse);
  const files = new ScopedFiles(join(warehouse, 'console'), () => openEngine(':memory:', LIMITS));
  return async (name) => {
    const reader = access.isOpen ? undefined : access.readerNamed(name, 'session');
    if (!access.isOpen && !reader)
      throw new Failure('account_unknown', text(`没有账号 ${name}`, `There is no account ${name}`));
    const sight = reader ? sightOf(reader) : wholeSight;
    return useNewest(published, async (snapshot) => ({
      ...snapshot,
      path: resolve(await files.fileFor(snapshot, sight)),
    }));
  };
}
