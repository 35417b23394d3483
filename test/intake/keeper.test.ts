import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Keeper } from '../../pipeline/intake/keep/keeper.ts';

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-keeper-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('what is asked for at once is all kept, in a folder that is made for it, and nothing else', async () => {
  const folder = join(ownFolder(), 'received');
  const keeper = new Keeper();
  const names = Array.from({ length: 60 }, (_, number) => `file-${number}`);
  await Promise.all(names.map((name) => keeper.keep(join(folder, name), Buffer.from(name))));
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
  for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toBe(name);
});

test('a file that cannot be kept is told by its code, and costs no other', async () => {
  const folder = ownFolder();
  writeFileSync(join(folder, 'file'), 'no folder');
  const keeper = new Keeper();
  const settled = await Promise.allSettled([
    keeper.keep(join(folder, 'one'), Buffer.from('1')),
    keeper.keep(join(folder, 'file', 'two'), Buffer.from('2')),
    keeper.keep(join(folder, 'three'), Buffer.from('3')),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(settled[1]).toMatchObject({ reason: { code: 'ENOTDIR' } });
  await keeper.keep(join(folder, 'four'), Buffer.from('4'));
  expect(readdirSync(folder).sort()).toEqual(['file', 'four', 'one', 'three']);
});
