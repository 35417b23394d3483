import type { Role } from './roles.ts';
import { district, type Scope } from './scope.ts';

/** Whoever asks, once it is known who that is. */
export interface Reader {
  /** Name of the account; `local` where nobody signs in. */
  readonly name: string;
  /** What people call them. */
  readonly label: string;
  readonly role: Role;
  readonly scope: Scope;
  /** How it is known: nobody signs in here, a session of ours, or a proxy's word. */
  readonly via: 'open' | 'session' | 'proxy';
  /** Whether the password must be changed before anything else. */
  readonly mustChange: boolean;
}

/** Whoever sits at this machine, where no account was made yet. */
export const localReader: Reader = {
  name: 'local',
  label: '本机',
  role: 'admin',
  scope: district,
  via: 'open',
  mustChange: false,
};
