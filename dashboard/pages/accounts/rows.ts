import type { Role } from '../../data/account.svelte.ts';
import { ask, post } from '../../data/actions.ts';

/** An account as the server tells it to an administrator. */
export interface AccountRow {
  readonly name: string;
  readonly label: string;
  readonly role: Role;
  readonly scope: string;
  readonly disabled: boolean;
  readonly locked: boolean;
  readonly must_change: boolean;
  /** ISO times. */
  readonly created_at: string;
  readonly password_at: string | null;
}

export const roles: readonly Role[] = ['leader', 'planner', 'analyst', 'clerk', 'admin'];

export const askAccounts = async (): Promise<readonly AccountRow[]> =>
  (await ask<{ accounts: readonly AccountRow[] }>('/api/accounts')).accounts;

/** What a change gave, with the password to begin with where one was made. */
export interface Changed {
  readonly account: AccountRow;
  readonly password?: string | null;
}

type Body = Readonly<Record<string, string | boolean | null>>;

export const addAccount = (body: Body): Promise<Changed> => post('/api/accounts', body);

/** @param what `unlock` or `password`; left out, the account itself is changed */
export const changeAccount = (
  name: string,
  body: Body,
  what?: 'unlock' | 'password',
): Promise<Changed> =>
  post(`/api/accounts/${encodeURIComponent(name)}${what ? `/${what}` : ''}`, body);

/** The state of an account that matters most. */
export function stateOf(row: AccountRow): 'disabled' | 'locked' | 'must_change' | 'active' {
  if (row.disabled) return 'disabled';
  if (row.locked) return 'locked';
  return row.must_change ? 'must_change' : 'active';
}

/** The parts of a scope as it is written. */
export function scopeParts(scope: string): { readonly kind: string; readonly named: string } {
  const at = scope.indexOf(':');
  return at < 0
    ? { kind: scope, named: '' }
    : { kind: scope.slice(0, at), named: scope.slice(at + 1) };
}

export const scopeOf = (kind: string, named: string): string =>
  kind === 'district' ? kind : `${kind}:${named.trim()}`;
