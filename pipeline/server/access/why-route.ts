import type { FastifyInstance } from 'fastify';
import { contracts } from '../../contracts/index.ts';
import { scopeText } from '../../access/scope.ts';
import { tableRules } from '../../access/table-rules.ts';
import { requestLocale } from '../locale.ts';
import type { SnapshotHolder } from '../snapshot-holder.ts';
import { readerOf, sightFor } from './gate.ts';
import { ownRows } from './rule.ts';

/** Units that are named one by one. */
const NAMED = 30;

/** `GET /api/why`: what whoever asks may see, of which units, what is masked, what is kept back. */
export function registerWhy(server: FastifyInstance, holder: SnapshotHolder): void {
  server.get('/api/why', { config: { access: ownRows } }, async (request, reply) => {
    const reader = readerOf(request);
    const sight = sightFor(request);
    const locale = requestLocale(request.headers['accept-language']);
    const lease = await holder.lease(sight);
    try {
      const found = await lease.connection.runAndReadAll(
        `select unit_code, unit_name, count(*) over ()::integer from facts.unit
         order by unit_code limit ${NAMED}`,
      );
      const rows = found.getRowsJS();
      return await reply.header('cache-control', 'no-store').send({
        role: reader.role,
        scope: scopeText(reader.scope),
        via: reader.via,
        units: Number(rows[0]?.[2] ?? 0),
        named: rows.map(([code, name]) => ({ unit_code: code, unit_name: name })),
        personal: sight.personal,
        bureau: sight.bureau,
        personal_columns: contracts.flatMap(({ label, columns }) =>
          columns
            .filter((column) => column.personal)
            .map((column) => ({ dataset: label[locale], column: column.label[locale] })),
        ),
        kept_back: [...tableRules]
          .filter(
            ([, rule]) =>
              (!sight.bureau && rule.bureau) ||
              (sight.scope.kind !== 'district' && rule.rows === 'district'),
          )
          .map(([relation]) => relation),
      });
    } finally {
      lease.release();
    }
  });
}
