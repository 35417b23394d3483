import { createHash, randomBytes } from 'node:crypto';
import { DurableFile } from './durable-file.ts';

/** A session as it is kept: nothing in it lets anybody in. */
interface Session {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  readonly seen: number;
}

type Stored = Readonly<Record<string, Session>>;

/** How long a session lasts, in milliseconds: without use, and at most. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

export const SESSION: SessionLimits = { idle: 2 * 3_600_000, absolute: 12 * 3_600_000 };

/** Sessions that one account may have at a time; the oldest ends. */
const MOST_OF_ACCOUNT = 10;
/** Use is written down no more often than that, in milliseconds. */
const WRITE_EVERY = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Sessions of one warehouse, in `access/sessions.json`, by the hash of what the browser holds. */
export class Sessions {
  readonly #file: DurableFile<Stored>;

  constructor(
    path: string,
    private readonly limits: SessionLimits = SESSION,
    private readonly now: () => number = Date.now,
  ) {
    this.#file = new DurableFile<Stored>(path, {}, (parsed) => parsed as Stored);
  }

  /** Begins a session under a new random token of 256 bits, which is known to the browser alone. */
  begin(name: string): string {
    const token = randomBytes(32).toString('base64url');
    const now = this.now();
    this.#file.change((before) => {
      const alive = this.#alive(before);
      const own = alive
        .filter(([, session]) => session.name === name)
        .sort(([, one], [, other]) => other.begun - one.begun);
      const ended = new Set(own.slice(MOST_OF_ACCOUNT - 1).map(([hash]) => hash));
      return {
        ...Object.fromEntries(alive.filter(([hash]) => !ended.has(hash))),
        [hashOf(token)]: { name, begun: now, seen: now },
      };
    });
    return token;
  }

  /** The account of a token, or undefined where the session ended. Counts as use. */
  nameOf(token: string): string | undefined {
    if (!/^[\w-]{43}$/.test(token)) return undefined;
    const hash = hashOf(token);
    const stored = this.#file.get();
    const session = Object.hasOwn(stored, hash) ? stored[hash] : undefined;
    if (!session || !this.#lives(session)) return undefined;
    const now = this.now();
    if (now - session.seen >= Math.min(WRITE_EVERY, this.limits.idle / 2))
      this.#file.change((before) => {
        const still = before[hash];
        return still ? { ...before, [hash]: { ...still, seen: now } } : before;
      });
    return session.name;
  }

  end(token: string): void {
    const ended = hashOf(token);
    this.#file.change((before) =>
      Object.fromEntries(this.#alive(before).filter(([hash]) => hash !== ended)),
    );
  }

  /** Ends all sessions of an account: its password, role or scope is another now. */
  endAll(name: string): void {
    this.#file.change((before) =>
      Object.fromEntries(this.#alive(before).filter(([, session]) => session.name !== name)),
    );
  }

  #lives({ begun, seen }: Session): boolean {
    const now = this.now();
    return now - seen < this.limits.idle && now - begun < this.limits.absolute;
  }

  #alive(stored: Stored): [string, Session][] {
    return Object.entries(stored).filter(([, session]) => this.#lives(session));
  }
}
