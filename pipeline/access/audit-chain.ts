import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import { LINE_BYTES, parsed, type AuditLine } from './audit-file.ts';
import type { Anchor } from './audit-anchor.ts';

/** What the first line follows. */
export const GENESIS = '0'.repeat(64);

/** What a line tells, without the chain. */
export type Told = Omit<AuditLine, 'before' | 'hash'>;

/** SHA-256 of a line that follows the line of the hash `before`. */
export const hashOf = (
  { sequence, at, event, who, address, what, rows }: Told,
  before: string,
): string =>
  createHash('sha256')
    .update(JSON.stringify([sequence, at, event, who, address, what, rows, before]))
    .digest('hex');

/** The line of an event that follows the line of that hash. */
export const chained = (told: Told, before: string): AuditLine => ({
  ...told,
  before,
  hash: hashOf(told, before),
});

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
export function lastHash(handle: number, known: Anchor | undefined): Anchor | undefined {
  const { size } = fstatSync(handle);
  if (size === 0) return undefined;
  const length = Math.min(size, LINE_BYTES);
  const tail = Buffer.alloc(length);
  readSync(handle, tail, 0, length, size - length);
  const lines = tail.toString('utf8').split('\n').filter(Boolean);
  for (const written of lines.reverse()) {
    const line = parsed(written);
    if (line) return { hash: line.hash, sequence: line.sequence };
  }
  return known;
}
