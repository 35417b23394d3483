import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { tinyServer } from '../server/tiny-server.ts';
import { givenConsole } from './given.ts';

const PATIENT = { timeout: 60_000, interval: 100 };
const ENDLESS =
  'select count(*) from range(10000000) a, range(10000000) b where a.range * b.range % 7 = 3';

async function listening() {
  const { console } = await givenConsole();
  const { server } = await tinyServer({ sql: console });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const ask = (id: string, sql: string, signal: AbortSignal) =>
    fetch(`${url}/api/sql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-xiaoan': '1' },
      body: JSON.stringify({ id, sql, parameters: {} }),
      signal,
    });
  const state = (id: string) => console.state('local', id, 'en')?.state;
  return { ask, state, console };
}

test('who leaves before the answer begins has the query ended', async () => {
  const { ask, state } = await listening();
  const [id, control] = [randomUUID(), new AbortController()];
  const asked = ask(id, ENDLESS, control.signal).catch(() => 'left');
  await expect.poll(() => state(id), PATIENT).toBe('running');
  control.abort();
  expect(await asked).toBe('left');
  await expect.poll(() => state(id), PATIENT).toBe('cancelled');
});

test('who leaves in the midst of the answer has the query ended, and the next is answered', async () => {
  const { ask, state } = await listening();
  const [id, control] = [randomUUID(), new AbortController()];
  const response = await ask(
    id,
    `select repeat('x', 500) || range from range(1000000)`,
    control.signal,
  );
  await response.body?.getReader().read();
  expect(state(id)).toBe('running');
  control.abort();
  await expect.poll(() => state(id), PATIENT).toBe('cancelled');
  const next = await ask(randomUUID(), 'select 1', new AbortController().signal);
  expect(next.status).toBe(200);
});

test('an error in the midst of an answer cuts it off, and the run tells it', async () => {
  const { ask, state, console } = await listening();
  const id = randomUUID();
  const sql = `select if(range < 200000, range::varchar, 'x')::bigint from range(200001)`;
  const response = await ask(id, sql, new AbortController().signal);
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
  expect(state(id)).toBe('failed');
  expect(console.state('local', id, 'en')?.error?.code).toBe('sql_error');
});

test.runIf(process.platform === 'linux').each(['answering', 'starting'])(
  'workers end, and clean up, when the server is killed while they are %s',
  async (doing) => {
    const own = mkdtempSync(join(tmpdir(), 'xiaoan-killed-'));
    onTestFinished(() => rmSync(own, { recursive: true, force: true }));
    const child = fork(fileURLToPath(new URL('console-owner.ts', import.meta.url)), [doing], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, TMPDIR: own },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const pids = await new Promise<number[]>((resolve) => {
      child.once('message', (message) => resolve(message as number[]));
    });
    expect(pids.length).toBeGreaterThan(0);
    const folders = () => readdirSync(own).filter((name) => name.startsWith('xiaoan-console-'));
    expect(folders().length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    for (const pid of pids)
      await expect.poll(() => existsSync(`/proc/${pid}/exe`), PATIENT).toBe(false);
    await expect.poll(folders, PATIENT).toEqual([]);
  },
);
