import { expect, test } from 'vitest';
import { Failure, text } from '../../pipeline/contracts/index.ts';
import type { Actions, FileReport } from '../../pipeline/server/index.ts';
import { tinyServer } from './tiny-server.ts';

const ID = 'a'.repeat(64);

const report: FileReport = {
  file_id: ID,
  file_name: '台账.xlsx',
  archive: null,
  status: 'partly',
  already_known: false,
  replaces: null,
  rows_in: 3,
  rows_accepted: 2,
  rows_quarantined: 1,
  rows_warned: 0,
  error: null,
  reasons: [{ kind: 'error', reason: '“上周”不是日期', faults: 1, cells: ['台账 B5'] }],
};

const locked = new Failure('warehouse_locked', text('正在写入', 'Being written to'), {
  hint: text('请等待', 'Wait'),
});

/** Actions that note what they were asked for. */
function noting(more: Partial<Actions> = {}) {
  const asked: unknown[] = [];
  const note = (name: string) => async (what: unknown) => {
    asked.push([name, what]);
    return [report];
  };
  const actions: Actions = {
    upload: async ({ name, bytes }) => {
      asked.push(['upload', name, Buffer.from(bytes).toString('utf8')]);
      return [report];
    },
    mapCode: note('code'),
    mapUnit: note('unit'),
    mapHeader: note('header'),
    correction: async (_snapshot, fileId) => ({
      name: `${fileId.slice(0, 4)} 更正.xlsx`,
      bytes: Buffer.from('PK'),
    }),
    unmapped: async () => [],
    publication: () => ({ state: 'waiting', error: null }),
    ...more,
  };
  return { actions, asked };
}

const OWN = { host: '127.0.0.1', 'x-xiaoan': '1' };
const BYTES = { ...OWN, 'content-type': 'application/octet-stream' };

const upload = (name: string) => `/api/upload?lang=en&name=${encodeURIComponent(name)}`;

test('a file is handed on by its bytes and its bare name, and its outcome comes back', async () => {
  const { actions, asked } = noting();
  const { server } = await tinyServer({ actions });
  for (const [given, kept] of [
    ['台账 5月.xlsx', '台账 5月.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\表.csv', '表.csv'],
    ['.\u0000hidden\n.csv', 'hidden.csv'],
  ]) {
    const answer = await server.inject({
      method: 'POST',
      url: upload(given ?? ''),
      headers: BYTES,
      payload: 'abc',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      files: [report],
      publication: { state: 'waiting', error: null },
    });
    expect(asked.at(-1)).toEqual(['upload', kept, 'abc']);
  }
});

