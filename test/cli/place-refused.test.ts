import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { projectRoot } from '../../pipeline/cli/command.ts';
import { main } from '../../pipeline/cli.ts';
import { canonicalJson, reveal } from '../../pipeline/planning/draw/index.ts';
import { givenDraw } from '../planning/draw/given.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

/** Runs a command; its exit code, and what it printed as an error. */
async function failing(...args: readonly string[]) {
  vi.stubEnv('XIAOAN_LANG', 'en');
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    return {
      code: await main(args),
      said: spy.mock.calls.map(([piece]) => String(piece)).join(''),
    };
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

test('a place that the system refuses is told as any other failure is, with --json in its one shape', async () => {
  const folder = temporaryFolder();
  const file = join(folder, '一 份.txt');
  writeFileSync(file, '');
  for (const command of [['ingest', folder], ['build'], ['correct', '--all', '-o', folder]]) {
    const { code, said } = await failing(...command, '--warehouse', file, '--json');
    expect(code, command[0]).toBe(1);
    expect(JSON.parse(said), command[0]).toMatchObject({
      error: { code: 'place_refused', where: { file: expect.stringContaining(file) as string } },
    });
  }
  const { code, said } = await failing('build', '--warehouse', file);
  expect(code).toBe(1);
  expect(said).toMatch(
    /^✗ This place is not there, may not be read or written.*\n {2}where: .*\n {2}original: .*\n {2}what to do: /,
  );
});

test('a file that is not there to be read, and one in a folder that is not there, are told as failures', async () => {
  const dir = temporaryFolder();
  const nowhere = join(dir, 'nowhere', 'file');
  const certificate = join(dir, 'certificate.json');
  const drawn = reveal(givenDraw(4, 2), ['3'], '2026-11-01T00:00:00Z');
  writeFileSync(certificate, canonicalJson(drawn));
  for (const [code, ...command] of [
    ['file_unreadable', 'plan', '--capacity', nowhere, '--warehouse', dir],
    ['file_unreadable', 'plan', '--capacity', dir, '--warehouse', dir],
    ['file_unreadable', 'draw', 'verify', nowhere],
    ['file_missing', 'ingest', dir, '--mapping', nowhere, '--warehouse', dir],
    ['file_missing', 'map', 'file', nowhere, '--warehouse', dir],
    ['bad_tls', 'serve', '--tls-cert', nowhere, '--tls-key', nowhere, '--warehouse', dir],
    ['access_config_missing', 'serve', '--access', nowhere, '--warehouse', dir],
  ]) {
    const { said } = await failing(...command, '--json');
    expect.soft(JSON.parse(said), command.join(' ')).toMatchObject({ error: { code } });
  }
  const { code, said } = await failing('draw', 'print', certificate, '-o', nowhere);
  expect(code).toBe(1);
  expect(said).toContain('✗ This place is not there');
  expect(said).toContain(`where: ${nowhere}`);
});

// In a process of its own: what this once did cannot be broken off from within.
test.runIf(existsSync('/proc/self'))(
  'a place where the system lets nobody make a folder is refused at once',
  () => {
    const args = ['ingest', 'package.json', '--warehouse', '/proc/nowhere/warehouse', '--json'];
    const { status, stderr } = spawnSync(process.execPath, ['pipeline/xiaoan.js', ...args], {
      cwd: projectRoot,
      timeout: 20_000,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'place_refused', where: { file: '/proc/nowhere' } },
    });
  },
  30_000,
);

test('a command that only reads, and a build that fails, make no warehouse', async () => {
  const folder = temporaryFolder();
  const warehouse = join(folder, 'mistyped');
  for (const command of [
    ['map', 'list'],
    ['correct', '--all', '-o', join(folder, 'out')],
    ['build'],
  ]) {
    const { code, said } = await failing(...command, '--warehouse', warehouse, '--json');
    expect(code, command[0]).toBe(1);
    expect(JSON.parse(said), command[0]).toMatchObject({
      error: { code: 'warehouse_empty', where: { file: warehouse } },
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});
