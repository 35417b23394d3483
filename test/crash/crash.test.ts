import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulate } from '../../data/simulator/simulate.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { killRounds } from './rounds.ts';
import { stateOf } from './state.ts';

const SCRIPT = new URL('../../pipeline/xiaoan.js', import.meta.url).pathname;
let folder: string;
let district: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoan-crash-'));
  district = join(folder, 'district');
  await simulate({ units: 24, months: 3, seed: 'crash', directory: district, format: 'handmade' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const xiaoan = (...args: string[]) =>
  spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8',
    env: { ...process.env, XIAOAN_LANG: 'en' },
  });

test('killed while loading, building or publishing, a restart ends as if nothing had been', async () => {
  let hits = 0;
  for await (const { phase, faults } of killRounds(6, 7)) {
    expect(faults).toEqual([]);
    hits += phase ? 1 : 0;
  }
  expect(hits).toBeGreaterThan(0);
}, 300_000);

test('a second writer is told who holds the warehouse, and changes nothing', async () => {
  const dir = join(folder, 'held');
  const warehouse = await openWarehouse(dir);
  try {
    const second = xiaoan('ingest', district, '--warehouse', dir);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(String(process.pid));
  } finally {
    await warehouse.close();
  }
  expect(xiaoan('ingest', district, '--warehouse', dir).status).toBe(0);
});

test('several ingests at once over the lock of a dead process: one goes on, the others come after it or are told', async () => {
  const [alone, together] = [join(folder, 'alone'), join(folder, 'together')];
  const inbox = join(folder, 'small');
  await simulate({ units: 6, months: 1, seed: 'crash', directory: inbox, format: 'csv' });
  expect(xiaoan('ingest', inbox, '--warehouse', alone).status).toBe(0);
  mkdirSync(together);
  const dead = { pid: 2 ** 22 + 1, processStart: null, command: 'ingest', since: '2025-01-01' };
  writeFileSync(join(together, 'writer.lock'), JSON.stringify(dead));
  const ended = await Promise.all([1, 2, 3].map(() => ingestBeside(inbox, together)));
  for (const { status, said } of ended)
    expect(status === 0 || /written to by process \d+/.test(said), said).toBe(true);
  expect(ended.some(({ status }) => status === 0)).toBe(true);
  expect(await stateOf(together)).toEqual(await stateOf(alone));
}, 240_000);

/** An ingest that does not hold up the others. */
async function ingestBeside(
  inbox: string,
  warehouse: string,
): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [SCRIPT, 'ingest', inbox, '--warehouse', warehouse], {
    env: { ...process.env, XIAOAN_LANG: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said };
}

/** A file system of so many bytes; undefined where we may not make one. */
function smallDisk(size: string): string | undefined {
  const place = mkdtempSync(join(folder, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place], {
      stdio: 'ignore',
    });
    return place;
  } catch {
    return undefined;
  }
}

test('a full disk is a clear error; what was published stands, and the next run goes on', async (context) => {
  const disk = smallDisk('320m');
  if (!disk) return context.skip('no right to mount a small file system');
  try {
    const dir = join(disk, 'warehouse');
    const inbox = join(folder, 'earlier');
    await simulate({ units: 6, months: 1, seed: 'crash', directory: inbox, format: 'csv' });
    expect(xiaoan('ingest', inbox, '--warehouse', dir).status).toBe(0);
    expect(xiaoan('build', '--warehouse', dir).status).toBe(0);
    const before = await stateOf(dir);
    const { bavail, bsize } = statfsSync(disk);
    execFileSync('fallocate', ['-l', String(bavail * bsize - 500_000), join(disk, 'filler')]);
    const build = xiaoan('build', '--warehouse', dir);
    expect(build.status).toBe(1);
    expect(build.stderr).toContain('The disk is full');
    expect(await stateOf(dir)).toEqual(before);
    const { bavail: left } = statfsSync(disk);
    execFileSync('fallocate', ['-l', String(left * bsize - 20_000), join(disk, 'more')]);
    const ingest = xiaoan('ingest', district, '--warehouse', dir);
    expect(ingest.status).toBe(1);
    expect(ingest.stderr).toContain('The disk is full');
    rmSync(join(disk, 'more'));
    rmSync(join(disk, 'filler'));
    expect(await stateOf(dir)).toEqual(before);
    expect(xiaoan('ingest', district, '--warehouse', dir).status).not.toBe(1);
    expect(xiaoan('build', '--warehouse', dir).status).toBe(0);
  } finally {
    execFileSync('umount', [disk]);
  }
}, 240_000);
