import type { FastifyInstance } from 'fastify';
import { signedIn } from './access/rule.ts';
import type { SnapshotHolder } from './snapshot-holder.ts';

/** `GET /api/health`: which snapshot is being read, and which months it holds. */
export function registerStatus(server: FastifyInstance, holder: SnapshotHolder): void {
  server.get('/api/health', { config: { access: signedIn } }, async (_request, reply) => {
    const lease = await holder.lease();
    try {
      const rows = await lease.connection.runAndReadAll(
        `select strftime(min(month), '%Y-%m'), strftime(max(month), '%Y-%m') from marts.unit_month`,
      );
      const { snapshot_id, month, policy_version, published_at } = lease.ref;
      const months = rows.getRowsJson()[0] ?? [];
      return await reply
        .header('cache-control', 'no-store')
        .send({ snapshot_id, month, policy_version, published_at, months });
    } finally {
      lease.release();
    }
  });
}
