import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { lockHolder, openWarehouse } from '../../pipeline/warehouse/index.ts';
import { temporaryFolder } from './fixture.ts';

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error('expected a Failure');
  return error;
};

test('the second writer is told who holds the warehouse, and may write when that one is done', async () => {
  const dir = temporaryFolder();
  const first = await openWarehouse(dir);
  const failure = await failureOf(openWarehouse(dir));
  expect(failure.code).toBe('warehouse_locked');
  expect(failure.text.zh).toContain(`进程 ${process.pid}`);
  expect(failure.text.en).toMatch(/process \d+ \(.+\) since \d{4}-\d\d-\d\dT/);
  expect(lockHolder(dir)).toMatchObject({ pid: process.pid });
  await first.close();
  expect(lockHolder(dir)).toBeUndefined();
  await (await openWarehouse(dir)).close();
  expect(readdirSync(dir).sort()).toEqual(['received', 'snapshots', 'warehouse.duckdb']);
});

test('another process that lives keeps its lock', async () => {
  const dir = temporaryFolder();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    const holder = { pid: other.pid, processStart: null, command: 'ingest 报表', since: 'now' };
    writeFileSync(join(dir, 'writer.lock'), JSON.stringify(holder));
    const failure = await failureOf(openWarehouse(dir));
    expect(failure.text.zh).toContain(`进程 ${other.pid}（ingest 报表）`);
  } finally {
    other.kill('SIGKILL');
  }
});

test.each([
  ['of a process that has died', { pid: 2 ** 22 + 1, processStart: null }],
  ['of an earlier process with the pid of a living one', { pid: process.ppid, processStart: '1' }],
  ['of an earlier process with our own pid', { pid: process.pid, processStart: null }],
])('a lock %s is taken over', async (_, stale) => {
  const dir = temporaryFolder();
  const lock = join(dir, 'writer.lock');
  writeFileSync(lock, JSON.stringify({ ...stale, command: 'build', since: '2025-01-01' }));
  const warehouse = await openWarehouse(dir);
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
  await warehouse.close();
  expect(existsSync(lock)).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'a lock of a process that has ended is taken over, though its parent never asks for its end',
  async () => {
    // It ends after the shell has become another program: a shell might ask for its end.
    const parent = spawn('/bin/sh', ['-c', 'sleep 1 & echo $!; exec sleep 60']);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    await expect.poll(() => stat()[0]).toBe('Z');
    const dir = temporaryFolder();
    const holder = { pid, processStart: stat()[19], command: 'build', since: '2025-01-01' };
    writeFileSync(join(dir, 'writer.lock'), JSON.stringify(holder));
    expect(lockHolder(dir)).toBeUndefined();
    await (await openWarehouse(dir)).close();
  },
);

test('what dead processes left beside the lock and among the originals is cleared away', async () => {
  const dir = temporaryFolder();
  await (await openWarehouse(dir)).close();
  const dead = { pid: 2 ** 22 + 1, processStart: null, command: 'ingest', since: '2025-01-01' };
  writeFileSync(join(dir, '.writer.lock-one'), JSON.stringify(dead));
  writeFileSync(join(dir, '.writer.lock-one-stale'), JSON.stringify(dead));
  const asking = { ...dead, pid: process.ppid };
  writeFileSync(join(dir, '.writer.lock-two'), JSON.stringify(asking));
  writeFileSync(join(dir, 'received', 'abc.123.partial'), 'half');
  writeFileSync(join(dir, 'received', 'abc'), 'whole');
  await (await openWarehouse(dir)).close();
  expect(readdirSync(join(dir, 'received'))).toEqual(['abc']);
  expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual(['.writer.lock-two']);
});

test('a file that is no database is named, and the lock is given back', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'warehouse.duckdb'), 'not a database, only some text');
  const failure = await failureOf(openWarehouse(dir));
  expect(failure.code).toBe('warehouse_unreadable');
  expect(failure.options.where?.file).toBe(join(dir, 'warehouse.duckdb'));
  expect(lockHolder(dir)).toBeUndefined();
});
