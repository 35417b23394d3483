import type { FastifyRequest } from 'fastify';
import { text } from '../contracts/index.ts';
import { HttpFailure } from './http-failure.ts';

/** Only a script of the same origin, or a program, can set it: a form on another page cannot. */
const ACTION_HEADER = 'x-xiaoan';

/**
 * Refuses an action that another site's page asked the reader's browser for. Runs before the body is read.
 * @throws HttpFailure 403
 */
export function requireSameOrigin({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  const asked = headers[ACTION_HEADER] !== undefined;
  if (asked && own && (site === undefined || site === 'same-origin')) return;
  throw new HttpFailure(
    403,
    'other_origin',
    text('只接受本页面发起的操作', "Only this server's own pages may do that"),
    {
      hint: text(
        `请在数据页操作；程序调用时请带请求头 ${ACTION_HEADER}`,
        `Do it on the data page; a program must send the header ${ACTION_HEADER}`,
      ),
    },
  );
}
