import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { Published } from '../../pipeline/server/index.ts';
import { tinyServer } from './tiny-server.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

/** Rows enough that an answer is sent in many pieces. */
const large = `insert into marts.decision (unit_code, snapshot_id)
  select 'U' || range, repeat('x', 100) || range from range(150000)`;

/** Tells when the instance that it opens is closed. */
function watched(published: Published): Published & { closed: () => boolean } {
  let closed = false;
  return {
    ...published,
    closed: () => closed,
    open: async () => {
      const instance = await published.open();
      const close = instance.closeSync.bind(instance);
      instance.closeSync = () => {
        closed = true;
        close();
      };
      return instance;
    },
  };
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100 && !condition(); tries++) await wait(50);
  return condition();
}

test('who reads when another snapshot is published finishes on the old one, then it is closed', async () => {
  const { server, publish } = await tinyServer();
  const old = watched(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002', [large]));
  publish(old);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const slow = await fetch(`${url}/api/query/decision`, {
    headers: { 'accept-encoding': 'identity' },
  });
  expect(slow.headers.get('etag')).toContain('00000002');
  publish(await tinySnapshot(temporaryFolder(), '20261103T000000-00000003'));
  const health = await (await fetch(`${url}/api/health`)).json();
  expect(health).toMatchObject({ snapshot_id: '20261103T000000-00000003' });
  expect(old.closed()).toBe(false);
  expect(tableFromIPC(new Uint8Array(await slow.arrayBuffer())).numRows).toBe(150_000);
  expect(await until(old.closed)).toBe(true);
});

test('a reader that goes away half-way lets go of the snapshot', async () => {
  const { server, publish, reported } = await tinyServer();
  const old = watched(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002', [large]));
  publish(old);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  for (const encoding of ['identity', 'br']) {
    const broken = new AbortController();
    const response = await fetch(`${url}/api/query/decision`, {
      signal: broken.signal,
      headers: { 'accept-encoding': encoding },
    });
    expect(response.status).toBe(200);
    broken.abort();
  }
  publish(await tinySnapshot(temporaryFolder(), '20261103T000000-00000003'));
  await fetch(`${url}/api/health`);
  expect(await until(old.closed)).toBe(true);
  expect(reported).toEqual([]);
});

test('many readers at the moment of a switch all get whole answers of one snapshot', async () => {
  const { server, publish } = await tinyServer();
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const next = await tinySnapshot(temporaryFolder(), '20261102T000000-00000002', [
    `insert into facts.unit (unit_code) values ('U3')`,
  ]);
  const answers = Array.from({ length: 60 }, async (_, index) => {
    if (index === 20) publish(next);
    const response = await fetch(`${url}/api/query/unit`);
    const { numRows } = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    return `${response.headers.get('etag')?.slice(3, 27)} ${numRows}`;
  });
  const kinds = new Set(await Promise.all(answers));
  expect(
    [...kinds].every((kind) =>
      ['20261101T000000-00000001 2', '20261102T000000-00000002 3'].includes(kind),
    ),
  ).toBe(true);
  expect(kinds).toContain('20261102T000000-00000002 3');
});

test('closing waits for answers being sent, and for nothing else', async () => {
  const { server, publish } = await tinyServer();
  publish(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002', [large]));
  const url = new URL(await server.listen({ port: 0, host: '127.0.0.1' }));
  // As browsers do: connected, and nothing asked yet.
  const silent = connect(Number(url.port), url.hostname);
  await once(silent, 'connect');
  silent.resume();
  const answer = await fetch(new URL('/api/query/decision', url));
  const started = performance.now();
  const closed = server.close();
  const { numRows } = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
  await closed;
  expect(numRows).toBe(150_000);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('closing the server closes the snapshot', async () => {
  const { server, publish, get } = await tinyServer();
  const snapshot = watched(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002'));
  publish(snapshot);
  await get('/api/health');
  await server.close();
  expect(snapshot.closed()).toBe(true);
});
