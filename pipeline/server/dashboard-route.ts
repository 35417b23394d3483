import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { text } from '../contracts/index.ts';
import { HttpFailure, notFound } from './http-failure.ts';

const YEAR = 365 * 24 * 3600;

/**
 * Serves the built dashboard; every address that is no file is a page of it. Vite puts a hash of the
 * content into the names under `assets/`, so those never change; all else is asked for again.
 * @param folder where `vite build` wrote to
 */
export async function registerDashboard(server: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built)
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const hashed = path.startsWith(join(folder, 'assets'));
        response.setHeader(
          'cache-control',
          hashed ? `public, max-age=${YEAR}, immutable` : 'no-cache',
        );
      },
    });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isPage = request.method === 'GET' && !/^\/(api|assets)(\/|$)|\.\w+$/.test(path);
    if (!isPage) throw notFound(path);
    if (!built)
      throw new HttpFailure(
        503,
        'dashboard_missing',
        text('页面还没有构建', 'The dashboard has not been built'),
        { hint: text('运行 npm run build', 'Run npm run build') },
      );
    return reply.sendFile('index.html');
  });
}
