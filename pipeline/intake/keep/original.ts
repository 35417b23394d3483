import { existsSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../contracts/index.ts';
import type { ReceivedFile } from '../received.ts';
import { SMALL_BYTES } from '../source.ts';
import { Keeper } from './keeper.ts';

/** An original on its way to the disk. */
export interface Keeping {
  /** Settles with a path where its bytes can be read, before it is kept or after. */
  readonly readable: () => Promise<string>;
  /** Settles with the path of the kept copy once it would outlast a loss of power. */
  readonly kept: () => Promise<string>;
}

const keeper = new Keeper();

/**
 * Keeps the original bytes under their fingerprint; done before the file is loaded, so that
 * whatever the ledger names can be read again. One too large to be held is not kept.
 */
export function keepOriginal(folder: string, { id, size, bytes }: ReceivedFile): Keeping {
  const path = join(folder, id);
  if (existsSync(path) || bytes.length !== size) {
    const there = async () => path;
    return { readable: there, kept: there };
  }
  if (bytes.length > SMALL_BYTES) return keepLarge(folder, path, bytes);
  const kept = async () => {
    await keeper.keep(path, bytes);
    return path;
  };
  return { readable: kept, kept };
}

/** Writes a file that is held once only: its bytes are too many to be copied to another thread. */
function keepLarge(folder: string, path: string, bytes: Uint8Array): Keeping {
  const partial = `${path}.${process.pid}.partial`;
  const written = write(folder, partial, bytes);
  const synced = written.then(async (handle) => handle.sync().finally(() => handle.close()));
  synced.catch(() => undefined);
  return {
    readable: async () => {
      await written;
      return partial;
    },
    kept: async () => {
      await synced;
      await rename(partial, path);
      return path;
    },
  };
}

/** Opens a file for writing; the folder is made only where it is missing, which takes as long. */
async function openIn(folder: string, path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(folder);
    return open(path, 'w');
  }
}

async function write(folder: string, path: string, bytes: Uint8Array): Promise<FileHandle> {
  const handle = await openIn(folder, path);
  try {
    await handle.writeFile(bytes);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
