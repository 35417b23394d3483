import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { expect, onTestFinished, test } from 'vitest';
import { xiaoan } from '../end-to-end/xiaoan.ts';
import { REGISTER } from '../intake/intake.ts';

test('correct writes the workbooks of all files, of one by name, and says what it does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-correct-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const warehouse = join(folder, 'warehouse');
  const run = (...args: string[]) => xiaoan([...args, '--warehouse', warehouse]);
  const head = '单位代码,报送月份,自查次数,排查隐患数\n';
  writeFileSync(join(folder, '单位名册.csv'), REGISTER);
  writeFileSync(join(folder, '四月.csv'), `${head}1001,2025-04,四五次,1\n`);
  writeFileSync(join(folder, '五月.csv'), `${head}1001,2025-05,4,1\n1002,2025-05,四五次,0\n`);
  expect((await run('ingest', folder, '--received-at', '2025-06-02')).code).toBe(2);

  const output = join(folder, 'corrections');
  const all = await run('correct', '--all', '-o', output);
  expect(all.code, all.stderr).toBe(0);
  expect(all.stdout).toContain('1 to be mended');
  expect(readdirSync(output).sort()).toEqual(
    ['四月_correction.xlsx', '五月_correction.xlsx'].sort(),
  );
  const book = read(readFileSync(join(output, '五月_correction.xlsx')));
  expect(book.SheetNames).toEqual(['What to correct', 'Data', '_xiaoan']);

  const one = await run('correct', '五月.csv', '-o', join(folder, 'one'), '--json');
  expect(JSON.parse(one.stdout)).toMatchObject({ corrections: [{ errors: 1, warnings: 0 }] });
  const unknown = await run('correct', '六月.csv', '-o', output);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('No such file was received');
  expect((await run('correct', '-o', output)).stderr).toContain('--all');
}, 120_000);
