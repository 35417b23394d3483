import type { FastifyInstance } from 'fastify';

/** How long an answer may still take once the server was told to stop, in milliseconds. */
const GRACE = 15_000;

/**
 * Lets `server.close()` end as soon as the last answer has been sent. Browsers keep connections open
 * on which they have asked nothing yet, and Node would wait for those until they time out.
 */
export function closePromptly(server: FastifyInstance): void {
  let answering = 0;
  let closing = false;
  const closeIfDone = () => {
    if (closing && answering === 0) server.server.closeAllConnections();
  };
  server.addHook('onRequest', async (_request, reply) => {
    answering++;
    reply.raw.once('close', () => {
      answering--;
      closeIfDone();
    });
  });
  server.addHook('preClose', async () => {
    closing = true;
    closeIfDone();
    setTimeout(() => server.server.closeAllConnections(), GRACE).unref();
  });
}
