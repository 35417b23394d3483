import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { text } from '../../contracts/index.ts';
import { HttpFailure } from '../http-failure.ts';
import { requestLocale } from '../locale.ts';
import { ARROW_STREAM } from '../query-route.ts';
import { ASKING, nameOf, type SqlRoutes } from './asker.ts';
import { bodyOf, idIn, SQL_BODY_BYTES, statementIn } from './input.ts';

/** Header that says how many rows an answer has at most. */
export const ROW_LIMIT = 'x-xiaoan-row-limit';

/**
 * `POST /api/sql` answers a statement as an Arrow stream, whose first batch is made before the answer
 * begins; an error after it cuts the stream off, and `GET /api/sql/run/ID` tells why. `DELETE` cancels.
 */
export function registerRuns(server: FastifyInstance, { console }: SqlRoutes): void {
  const config = { access: ASKING };
  server.post(
    '/api/sql',
    { bodyLimit: SQL_BODY_BYTES, compress: false, config },
    async (request, reply) => {
      const body = bodyOf(request.body);
      const query = { id: idIn(body['id']), ...statementIn(body), address: request.ip };
      const reader = nameOf(request);
      reply.raw.once('close', () => console.cancel(reader, query.id));
      const answer = await console.query(reader, { ...query, format: 'arrow', whole: false });
      return reply
        .type(ARROW_STREAM)
        .header('cache-control', 'no-store')
        .header(ROW_LIMIT, String(answer.rowLimit))
        .send(Readable.from(answer.pieces, { objectMode: false }));
    },
  );
  server.get<{ Params: { id: string } }>('/api/sql/run/:id', { config }, async (request, reply) => {
    const locale = requestLocale(request.headers['accept-language']);
    const run = console.state(nameOf(request), idIn(request.params.id), locale);
    if (!run) throw unknownRun();
    return reply.header('cache-control', 'no-store').send(run);
  });
  server.delete<{ Params: { id: string } }>(
    '/api/sql/run/:id',
    { config },
    async (request, reply) => {
      console.cancel(nameOf(request), idIn(request.params.id));
      return reply.code(204).send();
    },
  );
}

const unknownRun = (): HttpFailure =>
  new HttpFailure(404, 'run_unknown', text('没有这条查询', 'There is no such query'), {
    hint: text('查询结束 10 分钟后不再保留状态', 'Its state is kept for 10 minutes after its end'),
  });
