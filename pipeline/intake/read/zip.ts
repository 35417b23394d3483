import { crc32, inflateRawSync } from 'node:zlib';
import { decodeNames } from './zip-names.ts';

/** One entry of a zip file, as its directory lists it. */
export interface ZipEntry {
  /** Path within the archive, with slashes. */
  readonly name: string;
  /** Size once unpacked, as declared: more is never unpacked. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly crc: number;
  readonly encrypted: boolean;
  /** Where its own header starts. */
  readonly offset: number;
}

/** A zip file that does not keep to its own directory. */
export class ZipDamaged extends Error {}

const SIGNATURE = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50, end64: 0x06064b50 };
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
/** Stands in a 32-bit field whose value is in the zip64 fields. */
const IN_ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

const viewOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Whether bytes start as a zip file does, be it an empty one. */
export const looksZipped = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

/**
 * Lists a zip file's entries, folders left out, without unpacking any.
 * @throws ZipDamaged where the directory is missing or leads out of the file
 */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const file = viewOf(bytes);
  try {
    const { count, start } = findDirectory(file);
    const entries: Omit<ZipEntry, 'name'>[] = [];
    const rawNames: { bytes: Buffer; utf8: boolean }[] = [];
    let at = start;
    for (let index = 0; index < count; index++) {
      if (file.readUInt32LE(at) !== SIGNATURE.directory) throw new ZipDamaged('no directory entry');
      const flags = file.readUInt16LE(at + 8);
      const nameEnd = at + 46 + file.readUInt16LE(at + 28);
      const extraEnd = nameEnd + file.readUInt16LE(at + 30);
      const [size = 0, packedSize = 0, offset = 0] = wideSizes(file.subarray(nameEnd, extraEnd), [
        file.readUInt32LE(at + 24),
        file.readUInt32LE(at + 20),
        file.readUInt32LE(at + 42),
      ]);
      entries.push({
        size,
        packedSize,
        method: file.readUInt16LE(at + 10),
        crc: file.readUInt32LE(at + 16),
        encrypted: (flags & 0x2041) !== 0,
        offset,
      });
      rawNames.push({ bytes: file.subarray(at + 46, nameEnd), utf8: (flags & 0x800) !== 0 });
      at = extraEnd + file.readUInt16LE(at + 32);
    }
    const names = decodeNames(rawNames);
    return entries
      .map((entry, index) => ({ ...entry, name: names[index] ?? '' }))
      .filter(({ name }) => name !== '' && !name.endsWith('/'));
  } catch (cause) {
    if (cause instanceof RangeError) throw new ZipDamaged('the directory leads out of the file');
    throw cause;
  }
}

/** Finds the directory by the record at the file's end. */
function findDirectory(file: Buffer): { count: number; start: number } {
  const earliest = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= earliest; at--) {
    if (file.readUInt32LE(at) !== SIGNATURE.end) continue;
    const count = file.readUInt16LE(at + 10);
    const start = file.readUInt32LE(at + 16);
    if (count !== 0xffff && start !== IN_ZIP64) return { count, start };
    const at64 = Number(file.readBigUInt64LE(at - 20 + 8));
    if (file.readUInt32LE(at64) !== SIGNATURE.end64) throw new ZipDamaged('no zip64 directory');
    return {
      count: Number(file.readBigUInt64LE(at64 + 32)),
      start: Number(file.readBigUInt64LE(at64 + 48)),
    };
  }
  throw new ZipDamaged('no directory: the file is cut off');
}

/** Sizes and offset of an entry, those too large for 32 bits taken from its zip64 field. */
function wideSizes(extra: Buffer, narrow: readonly number[]): number[] {
  if (!narrow.includes(IN_ZIP64)) return [...narrow];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return narrow.map((value) => {
      if (value !== IN_ZIP64) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return [...narrow];
}

/**
 * Unpacks one entry; never more than its directory declares.
 * @throws ZipDamaged where the bytes do not fit the declared size and checksum, or are packed by
 *   another method than deflate
 */
export function unzip(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const file = viewOf(bytes);
  const packed = packedBytes(file, entry);
  const content = unpacked(packed, entry);
  if (content.length !== entry.size) throw new ZipDamaged('not of the declared size');
  if (crc32(content) !== entry.crc) throw new ZipDamaged('the checksum does not fit');
  return content;
}

function packedBytes(file: Buffer, { offset, packedSize }: ZipEntry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== SIGNATURE.entry) {
    throw new ZipDamaged('no entry where the directory says');
  }
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + packedSize > file.length) throw new ZipDamaged('the entry is cut off');
  return file.subarray(start, start + packedSize);
}

function unpacked(packed: Buffer, { method, size, encrypted }: ZipEntry): Uint8Array {
  if (encrypted) throw new ZipDamaged('the entry is locked');
  // A view of the archive would take all of it along on its way to another thread.
  if (method === STORED) return new Uint8Array(packed);
  if (method !== DEFLATED) throw new ZipDamaged(`packed by method ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw new ZipDamaged('the packed bytes are damaged');
  }
}

/** The packed bytes of an entry as they stand in the file; empty where they do not. */
export function rawEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return packedBytes(viewOf(bytes), entry);
  } catch {
    return new Uint8Array();
  }
}
