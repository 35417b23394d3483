import type { Failure } from '../contracts/index.ts';
import { archiveDamaged, archiveRefused, entryDamaged } from './read/failures.ts';
import { listZip, looksZipped, rawEntry, unzip, ZipDamaged, type ZipEntry } from './read/zip.ts';
import { zipKind } from './sniff-zip.ts';
import type { Source } from './source.ts';
import { isNoise } from './walk.ts';

/** How much one archive, those within it included, may hold. */
export interface ArchiveLimits {
  readonly files: number;
  /** Bytes of all files once unpacked. */
  readonly bytes: number;
  /** How many times its own size an archive may grow to; small ones may do so anyhow. */
  readonly ratio: number;
  readonly anyhow: number;
  /** How many archives may lie within one another. */
  readonly depth: number;
}

const DEFAULT_LIMITS: ArchiveLimits = {
  files: 10_000,
  bytes: 1_500_000_000,
  ratio: 200,
  anyhow: 20_000_000,
  depth: 3,
};

/** What is left of the limits while an archive is unpacked. */
interface Budget {
  files: number;
  bytes: number;
}

/** Whether bytes are an archive of files, and no workbook or other document that is a zip file too. */
export function isArchive(bytes: Uint8Array): boolean {
  if (!looksZipped(bytes)) return false;
  try {
    return zipKind(bytes) === 'zip';
  } catch {
    return false;
  }
}

/**
 * The files in an archive, in the order of their names, archives within it opened too. Files that
 * nobody meant to send are left out. Each file is unpacked when its turn comes; what an archive would
 * unpack to is held to the limits before any of it is. An archive that is refused stands for itself,
 * with the failure; so does a file in it that is damaged.
 */
export function* unpackArchive(
  archive: Source,
  limits: ArchiveLimits = DEFAULT_LIMITS,
): Generator<Source> {
  yield* unpack(archive, 1, { files: limits.files, bytes: limits.bytes }, limits);
}

function* unpack(
  archive: Source,
  depth: number,
  budget: Budget,
  limits: ArchiveLimits,
): Generator<Source> {
  const opened = open(archive.bytes, depth, budget, limits);
  if ('failure' in opened) {
    yield { ...archive, failure: opened.failure };
    return;
  }
  const within = archive.archive ? `${archive.archive}/${archive.name}` : archive.name;
  for (const entry of opened.entries) {
    const file = fileOf(archive.bytes, entry, within);
    if (!file.failure && isArchive(file.bytes)) yield* unpack(file, depth + 1, budget, limits);
    else yield file;
  }
}

/** The entries of an archive that may be unpacked, taken off the budget; or why none may. */
function open(
  bytes: Uint8Array,
  depth: number,
  budget: Budget,
  limits: ArchiveLimits,
): { readonly entries: readonly ZipEntry[] } | { readonly failure: Failure } {
  let entries: readonly ZipEntry[];
  try {
    entries = listZip(bytes).filter(({ name }) => !name.split('/').some(isNoise));
  } catch (damage) {
    if (damage instanceof ZipDamaged) return { failure: archiveDamaged() };
    throw damage;
  }
  const failure = whyRefused(bytes.length, entries, depth, budget, limits);
  if (failure) return { failure };
  budget.files -= entries.length;
  budget.bytes -= unpackedBytes(entries);
  return {
    entries: entries.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

const unpackedBytes = (entries: readonly ZipEntry[]): number =>
  entries.reduce((sum, { size }) => sum + size, 0);

function whyRefused(
  size: number,
  entries: readonly ZipEntry[],
  depth: number,
  budget: Budget,
  limits: ArchiveLimits,
): Failure | undefined {
  if (depth > limits.depth) {
    return archiveRefused(
      'archive_too_deep',
      `压缩包套了 ${limits.depth} 层以上`,
      `Archives lie more than ${limits.depth} deep within one another`,
    );
  }
  if (entries.length === 0) {
    return archiveRefused('archive_empty', '压缩包是空的', 'The archive is empty');
  }
  if (entries.some(({ encrypted }) => encrypted)) {
    return archiveRefused(
      'file_encrypted',
      '压缩包有密码',
      'The archive is locked with a password',
    );
  }
  if (entries.length > budget.files) {
    return archiveRefused(
      'archive_too_many_files',
      `压缩包里有 ${entries.length} 个文件，超过上限 ${limits.files} 个`,
      `The archive brings more than ${limits.files} files (${entries.length} in this one)`,
    );
  }
  const total = unpackedBytes(entries);
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
  // Entries that share bytes: no program packs that way, but bombs do.
  if (packed > size) return archiveDamaged();
  const swollen = total > limits.anyhow && total > size * limits.ratio;
  if (total > budget.bytes || swollen) {
    const megabytes = Math.round(total / 1_000_000);
    return archiveRefused(
      'archive_too_large',
      `压缩包解压后有 ${megabytes} MB，超出限度`,
      `The archive would unpack to ${megabytes} MB, which is too much`,
    );
  }
  return undefined;
}

/** One file of an archive; where it is damaged, its packed bytes and the failure. */
function fileOf(bytes: Uint8Array, entry: ZipEntry, archive: string): Source {
  try {
    return { name: entry.name, bytes: unzip(bytes, entry), archive };
  } catch (damage) {
    if (!(damage instanceof ZipDamaged)) throw damage;
    return { name: entry.name, bytes: rawEntry(bytes, entry), archive, failure: entryDamaged() };
  }
}
