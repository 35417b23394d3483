import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { PASSWORD } from '../../access/given-desk.ts';

export const OWN = { host: '127.0.0.1', 'x-xiaoan': '1' };

/** The cookies that an answer sets, each with its attributes. */
export const cookiesOf = (answer: LightMyRequestResponse): string[] =>
  [answer.headers['set-cookie'] ?? []].flat();

/** The `Cookie` header that a browser sends after an answer. */
export const cookieHeader = (answer: LightMyRequestResponse): string =>
  cookiesOf(answer)
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');

export interface Try {
  readonly name: string;
  readonly password?: string;
  readonly address?: string;
  readonly cookie?: string;
}

/** Tries to sign in, as the page does. */
export const trySignIn = (
  server: FastifyInstance,
  { name, password = PASSWORD, address = '10.0.0.1', cookie }: Try,
): Promise<LightMyRequestResponse> =>
  server.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: address,
    headers: { ...OWN, ...(cookie === undefined ? {} : { cookie }) },
    payload: { name, password },
  });

/** Signs in; asks as that account from then on. */
export async function signedIn(server: FastifyInstance, name: string) {
  const answer = await trySignIn(server, { name });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  const cookie = cookieHeader(answer);
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object | string) =>
    server.inject({
      method,
      url,
      headers: { ...OWN, cookie, 'accept-language': 'en' },
      ...(payload === undefined ? {} : { payload }),
    });
  return { cookie, ask, get: (url: string) => ask('GET', url) };
}
