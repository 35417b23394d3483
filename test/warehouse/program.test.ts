import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programOf } from '../../pipeline/warehouse/index.ts';
import { modelsFolder } from '../../pipeline/warehouse/model-file.ts';
import { temporaryFolder } from './fixture.ts';

/** A copy of the models, and the program with them after something was done to it. */
function withModels() {
  const folder = join(temporaryFolder(), 'models');
  mkdirSync(folder);
  cpSync(modelsFolder, folder, { recursive: true });
  return {
    folder,
    after(change: (folder: string) => void) {
      change(folder);
      return programOf(folder);
    },
  };
}

test('a program is named by its version and what tells its numbers, wherever it lies', () => {
  expect(programOf()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  expect(programOf(withModels().folder)).toBe(programOf());
});

test('a weight, a model or a file less is another program; ends of lines and notes beside are not', () => {
  const { folder, after } = withModels();
  const model = join(folder, 'scores/standing.sql');
  const policy = join(folder, 'policy/2023-09.yaml');
  const sql = readFileSync(model, 'utf8');
  const yaml = readFileSync(policy, 'utf8');
  const same = [
    after(() => writeFileSync(model, sql.replaceAll('\n', '\r\n'))),
    after(() => writeFileSync(join(folder, 'notes.txt'), 'read me')),
  ];
  const others = [
    after(() => writeFileSync(model, sql.replace('>= red_cut', '> red_cut'))),
    after(() => writeFileSync(policy, yaml.replace(/weight: \d+/, 'weight: 1'))),
    after(() => rmSync(join(folder, 'scores/standing.yaml'))),
  ];
  expect(new Set(same)).toEqual(new Set([programOf()]));
  expect(new Set([programOf(), ...others]).size).toBe(4);
});
