import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { AuditLine } from './audit-file.ts';

/** Number and hash of a line: whoever has noted them can tell whether the log still holds that line. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

/** An anchor as people note it, `NUMBER:HASH`. */
export const anchorText = ({ sequence, hash }: Anchor): string => `${sequence}:${hash}`;

/** The inverse of {@link anchorText}; undefined for what is none. */
export function parseAnchor(written: string): Anchor | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(written.trim()) ?? [];
  return sequence === undefined || hash === undefined
    ? undefined
    : { sequence: Number(sequence), hash };
}

/** What is kept of lines that are no more: whatever line is now the first follows that number and hash. */
export interface Cut {
  readonly through: number;
  readonly hash: string;
}

/** The lines that a line of the log accounts for; undefined where it is no such line. */
export function cutIn({ event, what }: AuditLine): Cut | undefined {
  if (event !== 'log_cut' && event !== 'log_anchored') return undefined;
  try {
    return JSON.parse(what) as Cut;
  } catch {
    return undefined;
  }
}

/** The newest line's anchor in a file beside the log, so that lines that are missing at its end are missed. */
export class AuditHead {
  constructor(readonly path: string) {}

  /** Undefined where there is none, or one that cannot be read. */
  read(): Anchor | undefined {
    try {
      return parseAnchor(readFileSync(this.path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Not flushed: one that is older than the log, after a crash, misses nothing that it knew. */
  write(anchor: Anchor): void {
    const written = `${this.path}.${process.pid}.partial`;
    writeFileSync(written, `${anchorText(anchor)}\n`, { mode: 0o600 });
    renameSync(written, this.path);
  }
}
