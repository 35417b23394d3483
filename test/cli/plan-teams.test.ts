import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { exit, main } from '../../pipeline/cli.ts';
import { CapacityDesk, type CapacityVersion } from '../../pipeline/cli/planning/capacity-desk.ts';

const teams = (version: string, ...names: readonly string[]): Buffer =>
  Buffer.from(
    `version: ${version}\nteams:\n${names
      .map(
        (name) =>
          `  - { team: ${name}, kind: bureau, area: 东片区, days_per_month: 4, inspectors: [{ name: 甲${name}, skills: [fire] }] }\n`,
      )
      .join('')}`,
  );

async function twoFiles(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoan-teams-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const desk = new CapacityDesk(dir);
  await desk.take('春.yaml', teams('春季', '一组', '二组'), '王');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await desk.take('秋.yaml', teams('秋季', '一组'), null);
  return dir;
}

/** Runs `xiaoan plan teams`; its exit code and what it wrote. */
async function run(dir: string, locale: string, ...args: readonly string[]) {
  const said: string[] = [];
  const hear = (words: unknown): boolean => said.push(String(words)) > 0;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear),
  ];
  vi.stubEnv('XIAOAN_LANG', locale);
  try {
    const code = await main(['plan', 'teams', ...args, '--warehouse', dir]);
    return { code, said: said.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

const versionsOf = async (dir: string): Promise<readonly CapacityVersion[]> =>
  (JSON.parse((await run(dir, 'en', '--json')).said) as { versions: CapacityVersion[] }).versions;

test('the files of teams that were handed in are listed, the newest first, as the page lists them', async () => {
  const dir = await twoFiles();
  expect(await versionsOf(dir)).toEqual(new CapacityDesk(dir).versions());
  const { said, code } = await run(dir, 'en');
  expect(code).toBe(exit.ok);
  const [headers, , newest, earlier] = said.split('\n');
  expect(headers).toMatch(/id +in force +version +teams +inspectors +handed in +by +file/);
  expect(newest).toMatch(/^[0-9a-f]{12} +✓ +秋季 +1 +1 +\d{4}-\d\d-\d\d \d\d:\d\d +秋\.yaml/);
  expect(earlier).toMatch(/^[0-9a-f]{12} +春季 +2 +2 .* 王 +春\.yaml/);
  expect((await run(dir, 'zh')).said).toMatch(/文件编号 +在用 +版本/);
});

test('an earlier one is brought back by the beginning of its id, and says by whom', async () => {
  const dir = await twoFiles();
  const [, spring] = await versionsOf(dir);
  const id = spring?.file_id.slice(0, 12) ?? '';
  const { said, code } = await run(dir, 'zh', '--bring-back', id, '--by', '李');
  expect(code).toBe(exit.ok);
  expect(said).toBe('检查力量“春季”已重新启用。\n');
  expect(await versionsOf(dir)).toMatchObject([
    { capacity_version: '春季', handed_in_by: '李', in_force: true },
    { capacity_version: '秋季', in_force: false },
    { capacity_version: '春季', handed_in_by: '王', in_force: false },
  ]);
  const told = await run(dir, 'en', '--bring-back', id, '--json');
  expect(JSON.parse(told.said)).toMatchObject({ file_id: spring?.file_id, teams: 2 });
});

test('an id of no file changes nothing, and it says where ids are', async () => {
  const dir = await twoFiles();
  for (const given of ['ffffffffffff', '../capacity', '']) {
    const { said, code } = await run(dir, 'en', '--bring-back', given);
    expect(code).toBe(exit.failed);
    expect(said).toContain('There is no such file of teams');
    expect(said).toContain('xiaoan plan teams');
  }
  expect((await versionsOf(dir)).map((each) => each.in_force)).toEqual([true, false]);
});

test('a warehouse without one says how to give it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoan-teams-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  expect((await run(dir, 'en')).said).toContain('xiaoan plan --capacity FILE');
  expect(await versionsOf(dir)).toEqual([]);
});
