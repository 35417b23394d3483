import type { FastifyInstance, FastifyReply } from 'fastify';
import { text } from '../../contracts/index.ts';
import { HttpFailure } from '../http-failure.ts';
import { ASKING, nameOf, type SqlRoutes } from './asker.ts';
import { bodyOf, offsetIn, SQL_BODY_BYTES, statementIn, textIn } from './input.ts';

const LONGEST_SQL = 100_000;

const json = (reply: FastifyReply, body: Uint8Array | object): FastifyReply =>
  reply
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(body instanceof Uint8Array ? Buffer.from(body) : body);

/** What helps in writing statements: completion, plan, schema, profiles of tables. */
export function registerHelp(server: FastifyInstance, { console }: SqlRoutes): void {
  const config = { access: ASKING };
  const options = { bodyLimit: SQL_BODY_BYTES, config };
  server.post('/api/sql/complete', options, async (request, reply) => {
    const body = bodyOf(request.body);
    const sql = textIn(body, 'sql', LONGEST_SQL, 0);
    const position = offsetIn(body, 'position', sql.length);
    return json(reply, await console.complete(nameOf(request), sql, position));
  });
  server.post('/api/sql/explain', options, async (request, reply) =>
    json(reply, await console.explain(nameOf(request), statementIn(bodyOf(request.body)))),
  );
  server.get('/api/sql/schema', { config }, async (request, reply) =>
    json(reply, await console.schema(nameOf(request))),
  );
  server.get<{ Params: { schema: string; table: string } }>(
    '/api/sql/profile/:schema/:table',
    { config },
    async (request, reply) => {
      const { schema, table } = request.params;
      const known = (await console.schema(nameOf(request))) as {
        schemas: readonly { name: string; tables: readonly { name: string }[] }[];
      };
      const found = known.schemas
        .find(({ name }) => name === schema)
        ?.tables.some(({ name }) => name === table);
      if (!found) throw unknownTable(`${schema}.${table}`);
      return json(reply, await console.profile(nameOf(request), schema, table));
    },
  );
}

const unknownTable = (table: string): HttpFailure =>
  new HttpFailure(404, 'table_unknown', text(`没有表 ${table}`, `There is no table ${table}`));
