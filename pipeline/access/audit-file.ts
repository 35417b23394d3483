import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A line of the audit log. */
export interface AuditLine {
  /** Counts on from the first line ever written. */
  readonly sequence: number;
  /** ISO time. */
  readonly at: string;
  readonly event: string;
  readonly who: string;
  readonly address: string | null;
  readonly what: string;
  readonly rows: number | null;
  /** Hash of the line before. */
  readonly before: string;
  /** SHA-256 of all the rest of this line. */
  readonly hash: string;
}

/** How every line begins. */
const BEGINNING = '{"sequence":';

/** The lines of one file in order, as written and read; undefined for one that is no JSON object. */
export async function* linesOf(path: string): AsyncGenerator<{
  readonly number: number;
  readonly line: AuditLine | undefined;
  /** Whether it may be the beginning of a line, which a crash cut off. */
  readonly begins: boolean;
}> {
  if (!existsSync(path)) return;
  const reader = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const written of reader) {
    number += 1;
    const begins = written.startsWith(BEGINNING) || BEGINNING.startsWith(written);
    if (written !== '') yield { number, line: parsed(written), begins };
  }
}

/** More than the longest line. */
export const LINE_BYTES = 64 * 1024;

/** The first line of a file; undefined where it has none. */
export function firstLine(path: string): AuditLine | undefined {
  const handle = openSync(path, 'r');
  try {
    const beginning = Buffer.alloc(LINE_BYTES);
    const length = readSync(handle, beginning, 0, LINE_BYTES, 0);
    return parsed(beginning.toString('utf8', 0, length).split('\n', 1)[0] ?? '');
  } finally {
    closeSync(handle);
  }
}

/** A line as it was written; undefined for what is none. */
export function parsed(written: string): AuditLine | undefined {
  try {
    const line: unknown = JSON.parse(written);
    return typeof line === 'object' && line !== null && 'hash' in line
      ? (line as AuditLine)
      : undefined;
  } catch {
    return undefined;
  }
}
