import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
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
  const disk = smallDisk('64m');
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
    rmSync(join(disk, 'filler'));
    expect(xiaoan('build', '--warehouse', dir).status).toBe(0);
  } finally {
    execFileSync('umount', [disk]);
  }
}, 120_000);
