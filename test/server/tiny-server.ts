import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import { createServer, type Published, type ServerOptions } from '../../pipeline/server/index.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

export interface TinyServer {
  readonly server: FastifyInstance;
  /** Errors that the server reported as its own. */
  readonly reported: unknown[];
  /** Makes another snapshot the published one. */
  publish(next: Published | undefined): void;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

/** A server on a small snapshot and a dashboard of three files; closed after the test. */
export async function tinyServer(options: Partial<ServerOptions> = {}): Promise<TinyServer> {
  const folder = temporaryFolder();
  const dashboard = join(folder, 'dist');
  mkdirSync(join(dashboard, 'assets'), { recursive: true });
  writeFileSync(join(dashboard, 'index.html'), '<!doctype html><title>校安</title>');
  writeFileSync(join(dashboard, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(dashboard, 'assets/index-abc123.js'), 'export {};'.repeat(200));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  let published: Published | undefined = await tinySnapshot(folder);
  const reported: unknown[] = [];
  const server = await createServer({
    findSnapshot: () => published,
    dashboard,
    makeTemplate: async (contract, locale) => Buffer.from(`${contract.dataset} ${locale}`),
    report: (error) => reported.push(error),
    ...options,
  });
  onTestFinished(() => server.close());
  return {
    server,
    reported,
    publish: (next) => (published = next),
    get: (url, headers = {}) => server.inject({ url, headers: { host: '127.0.0.1', ...headers } }),
  };
}

/** The answer as an Arrow table. */
export const arrowTable = (response: LightMyRequestResponse): Table =>
  tableFromIPC(new Uint8Array(response.rawPayload));
