import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure, text } from '../../pipeline/contracts/index.ts';
import { arrowTable, tinyServer } from './tiny-server.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

test('an answer is named by snapshot, query and parameters, and not sent twice', async () => {
  const { get, publish } = await tinyServer();
  const first = await get('/api/query/unit');
  const tag = String(first.headers['etag']);
  expect(tag).toContain('20261101T000000-00000001');
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const again = await get('/api/query/unit', { 'if-none-match': `"other", ${tag}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  for (const other of ['/api/query/unit?unit=U1', '/api/query/area', '/api/export/unit.csv'])
    expect((await get(other)).headers['etag']).not.toBe(tag);
  const zh = (await get('/api/export/unit.csv?lang=zh')).headers['etag'];
  expect((await get('/api/export/unit.csv?lang=en')).headers['etag']).not.toBe(zh);
  publish(await tinySnapshot(temporaryFolder(), '20261102T000000-00000002'));
  expect((await get('/api/query/unit', { 'if-none-match': tag })).statusCode).toBe(200);
});

test('health tells the snapshot and its months', async () => {
  const { get } = await tinyServer();
  const response = await get('/api/health');
  expect(response.json()).toEqual({
    snapshot_id: '20261101T000000-00000001',
    month: '2026-10',
    policy_version: '2023-09',
    published_at: '2026-11-01T00:00:00Z',
    months: ['2026-09', '2026-10'],
  });
});

test('a snapshot that cannot be opened leaves the one before in use, and is reported', async () => {
  const { get, publish, reported } = await tinyServer();
  await get('/api/health');
  const next = await tinySnapshot(temporaryFolder(), '20261102T000000-00000002');
  publish({ ...next, open: () => Promise.reject(new Error('damaged')) });
  expect((await get('/api/health')).json().snapshot_id).toBe('20261101T000000-00000001');
  expect(reported).toEqual([new Error('damaged')]);
  publish(next);
  expect((await get('/api/health')).json().snapshot_id).toBe('20261102T000000-00000002');
});

test('pages may load and call nothing but this server', async () => {
  const { get } = await tinyServer();
  for (const url of ['/', '/units/U1', '/api/health', '/api/query/unit', '/api/none']) {
    const { headers } = await get(url);
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test.each(['evil.example', 'evil.example:4173', '127.0.0.1.evil.example', '10.0.0.8'])(
  'a request sent to host "%s" is refused (DNS rebinding)',
  async (host) => {
    const { get } = await tinyServer();
    const response = await get('/api/health', { host });
    expect(response.statusCode).toBe(421);
    expect(response.json().error.code).toBe('wrong_host');
  },
);

test.each(['localhost:5173', '127.0.0.1:4173', '[::1]:4173', 'LOCALHOST'])(
  'this machine is known as %s',
  async (host) => {
    const { get } = await tinyServer();
    expect((await get('/api/health', { host })).statusCode).toBe(200);
  },
);

test('addresses of pages give the dashboard; hashed files never change', async () => {
  const { get } = await tinyServer();
  for (const page of ['/', '/units', '/units/U1?month=2026-09', '/data']) {
    const response = await get(page);
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('<title>校安</title>');
    expect(response.headers['cache-control']).toBe('no-cache');
  }
  const script = await get('/assets/index-abc123.js');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await get('/icon.svg')).headers['content-type']).toContain('image/svg+xml');
  for (const missing of ['/assets/old.js', '/missing.png', '/api'])
    expect((await get(missing)).statusCode).toBe(404);
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/assets/..%c0%afsecret.txt',
  '//etc/passwd',
  '/assets/%00',
])('%s leads to no file outside the dashboard', async (url) => {
  const { get } = await tinyServer();
  const response = await get(url);
  expect([200, 400, 403, 404]).toContain(response.statusCode);
  expect(response.body).not.toContain('secret\n');
  expect(response.body).not.toMatch(/^secret$|root:/);
});

test('a dashboard built anew, or only now, under a running server is served as it lies there', async () => {
  const dashboard = join(temporaryFolder(), 'dist');
  const assets = join(dashboard, 'assets');
  const { get } = await tinyServer({ dashboard });
  expect((await get('/')).statusCode).toBe(503);
  for (const [before, now] of [
    ['none', 'first'],
    ['first', 'second'],
  ]) {
    rmSync(dashboard, { recursive: true, force: true });
    mkdirSync(assets, { recursive: true });
    writeFileSync(join(assets, `index-${now}.js`), `'${now}'`);
    writeFileSync(join(dashboard, 'index.html'), `<script src="/assets/index-${now}.js"></script>`);
    expect((await get('/units')).body).toContain(`index-${now}.js`);
    expect((await get(`/assets/index-${now}.js`)).body).toBe(`'${now}'`);
    expect((await get(`/assets/index-${before}.js`)).statusCode).toBe(404);
  }
});

test('what is not built is said, with what to do', async () => {
  const { get } = await tinyServer({ dashboard: '/nonexistent' });
  const response = await get('/units', { 'accept-language': 'en' });
  expect(response.statusCode).toBe(503);
  expect(response.json().error.code).toBe('dashboard_missing');
});

test('answers are compressed where the reader can take it, with the same content', async () => {
  const { get } = await tinyServer();
  const plain = await get('/api/query/code');
  const packed = await get('/api/query/code', { 'accept-encoding': 'br, gzip' });
  expect(packed.headers['content-encoding']).toBe('br');
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  expect(arrowTable(plain).numRows).toBeGreaterThan(50);
});

test('too many requests are refused for a while; pages are not', async () => {
  const { get } = await tinyServer({ requestsPerMinute: 2 });
  await get('/api/health');
  await get('/api/health');
  const response = await get('/api/health');
  expect(response.statusCode).toBe(429);
  expect(response.json().error.code).toBe('too_many_requests');
  expect((await get('/')).statusCode).toBe(200);
});

test('a bug of ours tells nothing of the inside, and is reported', async () => {
  const { get, publish, reported } = await tinyServer();
  publish(
    await tinySnapshot(temporaryFolder(), '20261103T000000-00000003', ['drop table facts.area']),
  );
  const response = await get('/api/query/area');
  expect(response.statusCode).toBe(500);
  expect(response.json().error.code).toBe('internal');
  expect(response.body).not.toMatch(/facts|area|Catalog/);
  expect(reported).toHaveLength(1);
});

test('a failure names a file, but not where it lies on the server', async () => {
  const file = '/srv/bureau/warehouse/current.json';
  const damaged = new Failure('snapshot_unreadable', text('已损坏', 'Damaged'), {
    where: { file },
  });
  const { get, reported } = await tinyServer({
    findSnapshot: () => {
      throw damaged;
    },
  });
  const response = await get('/api/query/unit');
  expect(response.statusCode).toBe(500);
  expect(response.json().error.where).toEqual({ file: 'current.json' });
  expect(reported).toEqual([damaged]);
});

test('a place that the system refuses, or a full disk, is told as it is, by the name alone', async () => {
  const path = '/srv/bureau/warehouse/.writer.lock-1';
  const refused = Object.assign(new Error(`EROFS: read-only file system, open '${path}'`), {
    code: 'EROFS',
    path,
  });
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const answered = async (error: Error) => {
    const { get } = await tinyServer({
      findSnapshot: () => {
        throw error;
      },
    });
    return get('/api/query/unit');
  };
  const response = await answered(refused);
  expect(response.statusCode).toBe(500);
  expect(response.json().error).toMatchObject({
    code: 'place_refused',
    where: { file: '.writer.lock-1' },
  });
  expect(response.body).not.toContain('/srv');
  expect((await answered(full)).json().error.code).toBe('disk_full');
});

test('a template is asked for by dataset and language', async () => {
  const { get } = await tinyServer();
  const response = await get('/api/template/hazard.xlsx?lang=en');
  expect(response.body).toBe('hazard en');
  expect(response.headers['content-disposition']).toBe(
    "attachment; filename*=UTF-8''Hazard%20ledger.xlsx",
  );
  expect((await get('/api/template/hazard.xlsx', { 'accept-language': 'zh' })).body).toBe(
    'hazard zh',
  );
});
