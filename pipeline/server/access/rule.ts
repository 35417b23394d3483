import { roles, type Role } from '../../access/roles.ts';
import type { Reader } from '../../access/reader.ts';

/** Who may use a route. Every route declares one as `config.access`. */
export interface AccessRule {
  /** `anyone`: also who is not signed in. */
  readonly roles: 'anyone' | readonly Role[];
  /**
   * `none`: the answer is the same for all of them;
   * `rows`: whatever the scope, of its own units only, which the route sees to;
   * `district`: only those whose scope is the whole district.
   */
  readonly scope: 'none' | 'rows' | 'district';
}

export const anyone: AccessRule = { roles: 'anyone', scope: 'none' };
/** All who are signed in, whatever they are. */
export const signedIn: AccessRule = { roles, scope: 'none' };
/** All who are signed in, each of their own units. */
export const ownRows: AccessRule = { roles, scope: 'rows' };
export const ownRowsOf = (...some: Role[]): AccessRule => ({ roles: some, scope: 'rows' });
export const districtOf = (...some: Role[]): AccessRule => ({ roles: some, scope: 'district' });

/** Whether a reader may use a route of that rule; undefined for one who is not signed in. */
export function isAllowed(rule: AccessRule, reader: Reader | undefined): boolean {
  if (rule.roles === 'anyone') return true;
  if (!reader || !rule.roles.includes(reader.role)) return false;
  return rule.scope !== 'district' || reader.scope.kind === 'district';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route; `xiaoan` does not start where one has none. */
    access?: AccessRule;
    /** Open to one who must still choose a password of their own. */
    beforePassword?: boolean;
  }
  interface FastifyRequest {
    /** Whoever asks; undefined where nobody is signed in, which only routes for anyone get to see. */
    reader: Reader | undefined;
  }
}
