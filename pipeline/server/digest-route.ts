import type { FastifyInstance } from 'fastify';
import { Failure } from '../contracts/index.ts';
import { sightFor } from './access/gate.ts';
import { ownRows } from './access/rule.ts';
import { attachment } from './download.ts';
import { readDigest } from './digest.ts';
import { digestText } from './digest-text.ts';
import { HttpFailure } from './http-failure.ts';
import { wantedLocale } from './locale.ts';
import { bindParameters, optional, type NamedQuery } from './named-query.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

const parameters: Pick<NamedQuery, 'name' | 'parameters'> = {
  name: 'digest',
  parameters: { day: optional('text'), area: optional('text') },
};

/**
 * `GET /api/campaigns/digest.md?day=&area=&lang=`: the week's digest as a file, as `xiaoan digest` writes it: what
 * is late by the end of the day and what falls due in the week after it, by area and unit.
 */
export function registerDigest(server: FastifyInstance, holder: SnapshotHolder): void {
  server.get<{ Querystring: Record<string, unknown> }>(
    '/api/campaigns/digest.md',
    { exposeHeadRoute: false, config: { access: ownRows } },
    async (request, reply) => {
      const { lang, ...given } = request.query;
      const locale = wantedLocale(lang, request.headers['accept-language']);
      const { day = null, area = null } = bindParameters(parameters, given);
      const lease = await holder.lease(sightFor(request));
      try {
        const digest = await readDigest(lease.connection, day, area);
        return await reply
          .type('text/markdown; charset=utf-8')
          .header('cache-control', 'private, no-cache')
          .header('content-disposition', attachment(`digest-${digest.day}.${locale}.md`))
          .send(digestText(digest.rows, digest.day, locale));
      } catch (error) {
        if (error instanceof Failure && error.code === 'day_invalid')
          throw new HttpFailure(400, error.code, error.text, error.options);
        throw error;
      } finally {
        lease.release();
      }
    },
  );
}
