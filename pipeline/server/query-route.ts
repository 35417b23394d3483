import type { FastifyInstance } from 'fastify';
import { text } from '../contracts/index.ts';
import { answer } from './answer.ts';
import { AnswerCache } from './answer-cache.ts';
import { arrowStream } from './arrow/index.ts';
import type { AuditLog } from '../access/audit.ts';
import { readerOf, sightFor } from './access/gate.ts';
import { ownRows } from './access/rule.ts';
import { HttpFailure } from './http-failure.ts';
import { bindParameters, type NamedQuery } from './named-query.ts';
import { namedQueries } from './queries/index.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

/** @throws HttpFailure 404 where there is no query of that name */
export function queryNamed(name: string): NamedQuery {
  const query = namedQueries.get(name);
  if (query) return query;
  throw new HttpFailure(
    404,
    'unknown_query',
    text(`没有名为 ${name} 的查询`, `There is no query named ${name}`),
    {
      hint: text(
        `可用查询：${[...namedQueries.keys()].join('、')}`,
        `Queries: ${[...namedQueries.keys()].join(', ')}`,
      ),
    },
  );
}

/** `GET /api/query/NAME?param=`: the answer of a named query as an Arrow IPC stream. */
export function registerQueries(
  server: FastifyInstance,
  holder: SnapshotHolder,
  audit?: AuditLog,
): void {
  const cache = new AnswerCache(ARROW_STREAM);
  server.get<{ Params: { name: string }; Querystring: Record<string, unknown> }>(
    '/api/query/:name',
    { exposeHeadRoute: false, config: { access: ownRows } },
    async (request, reply) => {
      const query = queryNamed(request.params.name);
      const values = bindParameters(query, request.query);
      const note =
        query.personal && sightFor(request).personal
          ? (rows: number) =>
              audit?.record({
                event: 'personal_access',
                who: readerOf(request).name,
                address: request.ip,
                what: request.url,
                rows,
              })
          : undefined;
      const question = { query, values, variant: 'arrow' };
      return answer(
        holder,
        request,
        reply,
        question,
        async (run) => {
          const pieces = arrowStream(await run(), query.dictionary);
          reply.type(ARROW_STREAM);
          return pieces;
        },
        { given: note, cache },
      );
    },
  );
}
