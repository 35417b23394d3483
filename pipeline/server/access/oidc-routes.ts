import type { FastifyInstance } from 'fastify';
import { Failure } from '../../contracts/index.ts';
import { readCookie, setCookie } from './cookie.ts';
import type { Entrance } from './gate.ts';
import { anyone } from './rule.ts';
import { asked, begin, endOld } from './session-routes.ts';

/** Holds the key of one who was sent to the provider. */
const UNDER_WAY = 'xiaoan-oidc';

/** `GET /api/oidc/start` sends the browser to the provider; it comes back to `GET /api/oidc/callback`. */
export function registerOidc(server: FastifyInstance, entrance: Entrance): void {
  const { desk, secure } = entrance;
  const oidc = desk?.oidc;
  if (!desk || !oidc) return;
  const limited = { config: { access: anyone, rateLimit: { max: 60, timeWindow: '1 minute' } } };
  server.get('/api/oidc/start', limited, async (_request, reply) => {
    const { url, key } = await oidc.begin().catch((error: unknown) => {
      throw asked(error);
    });
    // Lax: the browser must bring it back when the provider sends it here.
    const cookie = setCookie(UNDER_WAY, key, { secure, sameSite: 'Lax', maxAge: 600 });
    return reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect(url);
  });
  server.get('/api/oidc/callback', limited, async (request, reply) => {
    const key = readCookie(request.headers.cookie, UNDER_WAY, secure) ?? '';
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    try {
      const name = await oidc.end(search, key);
      const token = desk.signInAs(name, request.ip, 'oidc');
      endOld(request, entrance, desk);
      const used = setCookie(UNDER_WAY, '', { secure, sameSite: 'Lax', maxAge: 0 });
      begin(reply, entrance, token);
      const session = String(reply.getHeader('set-cookie'));
      return await reply
        .removeHeader('set-cookie')
        .header('set-cookie', [session, used])
        .redirect('/');
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // A person is looking at the answer: the page says it in words.
      return await reply
        .header('cache-control', 'no-store')
        .redirect(`/sign-in?failed=${encodeURIComponent(error.code)}`);
    }
  });
}
