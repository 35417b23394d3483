import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { text } from '../contracts/index.ts';
import { anyone } from './access/rule.ts';
import { HttpFailure, notFound } from './http-failure.ts';

const YEAR = 365 * 24 * 3600;

/**
 * Serves the built dashboard; every address that is no file is a page of it. Vite puts a hash of the
 * content into the names under `assets/`, so those never change; all else is asked for again. A build that
 * replaces the one the server began with is served as soon as it lies there.
 * @param folder where `vite build` wrote to
 */
export async function registerDashboard(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    // The one route below sends the files, so that it too says who may use it.
    serve: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader(
        'cache-control',
        hashed ? `public, max-age=${YEAR}, immutable` : 'no-cache',
      );
    },
  });
  const filesNow = followFiles(folder);
  server.setNotFoundHandler((request) => {
    throw notFound(pathOf(request.url));
  });
  // Program and style only: what they show is asked for under /api.
  server.get('/*', { config: { access: anyone } }, (request, reply) => {
    const path = pathOf(request.url);
    const files = filesNow();
    if (files.has(path.slice(1))) return reply.sendFile(path.slice(1));
    if (/^\/(api|assets)(\/|$)|\.\w+$/.test(path)) throw notFound(path);
    if (!files.has('index.html'))
      throw new HttpFailure(
        503,
        'dashboard_missing',
        text('页面还没有构建', 'The dashboard has not been built'),
        { hint: text('运行 npm run build', 'Run npm run build') },
      );
    return reply.sendFile('index.html');
  });
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/**
 * Every file of the dashboard that lies in a folder, as its address says it; listed anew when a build has added
 * or removed one, which the times of the folders show.
 */
function followFiles(folder: string): () => ReadonlySet<string> {
  let listed = '';
  let files: ReadonlySet<string> = new Set();
  return () => {
    const times = [folder, join(folder, 'assets')]
      .map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs)
      .join();
    if (times !== listed) {
      files = filesIn(folder);
      listed = times;
    }
    return files;
  };
}

/** A folder that a build is just emptying holds none. */
function filesIn(folder: string): ReadonlySet<string> {
  if (!statSync(folder, { throwIfNoEntry: false })) return new Set();
  return new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}
