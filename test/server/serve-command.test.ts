import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { givenDesk } from '../access/given-desk.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

interface Run {
  readonly output: () => string;
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
  stop(signal: NodeJS.Signals): void;
}

function xiaoan(...args: string[]): Run {
  const child = spawn(process.execPath, ['pipeline/xiaoan.js', ...args], {
    env: { ...process.env, XIAOAN_LANG: 'en' },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (piece) => (output += piece));
  child.stderr.on('data', (piece) => (errors += piece));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    output: () => output,
    errors: () => errors,
    exit: once(child, 'exit').then(([code]) => code as number | null),
    stop: (signal) => void child.kill(signal),
  };
}

/** A warehouse with one published snapshot. */
async function warehouse(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'snapshots'));
  const { ref } = await tinySnapshot(folder);
  const file = join('snapshots', ref.file);
  renameSync(join(folder, ref.file), join(folder, file));
  writeFileSync(join(folder, 'current.json'), JSON.stringify({ ...ref, file }));
  return folder;
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serve says where it is, answers, and closes cleanly on %s',
  async (signal) => {
    const run = xiaoan('serve', '--port', '0', '--json', '--warehouse', await warehouse());
    await expect.poll(run.output, { timeout: 60_000 }).toMatch(/^\{.*\}\n$/);
    const { url } = JSON.parse(run.output()) as { url: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const health = await (await fetch(`${url}/api/health`)).json();
    expect(health).toMatchObject({ month: '2026-10' });
    run.stop(signal);
    expect(await run.exit).toBe(0);
    expect(run.errors()).toBe('');
  },
);

test('a port that is taken, or no port, is said in plain words, before any work', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void holder.close());
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const folder = join(temporaryFolder(), 'warehouse');
  for (const command of ['serve', 'start']) {
    const run = xiaoan(command, '--port', port, '--warehouse', folder);
    expect(await run.exit).toBe(1);
    expect(run.errors()).toContain(`Port ${port} is taken`);
    expect(run.errors()).toContain('--port');
  }
  const run = xiaoan('serve', '--port', '70000', '--warehouse', folder);
  expect(await run.exit).toBe(64);
  expect(run.errors()).toContain('whole number');
});

test.each(['0.0.0.0', '192.168.1.5', '::', 'example.org'])(
  'serve refuses to listen on %s while nobody signs in',
  async (host) => {
    const folder = join(temporaryFolder(), 'warehouse');
    const run = xiaoan('serve', '--port', '0', '--host', host, '--json', '--warehouse', folder);
    expect(await run.exit).toBe(1);
    expect(JSON.parse(run.errors())).toMatchObject({ error: { code: 'host_not_loopback' } });
  },
);

test('with an account it listens elsewhere only over TLS or behind a stated proxy', async () => {
  const folder = await warehouse();
  await givenDesk({}, { folder: join(folder, 'access') });
  const elsewhere = ['serve', '--port', '0', '--host', '0.0.0.0', '--json', '--warehouse', folder];
  const plain = xiaoan(...elsewhere);
  expect(await plain.exit).toBe(1);
  expect(JSON.parse(plain.errors()).error).toMatchObject({
    code: 'host_not_loopback',
    hint: expect.stringContaining('--tls-cert'),
  });
  const half = xiaoan(...elsewhere, '--tls-cert', join(folder, 'none.pem'));
  expect(await half.exit).toBe(1);
  expect(JSON.parse(half.errors()).error.code).toBe('bad_tls');
  const { cert, key } = certificate(folder);
  const secure = xiaoan(...elsewhere, '--tls-cert', cert, '--tls-key', key);
  await expect.poll(secure.output, { timeout: 60_000 }).toMatch(/^\{.*\}\n$/);
  const { url } = JSON.parse(secure.output()) as { url: string };
  expect(url).toMatch(/^https:\/\//);
  const port = new URL(url).port;
  const asked = await overTls(`https://127.0.0.1:${port}/api/health`);
  expect(asked.status).toBe(401);
  expect(asked.headers['strict-transport-security']).toContain('max-age');
  secure.stop('SIGTERM');
  expect(await secure.exit).toBe(0);
  writeFileSync(join(folder, 'access/config.yaml'), 'proxy:\n  addresses: [10.0.0.5]\n');
  const proxied = xiaoan(...elsewhere);
  await expect.poll(proxied.output, { timeout: 60_000 }).toMatch(/^\{.*\}\n$/);
  proxied.stop('SIGTERM');
  expect(await proxied.exit).toBe(0);
});

test('a configuration that is wrong stops it before it listens, and names the line', async () => {
  const folder = await warehouse();
  const file = join(folder, 'sign-in.yaml');
  writeFileSync(file, 'proxy:\n  addresses: [somewhere]\n');
  const run = xiaoan('serve', '--port', '0', '--json', '--warehouse', folder, '--access', file);
  expect(await run.exit).toBe(1);
  expect(JSON.parse(run.errors()).error).toMatchObject({
    code: 'access_config_invalid',
    where: { file, row: 2 },
  });
});

/** A certificate that nobody vouches for, and its key. */
function certificate(folder: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=xiaoan'],
    ...['-keyout', key, '-out', cert],
  ]);
  expect(made.status, String(made.stderr)).toBe(0);
  return { cert, key };
}

function overTls(
  url: string,
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, headers: answer.headers });
    }).on('error', reject);
  });
}
