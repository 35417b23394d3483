import { basename, join } from 'node:path';
import { cutIn, type Anchor, type Cut } from './audit-anchor.ts';
import { GENESIS, hashOf } from './audit-chain.ts';
import { linesOf } from './audit-file.ts';

/**
 * Where a log is not what it was: a line that is none, was changed or does not follow the one before; lines gone
 * before the first (`oldest`) or after the last (`newest`); a line that is another than was noted (`rewritten`).
 */
export interface Break {
  readonly file: string;
  readonly row: number;
  readonly why: 'malformed' | 'changed' | 'missing' | 'oldest' | 'newest' | 'rewritten';
}

/** What came of a check. */
export interface Verified {
  readonly lines: number;
  /** Lines that a crash cut off: nothing that was answered is in them. */
  readonly torn: number;
  /** Lines before the first that is kept, for which the log accounts. */
  readonly removed: number;
  /** How often it went on without a head, which an older version had not: what was lost then does not show. */
  readonly headless: number;
  /** The newest line's, to be noted elsewhere. */
  readonly last: Anchor | null;
  /** Where the log is broken first, if anywhere. */
  readonly broken: Break | null;
}

/** A line's number, hash and place. */
interface Place extends Anchor {
  readonly before: string;
  readonly file: string;
  readonly row: number;
}

/**
 * Checks that no line was changed, taken out or put in, over all months that are kept. The first line kept may
 * follow one that is not, where a line of the log says so: retention removes whole months from the beginning.
 * A line that is none counts as torn only where it begins as lines do and the next follows the one before it.
 * @param anchors lines that there must be, unless they are older than the first
 */
export async function verifyChain(
  folder: string,
  months: readonly string[],
  anchors: readonly Anchor[] = [],
): Promise<Verified> {
  const cuts: Cut[] = [];
  let first: Place | undefined;
  let last: Place | undefined;
  let lines = 0;
  let torn = 0;
  let headless = 0;
  let unread: Break | undefined;
  const told = (broken: Break | null): Verified => ({
    lines,
    torn,
    headless,
    removed: (first?.sequence ?? 1) - 1,
    last: last ? { sequence: last.sequence, hash: last.hash } : null,
    broken,
  });
  for (const month of months) {
    const path = join(folder, `${month}.jsonl`);
    const file = basename(path);
    for await (const { number: row, line, begins: isBeginning } of linesOf(path)) {
      const broken = (why: Break['why']): Verified => told(unread ?? { file, row, why });
      if (!line) {
        if (!isBeginning) return broken('malformed');
        unread ??= { file, row, why: 'malformed' };
        torn += 1;
        continue;
      }
      if (hashOf(line, line.before) !== line.hash) return broken('changed');
      const follows = last
        ? line.before === last.hash && line.sequence === last.sequence + 1
        : line.sequence > 1 || line.before === GENESIS;
      if (!follows) return broken('missing');
      const isOther = ({ sequence, hash }: Anchor) =>
        sequence === line.sequence && hash !== line.hash;
      if (anchors.some(isOther)) return broken('rewritten');
      unread = undefined;
      const { sequence, hash, before } = line;
      last = { sequence, hash, before, file, row };
      first ??= last;
      lines += 1;
      if (line.event === 'log_anchored') headless += 1;
      const cut = cutIn(line);
      if (cut) cuts.push(cut);
    }
  }
  if (unread) return told(unread);
  return told(lostAtEnds(first, last, cuts, anchors) ?? null);
}

/** Lines that are gone where no other follows to show it. */
function lostAtEnds(
  first: Place | undefined,
  last: Place | undefined,
  cuts: readonly Cut[],
  anchors: readonly Anchor[],
): Break | undefined {
  if (first && first.sequence > 1) {
    const { sequence, before, file, row } = first;
    const isOwn = ({ through, hash }: Cut) => through === sequence - 1 && hash === before;
    if (!cuts.some(isOwn)) return { file, row, why: 'oldest' };
  }
  const known = last?.sequence ?? 0;
  if (anchors.some(({ sequence }) => sequence > known))
    return { file: last?.file ?? '', row: last?.row ?? 0, why: 'newest' };
  return undefined;
}
