import { CFB } from '@e965/xlsx';
import { listZip, unzip } from '../../pipeline/intake/read/zip.ts';
import { encoded, ENCODINGS } from '../fixtures/formats/writers.ts';
import { zipFile, zipOf, type EntryPlan } from '../fixtures/zip.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { MARKUP_CHANGES, TEXT_CHANGES } from './mutate-text.ts';
import type { Random } from './random.ts';

type Entry = readonly [name: string, content: Uint8Array];

const isMarkup = (text: string): boolean => text.trimStart().startsWith('<');

function mutateText(text: string, random: Random): string {
  const changes = isMarkup(text) ? [...MARKUP_CHANGES, ...TEXT_CHANGES] : TEXT_CHANGES;
  let changed = text;
  for (let count = 1 + random.below(3); count > 0; count--) {
    changed = random.pick(changes)(changed, random);
  }
  return changed;
}

/** Text changed, then saved in an encoding: at times half of it in another. */
function mutateTextFile(bytes: Uint8Array, random: Random): Uint8Array {
  const text = mutateText(new TextDecoder('utf-8').decode(bytes), random);
  const half = random.chance(0.1) ? Math.floor(text.length / 2) : text.length;
  return Buffer.concat([
    encoded(text.slice(0, half), random.pick(ENCODINGS)),
    encoded(text.slice(half), random.pick(ENCODINGS)),
  ]);
}

const entriesOf = (bytes: Uint8Array): Entry[] =>
  listZip(bytes).map((entry) => [entry.name, unzip(bytes, entry)]);

function mutateEntry([name, content]: Entry, random: Random): Entry {
  const text = Buffer.from(content).toString();
  if (!isMarkup(text) || random.chance(0.2)) return [name, mutateBytes(content, random)];
  return [name, Buffer.from(mutateText(text, random))];
}

/** Changes to what is in a zip file, its checksums set right again so that they are read. */
function mutateZip(bytes: Uint8Array, random: Random): Buffer {
  const entries = entriesOf(bytes);
  const one = random.below(entries.length);
  const other = random.below(entries.length);
  const [first, second] = [entries[one] as Entry, entries[other] as Entry];
  const kind = random.below(10);
  if (kind < 6) entries[one] = mutateEntry(first, random);
  else if (kind === 6)
    [entries[one], entries[other]] = [
      [first[0], second[1]],
      [second[0], first[1]],
    ];
  else if (kind === 7) entries.splice(one, 1);
  else if (kind === 8) entries.push([first[0], second[1]]);
  else return liar(entries, random);
  return zipOf(entries);
}

/** A zip file of which one entry declares what is not so. */
function liar(entries: readonly Entry[], random: Random): Buffer {
  const at = random.below(entries.length);
  const lie: Partial<EntryPlan> = random.pick([
    { crc: 1 },
    { size: 0 },
    { size: 0xfffffff0 },
    { flags: 1 },
    { flags: 0xffff },
    { stored: true, size: 5 },
  ]);
  return zipFile(
    entries.map(([name, content], index) => ({ name, content, ...(index === at ? lie : {}) })),
  );
}

/** Changes to the workbook stream within a compound file. */
function mutateCompound(bytes: Uint8Array, random: Random): Uint8Array {
  const parts = CFB as {
    read(bytes: Buffer, options: { type: 'buffer' }): object;
    find(file: object, name: string): { content: Buffer; size: number } | null;
    write(file: object, options: { type: 'buffer' }): Buffer;
  };
  const file = parts.read(Buffer.from(bytes), { type: 'buffer' });
  const stream = parts.find(file, '/Workbook') ?? parts.find(file, '/Book');
  if (!stream) return mutateBytes(bytes, random);
  stream.content = mutateBytes(stream.content, random);
  stream.size = stream.content.length;
  return parts.write(file, { type: 'buffer' });
}

/** An archive in an archive, many times over. */
function deepen(name: string, bytes: Uint8Array, random: Random): Buffer {
  let archive = zipOf([[name, bytes]]);
  for (let depth = random.below(8); depth > 0; depth--)
    archive = zipOf([[`${depth}.zip`, archive]]);
  return archive;
}

/** A file made hostile: the same for the same file and the same random numbers. */
export function mutate(name: string, bytes: Uint8Array, random: Random): Uint8Array {
  const way = random.next();
  if (way < 0.03) return deepen(name, mutateBytes(bytes, random), random);
  if (way < 0.35) return mutateBytes(bytes, random);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return mutateZip(bytes, random);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return mutateCompound(bytes, random);
  return mutateTextFile(bytes, random);
}
