import { createHash } from 'node:crypto';
import type { Reader } from './reader.ts';
import { isBureau, needsPersonal } from './roles.ts';
import { scopeText, type Scope } from './scope.ts';

/** What a reader may see of a snapshot. Readers of the same sight share what is made for it. */
export interface Sight {
  /** Whether names and telephone numbers are shown. */
  readonly personal: boolean;
  /** Whether they stand for the bureau rather than for a unit. */
  readonly bureau: boolean;
  readonly scope: Scope;
}

/** All there is. */
export const wholeSight: Sight = { personal: true, bureau: true, scope: { kind: 'district' } };

export const sightOf = ({ role, scope }: Pick<Reader, 'role' | 'scope'>): Sight => ({
  personal: needsPersonal(role),
  bureau: isBureau(role),
  scope,
});

export const isWhole = ({ personal, bureau, scope }: Sight): boolean =>
  personal && bureau && scope.kind === 'district';

/** Raised whenever the same sight shows less than before: what was kept for it by then is not given out again. */
const MASKS = 2;

/** Names a sight, for caches, entity tags and files. */
export const sightKey = ({ personal, bureau, scope }: Sight): string =>
  createHash('sha256')
    .update(JSON.stringify([MASKS, personal, bureau, scopeText(scope)]))
    .digest('hex')
    .slice(0, 16);
