import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Published } from '../../pipeline/server/index.ts';
import { arrowTable, tinyServer } from './tiny-server.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

const three = [`insert into facts.unit (unit_code) values ('U3')`];

/** A snapshot that is swept, as others were published, between being found and being opened. */
async function swept(id: string, publish: () => void): Promise<Published> {
  const folder = temporaryFolder();
  const published = await tinySnapshot(folder, id);
  return {
    ...published,
    open: () => {
      rmSync(join(folder, published.ref.file), { force: true });
      publish();
      return published.open();
    },
  };
}

test('where a snapshot is swept before it is opened, the newest answers, under its own tag', async () => {
  const { publish, get, reported } = await tinyServer();
  await get('/api/query/unit');
  const next = await tinySnapshot(temporaryFolder(), '20261103T000000-00000003', three);
  const gone = await swept('20261102T000000-00000002', () => publish(next));
  publish(gone);
  const answer = await get('/api/query/unit');
  expect(answer.headers['etag']).toContain('20261103T000000-00000003');
  expect(arrowTable(answer).numRows).toBe(3);
  expect(reported).toEqual([]);
});

test('so it is at the first request of all, when none is open yet', async () => {
  const { publish, get, reported } = await tinyServer();
  const next = await tinySnapshot(temporaryFolder(), '20261103T000000-00000003', three);
  publish(await swept('20261102T000000-00000002', () => publish(next)));
  const answer = await get('/api/query/unit');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['etag']).toContain('20261103T000000-00000003');
  expect(reported).toEqual([]);
});

test('a snapshot that cannot be opened at all is reported, and the one before stays in use', async () => {
  const { publish, get, reported } = await tinyServer();
  await get('/api/query/unit');
  publish(await swept('20261102T000000-00000002', () => undefined));
  const answer = await get('/api/query/unit');
  expect(answer.headers['etag']).toContain('20261101T000000-00000001');
  expect(reported).toHaveLength(1);
});
