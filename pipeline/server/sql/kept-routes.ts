import type { FastifyInstance } from 'fastify';
import { ASKING, nameOf, type SqlRoutes } from './asker.ts';
import { bodyOf, idIn, pinDraftIn, queryDraftIn, SQL_BODY_BYTES } from './input.ts';

/** Saved queries and pins: `GET` lists them, `PUT` keeps one under an id, `DELETE` forgets it. */
export function registerKept(server: FastifyInstance, { console }: SqlRoutes): void {
  const config = { access: ASKING };
  const options = { bodyLimit: SQL_BODY_BYTES, config };
  server.get('/api/sql/saved', { config }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send({ queries: console.queries(nameOf(request)) }),
  );
  server.put<{ Params: { id: string } }>('/api/sql/saved/:id', options, async (request) =>
    console.keepQuery(nameOf(request), idIn(request.params.id), queryDraftIn(bodyOf(request.body))),
  );
  server.delete<{ Params: { id: string } }>(
    '/api/sql/saved/:id',
    { config },
    async (request, reply) => {
      console.forgetQuery(nameOf(request), idIn(request.params.id));
      return reply.code(204).send();
    },
  );
  server.get('/api/sql/pins', { config }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send({ pins: console.pins(nameOf(request)) }),
  );
  server.put<{ Params: { id: string } }>('/api/sql/pins/:id', options, async (request) =>
    console.keepPin(nameOf(request), idIn(request.params.id), pinDraftIn(bodyOf(request.body))),
  );
  server.delete<{ Params: { id: string } }>(
    '/api/sql/pins/:id',
    { config },
    async (request, reply) => {
      console.forgetPin(nameOf(request), idIn(request.params.id));
      return reply.code(204).send();
    },
  );
}
