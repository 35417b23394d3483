import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireSameOrigin } from '../same-origin.ts';
import type { SqlConsole } from './console.ts';
import { registerExport } from './export-route.ts';
import { registerHelp } from './help-routes.ts';
import { registerKept } from './kept-routes.ts';
import { registerRuns } from './run-routes.ts';
import { registerSnapshotFile } from './snapshot-file-route.ts';
import { withStatus } from './status.ts';

/** Names who asks; what they keep and run is theirs alone. */
export type ReaderOf = (request: FastifyRequest) => string;

/** What the routes of the console are made with. */
export interface SqlRoutes {
  readonly console: SqlConsole;
  readonly readerOf: ReaderOf;
}

/**
 * The analysts' console: `/api/sql` and what is below it. All but reading is refused to pages of other
 * origins; failures of the console get their status here.
 */
export async function registerSql(server: FastifyInstance, routes: SqlRoutes): Promise<void> {
  await server.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') requireSameOrigin(request);
    });
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
