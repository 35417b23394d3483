import type { FastifyInstance } from 'fastify';
import type { AuditLog } from '../../access/audit.ts';
import type { SqlConsole } from './console.ts';
import { registerExport } from './export-route.ts';
import { registerHelp } from './help-routes.ts';
import { registerKept } from './kept-routes.ts';
import { registerRuns } from './run-routes.ts';
import { registerSnapshotFile } from './snapshot-file-route.ts';
import { withStatus } from './status.ts';

/**
 * The analysts' console: `/api/sql` and what is below it. Failures of the console get their status here.
 */
export async function registerSql(
  server: FastifyInstance,
  console: SqlConsole,
  audit?: AuditLog,
): Promise<void> {
  const routes = { console, audit };
  await server.register(async (scope) => {
    // Thrown on to the server's own handler.
    scope.setErrorHandler((error) => {
      throw withStatus(error);
    });
    registerRuns(scope, routes);
    registerExport(scope, routes);
    registerHelp(scope, routes);
    registerKept(scope, routes);
    registerSnapshotFile(scope, routes);
  });
}