test.each([
  ['without the header', { 'x-xiaoan': undefined }],
  ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ['from a sister site', { 'sec-fetch-site': 'same-site' }],
  ['from another origin', { origin: 'http://evil.example' }],
  ['from another port', { origin: 'http://127.0.0.1:9999' }],
])('an action %s is refused before its body is looked at', async (_, change) => {
  const { actions, asked } = noting();
  const { server } = await tinyServer({ actions });
  const headers = Object.fromEntries(
    Object.entries({ ...BYTES, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  for (const url of [upload('a.csv'), '/api/map/code', '/api/map/unit', '/api/map/header']) {
    const answer = await server.inject({ method: 'POST', url, headers, payload: 'abc' });
    expect(answer.statusCode, url).toBe(403);
    expect(answer.json()).toMatchObject({ error: { code: 'other_origin' } });
  }
  expect(asked).toEqual([]);
});

test('the own page is let in', async () => {
  const { actions } = noting();
  const { server } = await tinyServer({ actions });
  const answer = await server.inject({
    method: 'POST',
    url: upload('a.csv'),
    headers: { ...BYTES, origin: 'http://127.0.0.1', 'sec-fetch-site': 'same-origin' },
    payload: 'abc',
  });
  expect(answer.statusCode).toBe(200);
});

test('what another process is writing is told with its lock, in the reader’s language', async () => {
  const { actions } = noting({ upload: () => Promise.reject(locked) });
  const { server, reported } = await tinyServer({ actions });
  for (const [lang, message] of [
    ['zh', '正在写入'],
    ['en', 'Being written to'],
  ] as const) {
    const answer = await server.inject({
      method: 'POST',
      url: '/api/upload?name=a.csv',
      headers: { ...BYTES, 'accept-language': lang },
      payload: 'abc',
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ error: { code: 'warehouse_locked', message } });
  }
  expect(reported, 'no bug of ours').toEqual([]);
});

test('a body that is no file, no name, or too large, is refused in the one shape', async () => {
  const { actions, asked } = noting();
  const { server } = await tinyServer({ actions });
  const send = (url: string, headers: Record<string, string>, payload: string | Buffer) =>
    server.inject({ method: 'POST', url, headers, payload });
  const json = { ...OWN, 'content-type': 'application/json' };
  for (const [answer, status, code] of [
    [await send(upload('a.csv'), json, '{}'), 415, 'not_bytes'],
    [await send(upload('..'), BYTES, 'abc'), 400, 'name_missing'],
    [await send(upload('a.csv'), BYTES, Buffer.alloc(100_000_001)), 413, 'file_too_large'],
    [await send('/api/map/code', json, '{"list":"severity","word":""}'), 400, 'bad_field'],
    [await send('/api/map/code', json, `{"list":"${'x'.repeat(5000)}"}`), 413, 'file_too_large'],
  ] as const) {
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ error: { code } });
  }
  expect(asked).toEqual([]);
});

test('when several wait already, the next is told to come again', async () => {
  let release: (reports: FileReport[]) => void = () => undefined;
  const held = new Promise<FileReport[]>((resolve) => (release = resolve));
  const { actions } = noting({ upload: () => held });
  const { server } = await tinyServer({ actions });
  const send = () =>
    server.inject({ method: 'POST', url: upload('a.csv'), headers: BYTES, payload: 'abc' });
  const waiting = Array.from({ length: 4 }, send);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const fifth = await send();
  expect(fifth.statusCode).toBe(429);
  expect(fifth.json()).toMatchObject({ error: { code: 'too_many_waiting' } });
  release([report]);
  expect((await Promise.all(waiting)).map(({ statusCode }) => statusCode)).toEqual([
    200, 200, 200, 200,
  ]);
});

test('choices are handed on field by field', async () => {
  const { actions, asked } = noting();
  const { server } = await tinyServer({ actions });
  const send = (path: string, payload: object) =>
    server.inject({ method: 'POST', url: `/api/map/${path}`, headers: OWN, payload });
  await send('code', { list: 'severity', word: '一般3级', code: 'general', more: 'x' });
  await send('unit', { name: '青禾小', unit_code: '1001', former: true });
  await send('header', { dataset: 'hazard', header: '颜色', column: null });
  expect(asked).toEqual([
    ['code', { list: 'severity', word: '一般3级', code: 'general' }],
    ['unit', { name: '青禾小', unitCode: '1001', former: true }],
    ['header', { dataset: 'hazard', header: '颜色', column: null }],
  ]);
});

test('a correction workbook is a download under its own name; another address is none', async () => {
  const { actions } = noting();
  const { get } = await tinyServer({ actions });
  const answer = await get(`/api/correction/${ID}.xlsx`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('aaaa 更正.xlsx'));
  expect(answer.headers['cache-control']).toBe('no-store');
  for (const path of ['x.xlsx', `${ID}.csv`, `..%2F${ID}.xlsx`]) {
    expect((await get(`/api/correction/${path}`)).statusCode, path).toBe(404);
  }
});

test('a server without actions has none', async () => {
  const { server } = await tinyServer();
  const answer = await server.inject({
    method: 'POST',
    url: upload('a.csv'),
    headers: BYTES,
    payload: 'abc',
  });
  expect(answer.statusCode).toBe(404);
});
