import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tableFromIPC } from 'apache-arrow';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunningConsole } from '../../pipeline/console/index.ts';
import { Failure } from '../../pipeline/contracts/index.ts';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';
import { ask, bytesOf, givenConsole, rowsOf } from './given.ts';
import { query } from './query.ts';

const ENDLESS =
  'select count(*) from range(10000000) a, range(10000000) b where a.range * b.range % 7 = 3';

/** The machine may have other work: how fast it goes is for the bench, that it does not wait for a time limit for tests. */
const PATIENT = { timeout: 20_000 };

/** The code of the failure that a promise ends with. */
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

/** Runs a query until it is at work; the promise is for its end. */
async function begin(console: RunningConsole, sql: string, reader = 'local') {
  const asked = query(sql);
  const end = codeOf(console.query(reader, asked).then(async (answer) => bytesOf(answer.pieces)));
  await expect.poll(() => console.state(reader, asked.id, 'en')?.state, PATIENT).toBe('running');
  await wait(200);
  return { id: asked.id, end };
}

/** Process ids of the workers of a console; its own, as they are this process's children. */
const workers = (console: RunningConsole): number[] => [...console.pool.processes];

const busiest = async (console: RunningConsole): Promise<number> => {
  const used = (pid: number) =>
    Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .split(' ')
        .slice(13, 15)
        .map(Number)
        .reduce((a, b) => a + b, 0),
    );
  const before = new Map(workers(console).map((pid) => [pid, used(pid)]));
  await wait(500);
  const [most] = [...before].sort((a, b) => used(b[0]) - b[1] - (used(a[0]) - a[1]));
  return most?.[0] ?? 0;
};

test('a worker killed at work is replaced, and who asked is told', async () => {
  const { console, reported } = await givenConsole();
  await ask(console, 'select 1');
  const { end, id } = await begin(console, ENDLESS);
  await console.pool.settled();
  const victim = await busiest(console);
  const killed = performance.now();
  process.kill(victim, 'SIGKILL');
  const next = ask(console, 'select 42');
  expect(await end).toBe('sql_crashed');
  expect(rowsOf(await next)).toEqual([[42]]);
  expect(performance.now() - killed).toBeLessThan(PATIENT.timeout);
  expect(console.state('local', id, 'en')).toMatchObject({
    state: 'failed',
    error: { code: 'sql_crashed' },
  });
  expect(reported).toHaveLength(1);
});

test('a spare that dies is replaced before anybody asks', async () => {
  const { console } = await givenConsole();
  await ask(console, 'select 1');
  await console.pool.settled();
  const before = workers(console);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await expect
    .poll(() => workers(console).some((pid) => !before.includes(pid)), PATIENT)
    .toBe(true);
  expect(rowsOf(await ask(console, 'select 1'))).toEqual([[1]]);
});

test('a query is cancelled, and only by who asked it', async () => {
  const { console } = await givenConsole();
  const { end, id } = await begin(console, ENDLESS);
  console.cancel('other', id);
  await wait(300);
  expect(console.state('local', id, 'en')?.state).toBe('running');
  expect(console.state('other', id, 'en')).toBeUndefined();
  const started = performance.now();
  console.cancel('local', id);
  expect(await end).toBe('sql_cancelled');
  expect(performance.now() - started).toBeLessThan(PATIENT.timeout);
  expect(console.state('local', id, 'en')?.state).toBe('cancelled');
});

test('a query that waits for its turn is cancelled too', async () => {
  const { console } = await givenConsole({ limits: { concurrent: 1 } });
  const first = await begin(console, ENDLESS);
  const second = query('select 1');
  const end = codeOf(console.query('local', second));
  await expect.poll(() => console.state('local', second.id, 'en')?.state, PATIENT).toBe('waiting');
  console.cancel('local', second.id);
  expect(await end).toBe('sql_cancelled');
  console.cancel('local', first.id);
  expect(await first.end).toBe('sql_cancelled');
});

test('a query out of time is interrupted; a worker that heeds nothing is killed', async () => {
  const { console } = await givenConsole({ limits: { seconds: 1, graceMilliseconds: 300 } });
  await ask(console, 'select 1');
  const started = performance.now();
  expect(await codeOf(ask(console, ENDLESS))).toBe('sql_timeout');
  expect(performance.now() - started).toBeLessThan(PATIENT.timeout);
  const { end } = await begin(console, ENDLESS);
  const victim = await busiest(console);
  process.kill(victim, 'SIGSTOP');
  expect(await end).toBe('sql_timeout');
  await expect.poll(() => existsSync(`/proc/${victim}`), PATIENT).toBe(false);
  expect(rowsOf(await ask(console, 'select 1'))).toEqual([[1]]);
});

test('a worker that takes memory which DuckDB does not count is ended from outside', async () => {
  const { console } = await givenConsole({ limits: { memoryMegabytes: 100, seconds: 20 } });
  // The text of a JSON document is made by the worker itself, outside of DuckDB.
  const sql = `select list(repeat('x', 50000)) from range(1200) group by range % 2`;
  expect(await codeOf(ask(console, sql, { format: 'json' }))).toBe('sql_memory');
  expect(rowsOf(await ask(console, 'select 1'))).toEqual([[1]]);
});

