import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { linesOf, parsed, type AuditLine } from './audit-file.ts';

/** What the first line follows. */
export const GENESIS = '0'.repeat(64);

/** What a line tells, without the chain. */
export type Told = Omit<AuditLine, 'before' | 'hash'>;

const hashOf = ({ sequence, at, event, who, address, what, rows }: Told, before: string): string =>
  createHash('sha256')
    .update(JSON.stringify([sequence, at, event, who, address, what, rows, before]))
    .digest('hex');

/** The line of an event that follows the line of that hash. */
export const chained = (told: Told, before: string): AuditLine => ({
  ...told,
  before,
  hash: hashOf(told, before),
});

/** More than the longest line. */
const TAIL = 64 * 1024;

/** Whether an open file ends amidst a line: a crash cut it off. */
export function endsTorn(handle: number): boolean {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

/**
 * Hash and number of the last whole line of an open file; undefined for an empty one. A line that a crash
 * cut off counts as none: the next one then follows the one before it.
 */
export function lastHash(
  handle: number,
  known: { readonly hash: string; readonly sequence: number } | undefined,
): { readonly hash: string; readonly sequence: number } | undefined {
  const { size } = fstatSync(handle);
  if (size === 0) return undefined;
  const length = Math.min(size, TAIL);
  const tail = Buffer.alloc(length);
  readSync(handle, tail, 0, length, size - length);
  const lines = tail.toString('utf8').split('\n').filter(Boolean);
  for (const written of lines.reverse()) {
    const line = parsed(written);
    if (line) return { hash: line.hash, sequence: line.sequence };
  }
  return known;
}

/** Where a chain breaks first. */
export interface Break {
  readonly file: string;
  readonly row: number;
  readonly why: 'malformed' | 'changed' | 'missing';
}

/** What came of a check. */
export interface Verified {
  readonly lines: number;
  /** Lines that a crash cut off: nothing that was answered is in them. */
  readonly torn: number;
  /** Where the chain breaks first, if anywhere. */
  readonly broken: Break | null;
}

/**
 * Checks that no line was changed, taken out or put in, over all months that are kept. The first line kept
 * may follow one that is not: retention removes whole months from the beginning.
 * A line that is none counts as torn only where it begins as lines do and the next follows the one before it.
 */
export async function verifyChain(folder: string, months: readonly string[]): Promise<Verified> {
  let before: string | undefined;
  let sequence: number | undefined;
  let lines = 0;
  let torn = 0;
  let unread: Break | undefined;
  for (const month of months) {
    const path = join(folder, `${month}.jsonl`);
    for await (const { number, line, begins: isBeginning } of linesOf(path)) {
      const place = (why: Break['why']): Break => ({ file: basename(path), row: number, why });
      const at = (why: Break['why']): Verified => ({ lines, torn, broken: unread ?? place(why) });
      if (!line) {
        if (!isBeginning) return at('malformed');
        unread ??= place('malformed');
        torn += 1;
        continue;
      }
      if (hashOf(line, line.before) !== line.hash) return at('changed');
      const isFirst = before === undefined && sequence === undefined;
      const begins = isFirst && (line.sequence > 1 || line.before === GENESIS);
      if (!begins && (line.before !== before || line.sequence !== (sequence ?? 0) + 1))
        return at('missing');
      unread = undefined;
      before = line.hash;
      sequence = line.sequence;
      lines += 1;
    }
  }
  return { lines, torn, broken: unread ?? null };
}
