import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../pipeline/cli.ts';
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
    /^✗ This place may not be read or written.*\n {2}where: .*\n {2}original: .*\n {2}what to do: /,
  );
});
