import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure, text } from '../contracts/index.ts';
import { plainCsvOf, type PlainCsv } from './read/plain-csv.ts';
import type { FileContent } from './read/content.ts';
import { Reader } from './read/reader.ts';
import { sniff, type FileKind } from './sniff.ts';

/** A file as it came, read but not yet loaded. */
export interface ReceivedFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly id: string;
  readonly name: string;
  /** Name of the archive that it came in. */
  readonly archive?: string;
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
  /** What is in it; absent where the file is known already, unreadable, or a plain large CSV. */
  readonly content?: FileContent;
  /** A large CSV plain enough for DuckDB's own reader. */
  readonly plain?: PlainCsv;
  /** Why it cannot be read. */
  readonly failure?: Failure;
}

/** Files above this are refused unread: they would not fit the memory. */
const MAXIMUM_BYTES = 1_500_000_000;

const sharedReader = new Reader();

const fingerprint = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Reads a file from disk.
 * @throws Failure `file_missing` or `file_too_large`
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) {
    throw new Failure('file_missing', text('找不到这个文件', 'There is no such file'), {
      where: { file: path },
      hint: text('请核对路径。', 'Check the path.'),
    });
  }
  if (info.size > MAXIMUM_BYTES) {
    throw new Failure('file_too_large', text('文件太大', 'The file is too large'), {
      where: { file: path },
      hint: text('请拆成几个文件。', 'Split it into several files.'),
    });
  }
  return readFile(path);
}

/**
 * Fingerprints a file and reads what is in it.
 * @param isKnown whether a fingerprint was loaded before; such a file is not read again
 */
export async function receive(
  path: string,
  bytes: Uint8Array,
  isKnown: (id: string) => boolean = () => false,
): Promise<ReceivedFile> {
  const file = { id: fingerprint(bytes), name: basename(path), bytes };
  if (isKnown(file.id)) return file;
  let kind: FileKind | undefined;
  try {
    kind = sniff(bytes);
    const plain = kind === 'csv' ? plainCsvOf(bytes) : undefined;
    if (plain) return { ...file, kind: plain.delimiter === '\t' ? 'tsv' : 'csv', plain };
    const content = await sharedReader.read(kind, bytes);
    return { ...file, kind: content.kind, content };
  } catch (failure) {
    if (failure instanceof Failure) return { ...file, ...(kind && { kind }), failure };
    throw failure;
  }
}

/** Reads a file in full whose short cut turned out not to lead anywhere. */
export const readInFull = async (file: ReceivedFile): Promise<FileContent> =>
  sharedReader.read(file.kind ?? 'csv', file.bytes);

/**
 * Keeps the original bytes under their fingerprint; done before the file is loaded, so that
 * whatever the ledger names can be read again.
 * @returns the path of the kept copy
 */
export async function keepOriginal(folder: string, { id, bytes }: ReceivedFile): Promise<string> {
  const path = join(folder, id);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  const handle = await open(partial, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, path);
  return path;
}
