import { ownAddress } from '../router/own-address.ts';
import { ask, post } from './actions.ts';
import { QueryError } from './query-error.ts';

export type Role = 'leader' | 'planner' | 'analyst' | 'clerk' | 'admin';

/** Whoever looks at the page. */
export interface Reader {
  readonly name: string;
  readonly label: string;
  readonly role: Role;
  /** `district`, `area:…`, `parent:CODE` or `unit:CODE`. */
  readonly scope: string;
  /** `open`: nobody signs in at this machine. */
  readonly via: 'open' | 'session' | 'proxy';
  /** Whether names and telephones are shown rather than masked. */
  readonly personal: boolean;
  /** Whether what is planned for units or suspected of them is shown. */
  readonly bureau: boolean;
  readonly must_change: boolean;
}

interface Told {
  readonly reader: Reader | null;
  /** Routes that they may use, as `METHOD /path/:parameter`. */
  readonly may: readonly string[];
  readonly ways: { readonly password: boolean; readonly oidc: string | null };
}

/** Who is signed in, and what they may do. */
class Account {
  #told = $state.raw<Told>();
  #error = $state.raw<QueryError>();
  readonly #may = $derived(new Set(this.#told?.may));

  /** Undefined until it is known, null where nobody is signed in. */
  get reader(): Reader | null | undefined {
    return this.#told?.reader;
  }

  get ways(): Told['ways'] | undefined {
    return this.#told?.ways;
  }

  get error(): QueryError | undefined {
    return this.#error;
  }

  /** Whether pages can be shown: somebody is known, and has a password of their own. */
  get isIn(): boolean {
    const reader = this.reader;
    return reader !== null && reader !== undefined && !reader.must_change;
  }

  /** In whose name things are signed; null where nobody signs in, so that one must say. */
  get signature(): string | null {
    const { reader } = this;
    return reader && reader.via !== 'open' ? reader.label : null;
  }

  /** Whether the reader may use a route; what may not be used is not offered. True until it is known. */
  may(route: string): boolean {
    return this.#told === undefined || this.#may.has(route);
  }

  async load(): Promise<void> {
    try {
      this.#told = await ask<Told>('/api/session');
      this.#error = undefined;
    } catch (error) {
      this.#error =
        error instanceof QueryError ? error : new QueryError('unexpected', String(error));
    }
  }

  /** Rejects with a {@link QueryError} that says why not. */
  async signIn(name: string, password: string): Promise<void> {
    await post('/api/session', { name, password });
  }

  async signOut(): Promise<void> {
    await ask('/api/session', { method: 'DELETE', headers: { 'x-xiaoan': '1' } });
  }

  async changePassword(old: string, password: string): Promise<void> {
    await post('/api/password', { old, password });
  }
}

export const account = new Account();

/** Opens an address of ours anew, so that nothing that was shown to another reader stays in memory. */
export const openAnew = (to: string | null): void => window.location.assign(ownAddress(to));
