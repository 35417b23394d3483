import { createHash, webcrypto } from 'node:crypto';
import { Failure } from '../contracts/index.ts';
import { archiveUnopened } from './read/failures.ts';
import { LARGE_BYTES, plainCsvOf, type PlainCsv } from './read/plain-csv.ts';
import type { FileContent } from './read/content.ts';
import { ReaderPair } from './read/reader-pair.ts';
import type { FileKind } from './file-kind.ts';
import { sniff } from './sniff.ts';
import type { Source } from './source.ts';

/** A file as it came, read but not yet loaded. */
export interface ReceivedFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly id: string;
  readonly name: string;
  /** Name of the archive that it came in. */
  readonly archive?: string;
  /** Size in bytes. */
  readonly size: number;
  /** The bytes; none where there are too many to be held. */
  readonly bytes: Uint8Array;
  readonly kind?: FileKind;
  /** What is in it; absent where the file is known already, unreadable, or a plain large CSV. */
  readonly content?: FileContent;
  /** A large CSV plain enough for DuckDB's own reader. */
  readonly plain?: PlainCsv;
  /** Why it cannot be read. */
  readonly failure?: Failure;
}

const sharedReaders = new ReaderPair();

/** SHA-256, hexadecimal; that of a large file is made by another thread. */
async function fingerprint(bytes: Uint8Array): Promise<string> {
  if (bytes.length < LARGE_BYTES) return createHash('sha256').update(bytes).digest('hex');
  const digest = await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest).toString('hex');
}

/** What the bytes tell before they are read: what the file is, and whether DuckDB's own reader will do. */
function lookAt(bytes: Uint8Array): Pick<ReceivedFile, 'kind' | 'plain' | 'failure'> {
  let kind: FileKind | undefined;
  try {
    kind = sniff(bytes);
    if (kind === 'zip') throw archiveUnopened();
    const plain = kind === 'csv' ? plainCsvOf(bytes) : undefined;
    return plain ? { kind: plain.delimiter === '\t' ? 'tsv' : 'csv', plain } : { kind };
  } catch (failure) {
    if (failure instanceof Failure) return { ...(kind && { kind }), failure };
    throw failure;
  }
}

/**
 * Fingerprints a file and reads what is in it.
 * @param isKnown whether a fingerprint was loaded before; such a file is not read again
 */
export async function receive(
  { name, bytes, archive, failure: refused, unread }: Source,
  isKnown: (id: string) => boolean = () => false,
): Promise<ReceivedFile> {
  const naming = unread?.id ?? fingerprint(bytes);
  const look: ReturnType<typeof lookAt> = refused ? { failure: refused } : lookAt(bytes);
  const id = await naming;
  const size = unread?.size ?? bytes.length;
  const file = { id, name, size, bytes, ...(archive === undefined ? {} : { archive }) };
  if (!refused && isKnown(id)) return file;
  if (!look.kind || look.plain || look.failure) return { ...file, ...look };
  try {
    const content = await sharedReaders.read(look.kind, bytes);
    return { ...file, kind: content.kind, content };
  } catch (failure) {
    if (failure instanceof Failure) return { ...file, kind: look.kind, failure };
    throw failure;
  }
}

/** Reads a file in full whose short cut turned out not to lead anywhere. */
export const readInFull = async (file: ReceivedFile): Promise<FileContent> =>
  sharedReaders.read(file.kind ?? 'csv', file.bytes);
