import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Inbox } from '../../pipeline/cli/inbox.ts';
import { REGISTER } from '../intake/intake.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'xiaoan-watch-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const RETURN = '单位代码,报送月份,自查次数,排查隐患数\n1001,2025-04,4,1\n1002,2025-04,四五次,0\n';

test('a file is ready once it has stood still between two looks, and again when it has changed', async () => {
  const path = folder();
  const inbox = new Inbox(path);
  const file = join(path, '月报.csv');
  expect(await inbox.look()).toEqual([]);
  writeFileSync(file, 'half');
  writeFileSync(join(path, '~$月报.xlsx'), 'open in Excel');
  writeFileSync(join(path, '月报.csv.part'), 'being copied');
  expect(await inbox.look(), 'just come').toEqual([]);
  appendFileSync(file, ' and more');
  expect(await inbox.look(), 'still growing').toEqual([]);
  expect(await inbox.look()).toEqual([file]);
  inbox.taken(file);
  expect(await inbox.look(), 'taken').toEqual([]);
  appendFileSync(file, ' corrected');
  await inbox.look();
  expect(await inbox.look(), 'changed').toEqual([file]);
  mkdirSync(join(path, '五月'));
  writeFileSync(join(path, '五月', '台账.csv'), 'x');
  await inbox.look();
  expect(await inbox.look()).toEqual([join(path, '五月', '台账.csv'), file].sort());
});

function watch(inbox: string, warehouse: string, ...more: readonly string[]) {
  const args = ['watch', inbox, '--every', '1', '--warehouse', warehouse, ...more];
  const child = spawn(process.execPath, ['pipeline/xiaoan.js', ...args], {
    env: { ...process.env, XIAOAN_LANG: 'en' },
  });
  let output = '';
  child.stdout.on('data', (piece) => (output += piece));
  child.stderr.on('data', (piece) => (output += piece));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    output: () => output,
    exit: once(child, 'exit').then(([code]) => code as number | null),
    stop: (signal: NodeJS.Signals) => void child.kill(signal),
  };
}

test('a watched folder is taken in and published, a bad file harms nobody, and it stops when told', async () => {
  const inbox = folder();
  const warehouse = join(folder(), 'warehouse');
  writeFileSync(join(inbox, '单位名册.csv'), REGISTER);
  const run = watch(inbox, warehouse);
  const said = (timeout = 90_000) => expect.poll(run.output, { timeout });
  await said().toContain('单位名册.csv: 3 rows accepted');
  writeFileSync(join(inbox, '坏.xlsx'), Buffer.from('504b0304deadbeef', 'hex'));
  writeFileSync(join(inbox, '月报.csv'), RETURN);
  await said().toContain('月报.csv: 1 rows accepted, 1 in quarantine');
  await said().toMatch(/✗.*坏\.xlsx: rejected/);
  await said().toContain('Published snapshot');
  run.stop('SIGTERM');
  expect(await run.exit).toBe(0);
  expect(run.output()).toContain('Stopped.');
  expect(readdirSync(inbox).sort(), 'files stay where they are').toEqual(
    ['单位名册.csv', '坏.xlsx', '月报.csv'].sort(),
  );

  const again = watch(inbox, warehouse);
  await expect.poll(again.output, { timeout: 90_000 }).toContain('loaded before, unchanged');
  again.stop('SIGINT');
  expect(await again.exit).toBe(0);
}, 240_000);

test('a folder that is not there is said at once', async () => {
  const run = watch(join(folder(), 'none'), join(folder(), 'warehouse'));
  expect(await run.exit).toBe(1);
  expect(run.output()).toContain('The folder cannot be opened');
});

test('with --json each file is told as ingest tells it, a rejected one with the error in its one shape', async () => {
  const inbox = folder();
  writeFileSync(join(inbox, '坏.xlsx'), Buffer.from('504b0304deadbeef', 'hex'));
  const run = watch(inbox, join(folder(), 'warehouse'), '--json', '--no-build');
  await expect.poll(run.output, { timeout: 90_000 }).toContain('坏.xlsx');
  run.stop('SIGTERM');
  expect(await run.exit).toBe(0);
  expect(JSON.parse(run.output().trim())).toMatchObject({
    path: join(inbox, '坏.xlsx'),
    status: 'rejected',
    error: { code: expect.any(String) as string, message: expect.any(String) as string },
  });
});
