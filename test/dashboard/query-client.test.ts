import {
  Int32,
  Int64,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  vectorFromArray,
} from 'apache-arrow';
import { DateDay } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import { QueryClient, queryUrl } from '../../dashboard/data/query.ts';
import { QueryError } from '../../dashboard/data/query-error.ts';
import { rows } from '../../dashboard/data/rows.ts';

const snapshot = (id: string): string => `"20261103T020000-${id}-unit-"`;

const answer = (value: number, id = '1a2b3c4d'): Response =>
  new Response(
    new Uint8Array(tableToIPC(new Table({ value: vectorFromArray([value], new Int32()) }))),
    {
      headers: { etag: snapshot(id) },
    },
  );

test('an address leaves out what is not given and keeps one order', () => {
  expect(queryUrl('change', { month: '2026-09', area: null, kind: undefined })).toBe(
    '/api/query/change?month=2026-09',
  );
  expect(queryUrl('unit', { b: 2, a: '一' }, 'csv')).toBe('/api/export/unit.csv?a=%E4%B8%80&b=2');
});

test('a question is asked once a snapshot', async () => {
  let value = 0;
  const get = vi.fn(() => Promise.resolve(answer((value += 1))));
  const client = new QueryClient(undefined, get);
  client.useSnapshot('20261103T020000-1a2b3c4d');
  const first = await client.query('unit');
  expect(await client.query('unit')).toBe(first);
  expect(get).toHaveBeenCalledTimes(1);

  client.useSnapshot('20261203T020000-5e6f7a8b');
  expect(rows(await client.query('unit'))).toEqual([{ value: 2 }]);
});

test('an answer from a newer snapshot is noticed', async () => {
  const onNewSnapshot = vi.fn();
  const client = new QueryClient(onNewSnapshot, () => Promise.resolve(answer(1, 'ffffffff')));
  client.useSnapshot('20261103T020000-1a2b3c4d');
  await client.query('unit');
  expect(onNewSnapshot).toHaveBeenCalledOnce();
});

test('the one error shape is read, and a failed question may be asked again', async () => {
  const error = { code: 'unknown_query', message: '没有这个查询', where: null, hint: '见 /api' };
  const responses = [new Response(JSON.stringify({ error }), { status: 404 }), answer(7)];
  const client = new QueryClient(undefined, () => Promise.resolve(responses.shift() as Response));
  await expect(client.query('unit')).rejects.toMatchObject({
    name: 'QueryError',
    code: 'unknown_query',
    message: '没有这个查询',
    hint: '见 /api',
  });
  expect(rows(await client.query('unit'))).toEqual([{ value: 7 }]);
});

test('what is not in the error shape is still an error of ours', async () => {
  const broken = new QueryClient(undefined, () =>
    Promise.resolve(new Response('<html>', { status: 502, statusText: 'Bad Gateway' })),
  );
  await expect(broken.query('unit')).rejects.toMatchObject({ code: 'http_502' });
  const offline = new QueryClient(undefined, () => Promise.reject(new TypeError('fetch failed')));
  const failure = await offline.query('unit').catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(QueryError);
  expect(failure).toMatchObject({ code: 'unreachable' });
});

test('rows hold dates as text and no big numbers', () => {
  const table = new Table({
    day: vectorFromArray([new Date('2026-03-01T00:00:00Z'), null], new DateDay()),
    at: vectorFromArray([Date.UTC(2026, 2, 1, 8, 30), null], new TimestampMicrosecond()),
    count: vectorFromArray([5n, null], new Int64()),
  });
  expect(rows(table)).toEqual([
    { day: '2026-03-01', at: '2026-03-01T08:30:00', count: 5 },
    { day: null, at: null, count: null },
  ]);
});
