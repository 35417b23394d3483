import { closeSync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../contracts/index.ts';
import { AuditHead, type Anchor } from './audit-anchor.ts';
import { chained, endsTorn, GENESIS, lastHash, type Told } from './audit-chain.ts';
import { firstLine, linesOf, type AuditLine } from './audit-file.ts';
import { verifyChain, type Verified } from './audit-verify.ts';
import { locked } from './file-lock.ts';

/** What is written down. */
export const auditEvents = [
  'sign_in',
  'sign_in_failed',
  'locked_out',
  'sign_out',
  'password_changed',
  'account_added',
  'account_changed',
  'account_unlocked',
  'refused',
  'export',
  'personal_access',
  'console_query',
  'console_export',
  'action',
  'log_cut',
  'log_anchored',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** How somebody came in, as lines of signing in and out tell it. */
export const signInWays = ['password', 'oidc', 'session', 'proxy', 'open'] as const;
export type SignInWay = (typeof signInWays)[number];

/** What is told of an event. */
export interface AuditEntry {
  readonly event: AuditEvent;
  /** Name of the account, or what was typed for one. */
  readonly who: string;
  /** Address that it came from; null on the command line. */
  readonly address: string | null;
  /** What it was about: an address with its parameters, an SQL text, an account. */
  readonly what: string;
  /** How many rows were given out, where any were. */
  readonly rows?: number | null;
}

/** Longest text kept of anything: an SQL text may be long, and must not fill the disk. */
const LONGEST = 4_000;

/** Who does what the log does to itself. */
const ITSELF = { who: 'system', address: null, rows: null } as const;

/**
 * Written down for good, in `access/audit/YYYY-MM.jsonl`: one line an event, each with the hash of the line
 * before, so that a line that is changed or taken out shows. A line is on the disk before anybody is answered.
 * The newest line's number and hash are kept beside, in `access/audit-head`, so that the loss of the end shows.
 */
export class AuditLog {
  readonly #head: AuditHead;
  #last: (Anchor & { readonly month: string }) | undefined;

  constructor(
    readonly folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#head = new AuditHead(`${folder}-head`);
  }

  /** Adds a line. Another process may add to the same file: what it wrote is looked at first. */
  record({ event, who, address, what, rows = null }: AuditEntry): void {
    this.#write(() => this.#append({ event, who, address, what, rows }));
  }

  /**
   * Checks all that is kept.
   * @param noted anchors from elsewhere
   */
  async verify(noted: readonly Anchor[] = []): Promise<Verified & { readonly has_head: boolean }> {
    // Before the lines: the log may grow meanwhile, and may be ahead of its head, never behind.
    const head = this.#head.read();
    const found = await verifyChain(this.folder, this.months(), [
      ...noted,
      ...(head ? [head] : []),
    ]);
    return { ...found, has_head: head !== undefined };
  }

  /** Adds lines while nobody else does. A log whose head is not there, or gone, says from where on it has one. */
  #write(add: () => void): void {
    makeFolder(this.folder, 0o700);
    locked(this.#head.path, () => {
      const first = this.#head.read() ? undefined : this.#first();
      if (first) {
        const before = { through: first.sequence - 1, hash: first.before };
        this.#append({ ...ITSELF, event: 'log_anchored', what: JSON.stringify(before) });
      }
      add();
    });
  }

  #append(told: Omit<Told, 'sequence' | 'at'>): void {
    const at = this.now().toISOString();
    const month = at.slice(0, 7);
    const handle = openSync(join(this.folder, `${month}.jsonl`), 'a+', 0o600);
    try {
      const before = this.#before(month, handle);
      const line = chained(
        {
          ...told,
          at,
          sequence: before.sequence + 1,
          who: short(told.who, 200),
          what: short(told.what, LONGEST),
        },
        before.hash,
      );
      writeSync(handle, `${endsTorn(handle) ? '\n' : ''}${JSON.stringify(line)}\n`);
      fsyncSync(handle);
      this.#last = { month, hash: line.hash, sequence: line.sequence };
      this.#head.write(this.#last);
    } finally {
      closeSync(handle);
    }
  }

  /** The newest lines that fit, newest first. */
  async find(wanted: AuditFilter): Promise<AuditLine[]> {
    const found: AuditLine[] = [];
    for (const month of this.months().reverse()) {
      if (wanted.from && month < wanted.from.slice(0, 7)) break;
      const room = wanted.limit - found.length;
      let newest: AuditLine[] = [];
      for await (const { line } of linesOf(join(this.folder, `${month}.jsonl`))) {
        if (!line || !fits(line, wanted)) continue;
        newest.push(line);
        // A month may have more lines than fit into memory.
        if (newest.length >= 2 * room) newest = newest.slice(-room);
      }
      for (const line of newest.slice(-room).reverse()) found.push(line);
      if (found.length >= wanted.limit) break;
    }
    return found;
  }

  /** Months that there is a file of, oldest first. */
  months(): string[] {
    try {
      return readdirSync(this.folder)
        .flatMap((name) => /^(\d{4}-\d{2})\.jsonl$/.exec(name)?.[1] ?? [])
        .sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /**
   * Removes months older than so many. A line tells first how many lines went, up to which, and its hash:
   * what begins later is not chained to them any more.
   */
  retain(keepMonths: number): string[] {
    const now = this.now();
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths, 1));
    const isOld = (month: string): boolean => month < first.toISOString().slice(0, 7);
    const gone = this.months().filter(isOld);
    if (gone.length === 0) return gone;
    this.#write(() => {
      const [oldest, newest] = [this.#first(), this.#lastOf(gone)];
      if (oldest && newest) {
        const lines = newest.sequence - oldest.sequence + 1;
        const { sequence: through, hash } = newest;
        const what = JSON.stringify({ lines, from: gone[0], to: gone.at(-1), through, hash });
        this.#append({ ...ITSELF, event: 'log_cut', what, rows: lines });
      }
      for (const month of gone) rmSync(join(this.folder, `${month}.jsonl`));
    });
    return gone;
  }

  /** The oldest line that is kept. */
  #first(): AuditLine | undefined {
    for (const month of this.months()) {
      const line = firstLine(join(this.folder, `${month}.jsonl`));
      if (line) return line;
    }
    return undefined;
  }

  /** The newest line of some months. */
  #lastOf(months: readonly string[]): Anchor | undefined {
    for (const month of months.toReversed()) {
      const handle = openSync(join(this.folder, `${month}.jsonl`), 'r');
      try {
        const found = lastHash(handle, undefined);
        if (found) return found;
      } finally {
        closeSync(handle);
      }
    }
    return undefined;
  }

  /**
   * The line that the next one follows: the newest there is, or the one that the head knows where that is gone
   * or another, so that the gap stays for all to see.
   */
  #before(month: string, handle: number): Anchor {
    const newest = lastHash(handle, this.#last?.month === month ? this.#last : undefined) ??
      this.#lastOf(this.months().filter((each) => each < month)) ?? { hash: GENESIS, sequence: 0 };
    const head = this.#head.read();
    return head && head.sequence >= newest.sequence ? head : newest;
  }
}

/** Which lines are wanted; times as ISO texts, `to` not included. */
export interface AuditFilter {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly who?: string | null;
  readonly event?: string | null;
  readonly limit: number;
}

const fits = (line: AuditLine, { from, to, who, event }: AuditFilter): boolean =>
  (!from || line.at >= from) &&
  (!to || line.at < to) &&
  (!who || line.who === who) &&
  (!event || line.event === event);

/** Control signs could forge a line on a terminal; what is too long is cut, and says so. */
function short(value: string, longest: number): string {
  const plain = value.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return plain.length <= longest ? plain : `${plain.slice(0, longest)}… (${plain.length})`;
}
