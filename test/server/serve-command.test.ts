import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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
  expect(await run.exit).toBe(1);
  expect(run.errors()).toContain('whole number');
});

test.each(['0.0.0.0', '192.168.1.5', '::', 'example.org'])(
  'serve refuses to listen on %s while nobody signs in',
  async (host) => {
    const run = xiaoan('serve', '--port', '0', '--host', host, '--json');
    expect(await run.exit).toBe(1);
    expect(JSON.parse(run.errors())).toMatchObject({ error: { code: 'host_not_loopback' } });
  },
);
