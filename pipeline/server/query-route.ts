import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { VARCHAR } from '@duckdb/node-api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { text } from '../contracts/index.ts';
import { arrowStream } from './arrow/index.ts';
import { HttpFailure } from './http-failure.ts';
import { bindParameters, type NamedQuery } from './named-query.ts';
import { namedQueries } from './queries/index.ts';
import type { Lease, SnapshotHolder } from './snapshot-holder.ts';

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

/** Runs a named query on a leased snapshot; rows come as they are read. */
export function runQuery(lease: Lease, query: NamedQuery, values: Record<string, string | null>) {
  const types = Object.fromEntries(Object.keys(values).map((name) => [name, VARCHAR]));
  return lease.connection.stream(query.sql, values, types);
}

/**
 * Names an answer by all that it depends on. Weak, because the same answer is sent compressed or not.
 * @param variant what else the answer's bytes depend on, such as its format
 */
export function entityTag(
  lease: Lease,
  query: NamedQuery,
  values: Record<string, string | null>,
  variant: string,
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([query.name, query.sql, values, variant]))
    .digest('hex')
    .slice(0, 16);
  return `W/"${lease.ref.snapshot_id}-${hash}"`;
}

/** Sets the caching headers; true where the reader has this very answer already and 304 was set. */
export function isUnchanged(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim()) ?? [];
  if (!known.includes(tag) && !known.includes('*')) return false;
  reply.code(304);
  return true;
}

/** Passes the pieces on and lets go of the snapshot after the last, or when the reader has gone. */
async function* released<T>(first: T, rest: AsyncIterator<T>, lease: Lease): AsyncGenerator<T> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    lease.release();
  }
}

/** `GET /api/query/NAME?param=`: the answer of a named query as an Arrow IPC stream. */
export function registerQueries(server: FastifyInstance, holder: SnapshotHolder): void {
  server.get<{ Params: { name: string }; Querystring: Record<string, unknown> }>(
    '/api/query/:name',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const query = queryNamed(request.params.name);
      const values = bindParameters(query, request.query);
      const lease = await holder.lease();
      let streaming = false;
      try {
        if (isUnchanged(request, reply, entityTag(lease, query, values, 'arrow')))
          return await reply.send();
        const pieces = arrowStream(await runQuery(lease, query, values), query.dictionary);
        const first = await pieces.next();
        reply.type(ARROW_STREAM);
        if (first.done) return await reply.send(Buffer.alloc(0));
        const body = Readable.from(released(first.value, pieces, lease), { objectMode: false });
        // A stream nobody has begun to read never runs the generator, so neither its end.
        streaming = true;
        return await reply.send(body);
      } finally {
        if (!streaming) lease.release();
      }
    },
  );
}
