import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { AccessDesk } from '../../access/desk.ts';
import { localReader, type Reader } from '../../access/reader.ts';
import { sightOf, wholeSight, type Sight } from '../../access/sight.ts';
import { text } from '../../contracts/index.ts';
import { HttpFailure } from '../http-failure.ts';
import { requireSameOrigin } from '../same-origin.ts';
import { readCookie } from './cookie.ts';
import { isAllowed, type AccessRule } from './rule.ts';

/** Name of the cookie of a session. */
export const SESSION_COOKIE = 'xiaoan';

/** A route and who may use it. */
export interface RouteAccess {
  readonly method: string;
  readonly url: string;
  readonly rule: AccessRule;
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** How people come in at one server. */
export interface Entrance {
  /** Undefined for a server without sign-in, on this machine alone. */
  readonly desk: AccessDesk | undefined;
  /** Whether browsers speak TLS to it, or to the proxy before it. */
  readonly secure: boolean;
}

/**
 * Lets a request through to its route only where the route's rule allows whoever asks. Must be registered
 * before the routes: one without a rule stops the server from starting.
 * @returns the routes with their rules, filled as they are registered
 */
export function registerGate(server: FastifyInstance, entrance: Entrance): RouteAccess[] {
  const table: RouteAccess[] = [];
  server.decorateRequest('reader', undefined);
  server.addHook('onRoute', (route: RouteOptions) => {
    const rule = route.config?.access;
    if (!rule)
      throw new RangeError(
        `route ${String(route.method)} ${route.url} does not say who may use it`,
      );
    for (const method of [route.method].flat()) table.push({ method, url: route.url, rule });
  });
  // After the rate limits, so that what is refused counts too; before any body is read.
  server.addHook('preParsing', async (request) => {
    if (request.is404) return;
    const { access, beforePassword } = request.routeOptions.config;
    request.reader = whoAsks(request, entrance);
    if (!access) throw notAllowed();
    if (access.roles !== 'anyone') {
      if (!request.reader) throw signInFirst();
      if (!isAllowed(access, request.reader)) {
        const { method, url, ip } = request;
        entrance.desk?.audit.record({
          event: 'refused',
          who: request.reader.name,
          address: ip,
          what: `${method} ${url}`,
        });
        throw notAllowed();
      }
      if (request.reader.mustChange && beforePassword !== true) throw changeFirst();
    }
    // A session is a cookie, which browsers send whoever has them ask.
    if (!READING.includes(request.method)) requireSameOrigin(request);
  });
  return table;
}

/** Whoever asks: by the proxy's word, by a session, or nobody in particular where nobody signs in. */
function whoAsks(request: FastifyRequest, { desk, secure }: Entrance): Reader | undefined {
  if (!desk) return localReader;
  const vouched = vouchedFor(request, desk);
  if (vouched !== undefined) return desk.readerNamed(vouched, 'proxy');
  const token = readCookie(request.headers.cookie, SESSION_COOKIE, secure);
  return (token === undefined ? undefined : desk.readerOf(token)) ?? desk.anybody;
}

/** The name that the proxy says; only what comes from its own address counts, whatever others send. */
function vouchedFor({ raw, headers }: FastifyRequest, { config }: AccessDesk): string | undefined {
  const { proxy } = config;
  if (!proxy?.header) return undefined;
  const peer = (raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!proxy.addresses.includes(peer)) return undefined;
  const name = headers[proxy.header];
  return typeof name === 'string' && name !== '' ? decoded(name) : undefined;
}

/** Headers are Latin-1; names in Chinese come as UTF-8 bytes, or percent-encoded. */
function decoded(name: string): string {
  const bytes = Buffer.from(name, 'latin1').toString('utf8');
  const read = bytes.includes('\uFFFD') ? name : bytes;
  try {
    return decodeURIComponent(read);
  } catch {
    return read;
  }
}

/** The reader of a route that only those who are signed in get to. */
export function readerOf({ reader }: Pick<FastifyRequest, 'reader'>): Reader {
  if (reader) return reader;
  throw signInFirst();
}

/** What whoever asks may see of a snapshot. */
export const sightFor = (request: Pick<FastifyRequest, 'reader'>): Sight => {
  const reader = readerOf(request);
  return reader.via === 'open' ? wholeSight : sightOf(reader);
};

const signInFirst = (): HttpFailure =>
  new HttpFailure(401, 'sign_in_required', text('请先登录', 'Sign in first'));

const notAllowed = (): HttpFailure =>
  new HttpFailure(403, 'not_allowed', text('您的账号无权使用', 'Your account may not do that'), {
    hint: text('“我的权限”里写着能看什么、为什么', '"What I may see" says what and why'),
  });

const changeFirst = (): HttpFailure =>
  new HttpFailure(403, 'must_change_password', text('请先修改密码', 'Change your password first'));
