import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { roleLabels } from '../../access/roles.ts';
import { scopeText } from '../../access/scope.ts';
import type { AccessDesk } from '../../access/desk.ts';
import { Failure } from '../../contracts/index.ts';
import { Fields } from '../action-input.ts';
import { HttpFailure } from '../http-failure.ts';
import { requestLocale } from '../locale.ts';
import { readCookie, setCookie } from './cookie.ts';
import { readerOf, SESSION_COOKIE, sightFor, type Entrance, type RouteAccess } from './gate.ts';
import { anyone, isAllowed, signedIn } from './rule.ts';

/** Codes of failures of signing in whose status is another than 422. */
const STATUS: Readonly<Record<string, number>> = {
  sign_in_failed: 401,
  no_account: 403,
  locked_out: 429,
  sign_in_busy: 429,
  account_unknown: 404,
  oidc_unreachable: 502,
  oidc_refused: 401,
};

/** A failure that a person can do something about, with its status; anything else is a bug of ours. */
export function asked(error: unknown): unknown {
  if (!(error instanceof Failure) || error instanceof HttpFailure) return error;
  const { code, text, options } = error;
  return new HttpFailure(STATUS[code] ?? 422, code, text, { ...options, cause: error });
}

/** How often one address may ask for a password to be looked at, beside the lock-out. */
const TRIES = { max: 60, timeWindow: '1 minute' };

/**
 * `GET /api/session` (who asks, and what they may use), `POST /api/session` (sign in), `DELETE /api/session`
 * (sign out), `POST /api/password`.
 * @param table the routes, to tell a page what to offer
 */
export function registerSessions(
  server: FastifyInstance,
  entrance: Entrance,
  table: readonly RouteAccess[],
): void {
  const { desk } = entrance;
  server.get('/api/session', { config: { access: anyone } }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send(told(request, desk, table)),
  );
  if (!desk) return;
  server.post(
    '/api/session',
    { bodyLimit: 4096, config: { access: anyone, rateLimit: TRIES } },
    async (request, reply) => {
      const fields = new Fields(request.body);
      const [name, password] = [fields.text('name'), fields.text('password')];
      const token = await desk.signIn(name, password, request.ip).catch((error: unknown) => {
        throw asked(error);
      });
      endOld(request, entrance, desk);
      return begin(reply, entrance, token).send({ signed_in: true });
    },
  );
  server.delete(
    '/api/session',
    { config: { access: signedIn, beforePassword: true } },
    async (request, reply) => {
      const token = readCookie(request.headers.cookie, SESSION_COOKIE, entrance.secure);
      if (token !== undefined) desk.signOut(token, readerOf(request), request.ip);
      const gone = { secure: entrance.secure, sameSite: 'Strict', maxAge: 0 } as const;
      return reply
        .header('set-cookie', setCookie(SESSION_COOKIE, '', gone))
        .header('cache-control', 'no-store')
        .header('clear-site-data', '"cache"')
        .send({ signed_in: false });
    },
  );
  server.post(
    '/api/password',
    {
      bodyLimit: 4096,
      config: { access: signedIn, beforePassword: true, rateLimit: TRIES },
    },
    async (request, reply) => {
      const fields = new Fields(request.body);
      const [old, next] = [fields.text('old'), fields.text('password')];
      const token = await desk
        .changePassword(readerOf(request), old, next, request.ip)
        .catch((error: unknown) => {
          throw asked(error);
        });
      return begin(reply, entrance, token).send({ changed: true });
    },
  );
}

/** Gives the browser a token that no one knew before: whoever planted an older one gains nothing. */
export const begin = (reply: FastifyReply, { secure }: Entrance, token: string): FastifyReply =>
  reply
    .header('set-cookie', setCookie(SESSION_COOKIE, token, { secure, sameSite: 'Strict' }))
    .header('cache-control', 'no-store');

/** Ends the session that the browser had before. */
export function endOld(request: FastifyRequest, { secure }: Entrance, desk: AccessDesk): void {
  const old = readCookie(request.headers.cookie, SESSION_COOKIE, secure);
  if (old !== undefined && desk.sessions.nameOf(old) !== undefined) desk.sessions.end(old);
}

/** What the page is told of who asks. */
function told(
  request: FastifyRequest,
  desk: AccessDesk | undefined,
  table: readonly RouteAccess[],
) {
  const { reader } = request;
  const locale = requestLocale(request.headers['accept-language']);
  return {
    reader: reader
      ? {
          name: reader.name,
          label: reader.label,
          role: reader.role,
          role_label: roleLabels[reader.role][locale],
          scope: scopeText(reader.scope),
          via: reader.via,
          // What a page should not even offer.
          personal: sightFor(request).personal,
          bureau: sightFor(request).bureau,
          must_change: reader.mustChange,
        }
      : null,
    may: table
      .filter(({ method, rule }) => method !== 'HEAD' && isAllowed(rule, reader))
      .map(({ method, url }) => `${method} ${url}`),
    ways: {
      password: desk !== undefined,
      oidc: desk?.oidc ? desk.oidc.label[locale] : null,
    },
  };
}
