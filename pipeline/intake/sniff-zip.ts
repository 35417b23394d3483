import { archiveDamaged, notATable } from './read/failures.ts';
import { listZip, unzip, ZipDamaged, type ZipEntry } from './read/zip.ts';
import type { FileKind } from './file-kind.ts';

/** Where the first entry's name stands in a zip file. */
const FIRST_NAME = 30;
const ODF_SHEET = 'application/vnd.oasis.opendocument.spreadsheet';

/** Parts by which other documents that are zip files are known. */
const STRANGERS: readonly (readonly [part: RegExp, zh: string, en: string])[] = [
  [/^word\//i, '一个 Word 文档', 'a Word document'],
  [/^ppt\//i, '一个演示文稿', 'a presentation'],
  [/^Index\/.*\.iwa$/, '一个 Apple iWork 文档', 'a document of Apple iWork'],
];

const kinds = new WeakMap<Uint8Array, FileKind>();

/**
 * Tells what a zip file is by what is in it: a workbook, or an archive of files. Asked twice of each: to
 * open archives, and to read what is none.
 * @throws Failure `not_a_table` for other documents, `archive_damaged` for an archive cut off
 */
export function zipKind(bytes: Uint8Array): FileKind {
  const kind = kinds.get(bytes) ?? kindOf(bytes);
  kinds.set(bytes, kind);
  return kind;
}

function kindOf(bytes: Uint8Array): FileKind {
  let entries: ZipEntry[];
  try {
    entries = listZip(bytes);
  } catch (damage) {
    if (!(damage instanceof ZipDamaged)) throw damage;
    return kindOfRuin(bytes);
  }
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  const mimetype = entries.find(({ name }) => name === 'mimetype');
  if (mimetype) return documentKind(bytes, mimetype);
  const stranger = STRANGERS.find(([part]) => entries.some(({ name }) => part.test(name)));
  if (stranger) throw notATable(stranger[1], stranger[2]);
  if (names.has('[content_types].xml')) return 'xlsx';
  return names.has('content.xml') && names.has('meta-inf/manifest.xml') ? 'ods' : 'zip';
}

/** The kind of a file of the OpenDocument family, which names itself. */
function documentKind(bytes: Uint8Array, mimetype: ZipEntry): FileKind {
  if (mimetype.size > 1_000) return 'zip';
  let type: string;
  try {
    type = Buffer.from(unzip(bytes, mimetype)).toString('latin1').trim();
  } catch {
    return 'ods';
  }
  if (type.startsWith(ODF_SHEET)) return 'ods';
  if (!type.startsWith('application/')) return 'zip';
  throw notATable(`另一种文档（${type}）`, `another kind of document (${type})`);
}

/** A zip file without its directory: told by its first entry. A workbook's reader says what is wrong. */
function kindOfRuin(bytes: Uint8Array): FileKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_000));
  const length = file.length >= FIRST_NAME ? file.readUInt16LE(26) : 0;
  const first = file.toString('latin1', FIRST_NAME, FIRST_NAME + length);
  if (first === '' || /^(\[Content_Types\]|_rels\/|xl\/|docProps\/)/.test(first)) return 'xlsx';
  if (first === 'mimetype') return 'ods';
  throw archiveDamaged();
}
