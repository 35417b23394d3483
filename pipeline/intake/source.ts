import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync, type Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import { isArchive, unpackArchive } from './archive.ts';
import { tooLarge } from './read/failures.ts';
import type { Arrival } from './walk.ts';

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

/** A source, the path it came by, and the arrival that it is of. */
export interface ArrivedSource {
  readonly source: Source;
  readonly path: string;
  readonly arrival: Arrival;
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

async function sourceAt(path: string, maximum?: number): Promise<Source> {
  try {
    return { name: basename(path), bytes: await readBytes(path, maximum) };
  } catch (failure) {
    if (failure instanceof Failure && failure.code === 'file_too_large')
      return unreadSource(path, failure);
    throw failure;
  }
}

/** The files of a source: those in it where it is an archive, else itself. */
export function* filesOf(source: Source): Generator<Source> {
  if (!source.failure && isArchive(source.bytes)) yield* unpackArchive(source);
  else yield source;
}

/**
 * Reads the files of arrivals one after another, archives opened.
 * @param expand called with the number of files that an archive turns out to hold
 * @throws Failure `file_missing` where one is gone
 */
export async function* sourcesOf(
  arrivals: readonly Arrival[],
  expand: (files: number) => void = () => undefined,
  maximum?: number,
): AsyncGenerator<ArrivedSource> {
  for (const arrival of arrivals) {
    const source = await sourceAt(arrival.path, maximum);
    let files = 0;
    for (const file of filesOf(source)) {
      if ((files += 1) > 1) expand(files);
      const path = file.archive ? join(arrival.path, file.name) : arrival.path;
      yield { source: file, path, arrival };
    }
  }
}
