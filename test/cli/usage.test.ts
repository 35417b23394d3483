import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { exit, main } from '../../pipeline/cli.ts';
import { receive, temporaryFolder, unitRow } from '../warehouse/fixture.ts';

/** Runs a command in a warehouse with one unit; its exit code and what it said of its failure. */
async function run(...args: readonly string[]) {
  const dir = temporaryFolder();
  await receive(dir, { name: 'f', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } });
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((words) => {
    said.push(String(words));
    return true;
  });
  vi.stubEnv('XIAOAN_LANG', 'en');
  try {
    const code = await main([...args, '--warehouse', dir]);
    return { code, said: said.join('') };
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

test.each([
  ['month', ['build', '--as-of', '2025-13'], '“2025-13” is no month'],
  ['port', ['serve', '--port', '70000'], 'whole number to 65535'],
  ['time', ['ingest', 'x', '--received-at', 'yesterday'], 'is no time'],
  ['format', ['sql', 'select 1', '--format', 'excel'], 'There is no format excel'],
  ['parameter', ['sql', 'select :a', '--parameter', 'nonsense'], 'written name=value'],
  ['interval', ['watch', 'x', '--every', '0'], '--every must be'],
  ['interval', ['watch', 'x', '--every', '.001'], '--every must be 1 to 3600 seconds'],
  ['role', ['account', 'add', 'x', '--role', 'king'], 'The role must be'],
  ['scope', ['account', 'add', 'x', '--role', 'clerk', '--scope', 'moon'], 'No such scope: moon'],
  ['scope left out', ['account', 'add', 'x', '--role', 'clerk'], 'A clerk needs a --scope'],
  ['limit', ['audit', '--limit', '0'], '--limit must be'],
  ['time', ['ingest', 'x', '--received-at', '2025-02-31'], 'is no time'],
  ['day', ['audit', '--from', 'monday'], '--from must be'],
  ['day', ['audit', '--from', '2025-13-45'], '--from must be'],
  ['day', ['audit', '--from', '2025-02-31'], '--from must be'],
  ['event', ['audit', '--event', 'lunch'], '--event must be'],
  ['event, mistyped', ['audit', '--event', 'exports'], 'Did you mean “export”?'],
  ['anchor', ['audit', 'verify', '--anchor', 'x'], '--anchor must be'],
  ['file', ['correct', '-o', 'x'], 'Name a file, or use --all'],
  ['code list', ['map', 'code', 'colour', '红', 'major'], 'There is no code list colour'],
  ['code', ['map', 'code', 'severity', '红', 'red'], 'severity has no code red'],
  ['word', ['map', 'code', 'severity', ' ', 'major'], 'The word is empty'],
  ['dataset', ['map', 'header', 'lunch', '日子', 'found_date'], 'There is no dataset lunch'],
  ['column', ['map', 'header', 'hazard', '日子', 'day'], 'hazard has no column day'],
])('a %s that it can never take is wrong usage', async (_, args, words) => {
  const { code, said } = await run(...args);
  expect(said).toContain(words);
  expect(code).toBe(exit.usage);
});

test('a value that only these data do not have is a failure', async () => {
  expect((await run('build', '--as-of', '2999-01')).code).toBe(exit.failed);
  expect((await run('map', 'unit', '青禾小', 'nowhere')).code).toBe(exit.failed);
  expect((await run('correct', 'nothing.csv', '-o', join(temporaryFolder(), 'x'))).code).toBe(
    exit.failed,
  );
});

test('a mistake in a file is a failure', async () => {
  const file = join(temporaryFolder(), 'words.yaml');
  writeFileSync(file, 'codes:\n  severity:\n    red: [红]\n');
  const { code, said } = await run('map', 'file', file);
  expect(said).toContain('severity has no code red');
  expect(code).toBe(exit.failed);
});