test('a new snapshot does not disturb a query on the old one', async () => {
  const given = await givenConsole();
  const { console } = given;
  const answer = await console.query(
    'local',
    query(`select u.unit_code, repeat('x', 300) || r.range from facts.unit u, range(150000) r`),
  );
  const first = await answer.pieces.next();
  const folder = temporaryFolder();
  const { ref } = await tinySnapshot(folder, '20261102T000000-00000002', [
    `insert into facts.unit (unit_code) values ('U3')`,
  ]);
  const old = given.path;
  given.path = join(folder, ref.file);
  rmSync(old);
  const count = 'select count(*)::integer from facts.unit';
  expect(rowsOf(await ask(console, count))).toEqual([[3]]);
  const rest = await bytesOf(answer.pieces);
  const table = tableFromIPC(Buffer.concat([first.value as Uint8Array, rest]));
  expect(table.numRows).toBe(300_000);
});

test('an answer that is read slowly is made slowly, and never whole in memory', async () => {
  const { console } = await givenConsole();
  const asked = query(`select repeat('x', 500) || range as t from range(400000)`);
  const answer = await console.query('local', asked);
  const before = process.memoryUsage.rss();
  const first = await answer.pieces.next();
  await wait(1000);
  const { rows = 0 } = console.state('local', asked.id, 'en') ?? {};
  expect(rows).toBeLessThan(150_000);
  let bytes = (first.value as Uint8Array).length;
  let most = 0;
  for await (const piece of answer.pieces) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  expect(bytes).toBeGreaterThan(200_000_000);
  expect((most - before) / 1e6).toBeLessThan(150);
  expect(console.state('local', asked.id, 'en')).toMatchObject({ state: 'done', rows: 400_000 });
});

test('an answer that nobody reads on is given up', async () => {
  const { console } = await givenConsole({ limits: { stalledSeconds: 0.5 } });
  const answer = await console.query('local', query(`select repeat('x', 500) from range(400000)`));
  await answer.pieces.next();
  await wait(1500);
  expect(await codeOf(bytesOf(answer.pieces))).toBe('sql_timeout');
});

test('rows beyond the cap are cut off, and it is said', async () => {
  const { console } = await givenConsole({ limits: { rows: 5000 } });
  for (const [rows, truncated] of [
    [5000, false],
    [5001, true],
    [100_000, true],
  ] as const) {
    const asked = query(`from range(${rows})`);
    const answer = await console.query('local', asked);
    expect(tableFromIPC(await bytesOf(answer.pieces)).numRows).toBe(5000);
    expect(console.state('local', asked.id, 'en')).toMatchObject({ rows: 5000, truncated });
  }
});

test('when too many ask, the next are told to wait', async () => {
  const { console } = await givenConsole({
    limits: { concurrent: 1, waiting: 1, waitSeconds: 1 },
  });
  const first = await begin(console, ENDLESS, 'a');
  const second = codeOf(ask(console, 'select 1', { reader: 'b' }));
  await wait(100);
  expect(await codeOf(ask(console, 'select 1', { reader: 'c' }))).toBe('sql_busy');
  expect(await second).toBe('sql_busy');
  // Completion waits for none of them.
  expect(JSON.parse((await console.complete('d', 'select 1 fro', 12)).toString())).toHaveProperty(
    'options',
  );
  console.cancel('a', first.id);
  await first.end;
});

/** As the kernel numbers its scheduling classes (sched(7)); where there is no `chrt`, it stays the usual one. */
const SCHED_IDLE = spawnSync('chrt', ['--version']).error ? '0' : '5';

test.runIf(process.platform === 'linux')(
  'a worker has no environment, the lowest priority, and limits of the kernel',
  async () => {
    const { console } = await givenConsole({ limits: { memoryMegabytes: 300 } });
    const { id, end } = await begin(console, ENDLESS);
    const pid = await busiest(console);
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
    const names = environment.map((entry) => entry.split('=')[0]).sort();
    const allowed = ['HOME', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'PWD', 'TZ'];
    expect(allowed).toEqual(expect.arrayContaining(names));
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [, fields = ''] = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').split(') ');
      expect(fields.split(' ')[16], `nice of thread ${thread}`).toBe('19');
      expect(fields.split(' ')[38], `class of thread ${thread}`).toBe(SCHED_IDLE);
    }
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('1000');
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
    expect(limits).toMatch(/Max core file size\s+0 /);
    expect(limits).toMatch(new RegExp(`Max data size\\s+${(300 * 2 + 1024) * 1024 * 1024} `));
    console.cancel('local', id);
    await end;
  },
);

test('a closed console leaves no process and no folder behind', async () => {
  // A place of its own: other tests open consoles meanwhile.
  const place = temporaryFolder();
  vi.stubEnv('TMPDIR', place);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const own = () => readdirSync(place).filter((name) => name.startsWith('xiaoan-console-'));
  const { console } = await givenConsole();
  const running = await begin(console, ENDLESS);
  const pids = workers(console);
  expect(own()).not.toEqual([]);
  await console.close();
  expect(await running.end).not.toBe('ok');
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  expect(own()).toEqual([]);
  expect(await codeOf(ask(console, 'select 1', { id: randomUUID() }))).toBe('sql_unavailable');
});
