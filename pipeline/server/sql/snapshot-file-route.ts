import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { attachment } from '../download.ts';
import { useNewest } from '../use-newest.ts';
import { ASKING, nameOf, type SqlRoutes } from './asker.ts';

/** `GET /api/sql/snapshot`: what the console reads, as a file that DuckDB, DBeaver, Python or R open. */
export function registerSnapshotFile(server: FastifyInstance, { console, audit }: SqlRoutes): void {
  server.get(
    '/api/sql/snapshot',
    { exposeHeadRoute: false, compress: false, config: { access: ASKING } },
    async (request, reply) => {
      // Opened first: the file may be swept as soon as a newer one is published.
      const { handle, month, snapshot_id } = await useNewest(
        () => console.file(nameOf(request)),
        async (file) => ({ ...file, handle: await open(file.path) }),
      );
      const { size } = await handle.stat();
      audit?.record({
        event: 'console_export',
        who: nameOf(request),
        address: request.ip,
        what: request.url,
      });
      return reply
        .type('application/vnd.duckdb')
        .header('cache-control', 'no-store')
        .header('content-length', size)
        .header('content-disposition', attachment(`xiaoan-${month}-${snapshot_id}.duckdb`))
        .send(handle.createReadStream());
    },
  );
}
