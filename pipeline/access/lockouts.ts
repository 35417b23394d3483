import { DurableFile } from './durable-file.ts';

/** Failures under one name or from one address. */
interface Tally {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly last: number;
  readonly until: number;
}

type Stored = Readonly<Record<string, Tally>>;

/** How often a name or an address may fail, and how long it then waits: twice as long each time. */
export interface LockoutRules {
  readonly accountFailures: number;
  readonly addressFailures: number;
  /** Milliseconds. */
  readonly firstWait: number;
  readonly longestWait: number;
}

export const LOCKOUT: LockoutRules = {
  accountFailures: 5,
  addressFailures: 20,
  firstWait: 30_000,
  longestWait: 15 * 60_000,
};

/** After so long without a failure all is forgotten, in milliseconds. */
const FORGET = 24 * 3_600_000;
/** Most names and addresses kept: who tries millions of names must not fill the disk. */
const MOST = 5_000;

const nameKey = (name: string): string => `name ${name}`;
const addressKey = (address: string): string => `address ${address}`;

/**
 * Counts failed sign-ins by name and by address, in `access/lockouts.json`: a restart forgets none, and
 * the command line can unlock. Names that nobody has are counted too, so that they answer alike.
 */
export class Lockouts {
  readonly #file: DurableFile<Stored>;

  constructor(
    path: string,
    private readonly rules: LockoutRules = LOCKOUT,
    private readonly now: () => number = Date.now,
  ) {
    this.#file = new DurableFile<Stored>(path, {}, (parsed) => parsed as Stored);
  }

  /** Milliseconds that must pass before another try; 0 where it may be tried. */
  wait(name: string, address: string): number {
    const stored = this.#file.get();
    const now = this.now();
    return Math.max(
      0,
      (stored[nameKey(name)]?.until ?? 0) - now,
      (stored[addressKey(address)]?.until ?? 0) - now,
    );
  }

  /** Whether a name is locked now. */
  isLocked(name: string): boolean {
    return (this.#file.get()[nameKey(name)]?.until ?? 0) > this.now();
  }

  /**
   * Counts a try before it is known how it ends, so that tries at the same time all count.
   * @returns whether it locked name or address
   */
  count(name: string, address: string): boolean {
    const { accountFailures, addressFailures } = this.rules;
    const stored = this.#file.change((before) => {
      const kept = this.#fresh(before);
      kept[nameKey(name)] = this.#next(kept[nameKey(name)], accountFailures);
      kept[addressKey(address)] = this.#next(kept[addressKey(address)], addressFailures);
      return kept;
    });
    return (
      (stored[nameKey(name)]?.until ?? 0) > this.now() ||
      (stored[addressKey(address)]?.until ?? 0) > this.now()
    );
  }

  /** Forgets the failures of a name, and takes back the count of the address that succeeded. */
  succeeded(name: string, address: string): void {
    this.#file.change((before) => {
      const kept = without(this.#fresh(before), nameKey(name));
      const tally = kept[addressKey(address)];
      return tally && tally.failures > 1
        ? { ...kept, [addressKey(address)]: { ...tally, failures: tally.failures - 1, until: 0 } }
        : without(kept, addressKey(address));
    });
  }

  unlock(name: string): void {
    this.#file.change((before) => without(before, nameKey(name)));
  }

  #next(before: Tally | undefined, allowed: number): Tally {
    const failures = (before?.failures ?? 0) + 1;
    const { firstWait, longestWait } = this.rules;
    const wait =
      failures < allowed ? 0 : Math.min(firstWait * 2 ** (failures - allowed), longestWait);
    return { failures, last: this.now(), until: wait === 0 ? 0 : this.now() + wait };
  }

  #fresh(stored: Stored): Record<string, Tally> {
    const young = Object.entries(stored).filter(([, { last }]) => this.now() - last < FORGET);
    if (young.length > MOST) young.sort(([, one], [, other]) => other.last - one.last);
    return Object.fromEntries(young.slice(0, MOST));
  }
}

const without = (stored: Stored, key: string): Stored =>
  Object.fromEntries(Object.entries(stored).filter(([each]) => each !== key));
