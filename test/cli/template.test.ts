import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { exit, main } from '../../pipeline/cli.ts';

let folder: string;
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoan-template-'));
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  vi.stubEnv('XIAOAN_LANG', 'en');
  said.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('writes the workbook of a dataset', async () => {
  const file = join(folder, 'hazard.xlsx');
  expect(await main(['template', 'hazard', '-o', file])).toBe(exit.ok);
  expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
  expect(said.join('')).toContain(file);
});

test('lists the datasets where the one asked for does not exist', async () => {
  expect(await main(['template', 'nothing', '-o', join(folder, 'x.xlsx')])).toBe(exit.usage);
  expect(said.join('')).toContain('hazard_return (Monthly hazard return)');
});

test('leaves a file that is there alone, unless told otherwise', async () => {
  const file = join(folder, 'mine.xlsx');
  await writeFile(file, 'mine');
  expect(await main(['template', 'unit', '-o', file, '--json'])).toBe(exit.failed);
  expect(JSON.parse(said.join(''))).toMatchObject({ error: { code: 'file_exists' } });
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await main(['template', 'unit', '-o', file, '--force'])).toBe(exit.ok);
  expect(await readFile(file, 'utf8')).not.toBe('mine');
});

test('says so where the folder does not exist', async () => {
  const file = join(folder, 'no', 'such', 'folder.xlsx');
  expect(await main(['template', 'unit', '-o', file, '--json'])).toBe(exit.failed);
  expect(JSON.parse(said.join(''))).toMatchObject({ error: { code: 'folder_missing' } });
});

test('needs to be told where to write', async () => {
  expect(await main(['template', 'unit'])).toBe(exit.usage);
});
