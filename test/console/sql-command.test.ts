import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { readXlsx } from 'hucre/xlsx';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';

/** A warehouse with one published snapshot. */
async function warehouse(): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'snapshots'));
  const { ref } = await tinySnapshot(folder);
  const file = join('snapshots', ref.file);
  renameSync(join(folder, ref.file), join(folder, file));
  writeFileSync(join(folder, 'current.json'), JSON.stringify({ ...ref, file }));
  return folder;
}

async function xiaoan(...args: string[]) {
  const child = spawn(process.execPath, ['pipeline/xiaoan.js', ...args], {
    env: { ...process.env, XIAOAN_LANG: 'en' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [output, errors, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  return { output, errors, code };
}

test('xiaoan sql writes files that others open, binds parameters, and says where an error is', async () => {
  const folder = await warehouse();
  const ask = (sql: string, ...more: string[]) =>
    xiaoan('sql', sql, '--warehouse', folder, ...more);
  const hazards = `select hazard_number, description, found_date from facts.hazard
    where unit_code = :unit and (:severity is null or severity = :severity) order by 1`;
  const unit = ['--parameter', 'unit=U1', '--parameter', 'severity='];

  const table = await ask(hazards, ...unit);
  expect(table.output.split('\n').map((line) => line.trimEnd())).toEqual([
    'hazard_number  description                       found_date',
    '─────────────  ────────────────────────────────  ──────────',
    'H1             =HYPERLINK("http://example.com")  2026-10-03',
    'H2             三楼护栏松动，"临时"封闭          2026-09-03',
    '',
  ]);

  const csv = join(folder, 'out.csv');
  expect(await ask(hazards, ...unit, '--format', 'csv', '-o', csv)).toEqual({
    output: '',
    errors: '',
    code: 0,
  });
  expect(readFileSync(csv, 'utf8')).toBe(
    '\uFEFFhazard_number,description,found_date\r\nH1,"\'=HYPERLINK(""http://example.com"")",2026-10-03\r\nH2,"三楼护栏松动，""临时""封闭",2026-09-03\r\n',
  );

  const parquet = join(folder, 'out.parquet');
  expect((await ask(hazards, ...unit, '--format', 'parquet', '-o', parquet)).code).toBe(0);
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  const back = await connection.runAndReadAll(
    `select hazard_number, typeof(found_date) from '${parquet}' order by 1`,
  );
  expect(back.getRowsJson()).toEqual([
    ['H1', 'DATE'],
    ['H2', 'DATE'],
  ]);

  const xlsx = join(folder, 'out.xlsx');
  expect((await ask(hazards, ...unit, '--format', 'xlsx', '-o', xlsx)).code).toBe(0);
  const { sheets } = await readXlsx(readFileSync(xlsx));
  expect(sheets[0]?.rows.slice(0, 2)).toEqual([
    ['hazard_number', 'description', 'found_date'],
    ['H1', '=HYPERLINK("http://example.com")', new Date('2026-10-03T00:00:00Z')],
  ]);

  const wrong = await ask('select *\nfrom facts.hazrd', '-o', join(folder, 'never.csv'));
  expect(wrong.code).toBe(1);
  expect(wrong.errors).toContain('line 2, column 6');
  expect(wrong.errors).toContain('Did you mean hazard?');
  const outside = await ask("from read_text('/etc/hostname')", '--json');
  expect(JSON.parse(outside.errors).error.code).toBe('sql_not_allowed');
  const parameter = await ask('select :a', '--parameter', 'nonsense');
  expect(parameter.errors).toContain('name=value');
  expect(existsSync(join(folder, 'never.csv'))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);

  const long = await ask('from range(1001)');
  expect(long.output.split('\n')).toHaveLength(1000 + 3);
  expect(long.errors).toContain('only the first 1000 rows');
});
