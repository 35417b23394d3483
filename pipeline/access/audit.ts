import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, type AuditLine } from './audit-file.ts';
import { chained, endsTorn, GENESIS, lastHash, type Told } from './audit-chain.ts';
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

/**
 * Written down for good, in `access/audit/YYYY-MM.jsonl`: one line an event, each with the hash of the line
 * before, so that a line that is changed or taken out shows. A line is on the disk before anybody is answered.
 */
export class AuditLog {
  #last: { readonly month: string; readonly hash: string; readonly sequence: number } | undefined;

  constructor(
    readonly folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Adds a line. Another process may add to the same file: what it wrote is looked at first. */
  record({ event, who, address, what, rows = null }: AuditEntry): void {
    const at = this.now().toISOString();
    const month = at.slice(0, 7);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${month}.jsonl`);
    locked(path, () => this.#append(path, month, { at, event, who, address, what, rows }));
  }

  #append(path: string, month: string, told: Omit<Told, 'sequence'>): void {
    const handle = openSync(path, 'a+', 0o600);
    try {
      const before = this.#before(month, handle);
      const line = chained(
        {
          ...told,
          sequence: before.sequence + 1,
          who: short(told.who, 200),
          what: short(told.what, LONGEST),
        },
        before.hash,
      );
      writeSync(handle, `${endsTorn(handle) ? '\n' : ''}${JSON.stringify(line)}\n`);
      fsyncSync(handle);
      this.#last = { month, hash: line.hash, sequence: line.sequence };
    } finally {
      closeSync(handle);
    }
  }

  /** The newest lines that fit, newest first. */
  async find(wanted: AuditFilter): Promise<AuditLine[]> {
    const found: AuditLine[] = [];
    for (const month of this.months().reverse()) {
      if (wanted.from && month < wanted.from.slice(0, 7)) break;
      const fitting: AuditLine[] = [];
      for await (const { line } of linesOf(join(this.folder, `${month}.jsonl`)))
        if (line && fits(line, wanted)) fitting.push(line);
      found.push(...fitting.reverse());
      if (found.length >= wanted.limit) break;
    }
    return found.slice(0, wanted.limit);
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

  /** Removes months older than so many; what begins later is not chained to them any more. */
  retain(keepMonths: number): string[] {
    const now = this.now();
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - keepMonths, 1));
    const gone = this.months().filter((month) => month < first.toISOString().slice(0, 7));
    for (const month of gone) rmSync(join(this.folder, `${month}.jsonl`));
    return gone;
  }

  /** The line that the next one follows: the file's last, else the last of the month before. */
  #before(month: string, handle: number): { readonly hash: string; readonly sequence: number } {
    const own = lastHash(handle, this.#last?.month === month ? this.#last : undefined);
    if (own) return own;
    const previous = this.months()
      .filter((each) => each < month)
      .at(-1);
    if (previous === undefined) return { hash: GENESIS, sequence: 0 };
    const old = openSync(join(this.folder, `${previous}.jsonl`), 'r');
    try {
      return lastHash(old, undefined) ?? { hash: GENESIS, sequence: 0 };
    } finally {
      closeSync(old);
    }
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
