import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import { tooLarge } from './read/failures.ts';

/** The bytes of one file, wherever they come from. */
export interface Source {
  /** Name of the file; within an archive its path there. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Name of the archive that it came in. */
  readonly archive?: string;
  /** Why it is refused before it is read. */
  readonly failure?: Failure;
  /** What is known of a file whose bytes are not held, since they are too many. */
  readonly unread?: { readonly id: string; readonly size: number };
}

/** Files above this are refused unread: they would not fit the memory. */
const MAXIMUM_BYTES = 1_500_000_000;
/** Files up to this are read on the spot: to wait for another thread takes longer than the reading. */
export const SMALL_BYTES = 1_000_000;

/**
 * Reads a file from disk.
 * @throws Failure `file_missing` or `file_too_large`
 */
export async function readBytes(path: string, maximum = MAXIMUM_BYTES): Promise<Uint8Array> {
  const info = infoOf(path);
  if (!info?.isFile()) {
    throw new Failure('file_missing', text('找不到这个文件', 'There is no such file'), {
      where: { file: path },
      hint: text('请核对路径。', 'Check the path.'),
    });
  }
  if (info.size > maximum) {
    const megabytes = Math.round(info.size / 1_000_000);
    throw tooLarge(`有 ${megabytes} MB`, `it has ${megabytes} MB`);
  }
  return info.size <= SMALL_BYTES ? readFileSync(path) : readFile(path);
}

function infoOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** A file too large to be held still has a fingerprint, under which the ledger refuses it. */
async function unreadSource(path: string, failure: Failure): Promise<Source> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  const { size } = await stat(path);
  const unread = { id: hash.digest('hex'), size };
  return { name: basename(path), bytes: new Uint8Array(), failure, unread };
}

/**
 * A file on disk as a source; one that is too large is refused, but known.
 * @throws Failure `file_missing`
 */
export async function sourceAt(path: string, maximum?: number): Promise<Source> {
  try {
    return { name: basename(path), bytes: await readBytes(path, maximum) };
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'file_too_large')
      return unreadSource(path, failure);
    throw failure;
  }
}
