import type { FastifyInstance } from 'fastify';
import { bodyOf, idIn, pinDraftIn, queryDraftIn, SQL_BODY_BYTES } from './input.ts';
import type { SqlRoutes } from './routes.ts';

/** Saved queries and pins: `GET` lists them, `PUT` keeps one under an id, `DELETE` forgets it. */
export function registerKept(server: FastifyInstance, { console, readerOf }: SqlRoutes): void {
  const options = { bodyLimit: SQL_BODY_BYTES };
  server.get('/api/sql/saved', async (request, reply) =>
    reply.header('cache-control', 'no-store').send({ queries: console.queries(readerOf(request)) }),
  );
  server.put<{ Params: { id: string } }>('/api/sql/saved/:id', options, async (request) =>
    console.keepQuery(
      readerOf(request),
      idIn(request.params.id),
      queryDraftIn(bodyOf(request.body)),
    ),
  );
  server.delete<{ Params: { id: string } }>('/api/sql/saved/:id', async (request, reply) => {
    console.forgetQuery(readerOf(request), idIn(request.params.id));
    return reply.code(204).send();
  });
  server.get('/api/sql/pins', async (request, reply) =>
    reply.header('cache-control', 'no-store').send({ pins: console.pins(readerOf(request)) }),
  );
  server.put<{ Params: { id: string } }>('/api/sql/pins/:id', options, async (request) =>
    console.keepPin(readerOf(request), idIn(request.params.id), pinDraftIn(bodyOf(request.body))),
  );
  server.delete<{ Params: { id: string } }>('/api/sql/pins/:id', async (request, reply) => {
    console.forgetPin(readerOf(request), idIn(request.params.id));
    return reply.code(204).send();
  });
}
