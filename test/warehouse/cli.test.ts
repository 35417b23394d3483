import { tableFromIPC } from 'apache-arrow';
import { Command } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { register as build } from '../../pipeline/cli/build.ts';
import type { RegisterCommand } from '../../pipeline/cli/command.ts';
import { register as doctor } from '../../pipeline/cli/doctor.ts';
import { progressLine } from '../../pipeline/cli/progress.ts';
import { register as sql } from '../../pipeline/cli/sql.ts';
import { displayWidth, textTable } from '../../pipeline/cli/text-table.ts';
import { openWarehouse, readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { buildFixture, receive, temporaryFolder, unitRow } from './fixture.ts';

/** Runs one command; what it printed, and its exit code where it is not 0. */
async function run(register: RegisterCommand, ...args: readonly string[]) {
  const pieces: Buffer[] = [];
  vi.stubEnv('XIAOAN_LANG', 'zh');
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    pieces.push(Buffer.from(piece as Uint8Array));
    return true;
  });
  let code = 0;
  try {
    const program = new Command().exitOverride();
    register(program, (value) => (code = value));
    await program.parseAsync(args, { from: 'user' });
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
  const bytes = Buffer.concat(pieces);
  return { bytes, text: bytes.toString('utf8'), code };
}

async function published(): Promise<string> {
  const dir = temporaryFolder();
  await receive(dir, {
    name: 'f',
    receivedAt: '2025-01-01',
    rows: { unit: [unitRow('A'), unitRow('B', { unit_name: '甲,"乙"', students: 1200 })] },
  });
  await buildFixture(dir);
  return dir;
}

test('sql prints a table whose Chinese columns line up, CSV, JSON and Arrow', async () => {
  const dir = await published();
  const query = `select unit_code, unit_name, students, count(*) as n, date '2025-01-31' as day
    from facts.unit group by all order by unit_code`;
  const ask = (format: string) => run(sql, 'sql', query, '--warehouse', dir, '--format', format);

  expect((await ask('table')).text.split('\n')).toEqual([
    'unit_code  unit_name  students  n  day',
    '─────────  ─────────  ────────  ─  ──────────',
    'A          单位A                1  2025-01-31',
    'B          甲,"乙"        1200  1  2025-01-31',
    '',
  ]);
  expect((await ask('csv')).text).toBe(
    'unit_code,unit_name,students,n,day\r\nA,单位A,,1,2025-01-31\r\nB,"甲,""乙""",1200,1,2025-01-31\r\n',
  );
  const rows = [
    { unit_code: 'A', unit_name: '单位A', students: null, n: 1, day: '2025-01-31' },
    { unit_code: 'B', unit_name: '甲,"乙"', students: 1200, n: 1, day: '2025-01-31' },
  ];
  expect(JSON.parse((await ask('json')).text)).toEqual(rows);
  const arrow = tableFromIPC((await ask('arrow')).bytes);
  expect([...(arrow.getChild('unit_name') ?? [])]).toEqual(['单位A', '甲,"乙"']);
});

test('sql writes numbers too wide for a JSON reader as text, and no rows as an empty list', async () => {
  const dir = await published();
  const ask = async (query: string): Promise<unknown> =>
    JSON.parse((await run(sql, 'sql', query, '--warehouse', dir, '--json')).text);
  expect(await ask('select 9007199254740993 as wide, 0.10::decimal(4,2) as price')).toEqual([
    { wide: '9007199254740993', price: 0.1 },
  ]);
  expect(await ask('select 1 as a where false')).toEqual([]);
});

test('sql and build say what is missing', async () => {
  const dir = temporaryFolder();
  await expect(run(sql, 'sql', 'select 1', '--warehouse', dir)).rejects.toMatchObject({
    code: 'no_snapshot',
  });
  await expect(run(build, 'build', '--json', '--warehouse', dir)).rejects.toMatchObject({
    code: 'warehouse_empty',
  });
  const format = ['--format', 'excel', '--warehouse', dir];
  await expect(run(sql, 'sql', 'select 1', ...format)).rejects.toMatchObject({
    code: 'unknown_format',
  });
});

test('doctor tells a healthy warehouse from one that is missing, in use or damaged', async () => {
  const dir = await published();
  const states = async (folder: string) => {
    const { text, code } = await run(doctor, 'doctor', '--json', '--warehouse', folder);
    const found = JSON.parse(text) as { check: string; state: string; detail: string }[];
    const state = Object.fromEntries(found.map((item) => [item.check, item.state]));
    return { code, state, details: found.map(({ detail }) => detail).join('\n') };
  };
  expect((await states(dir)).state).toMatchObject({
    node: 'ok',
    duckdb: 'ok',
    warehouse: 'ok',
    lock: 'ok',
    snapshot: 'ok',
  });

  const writer = await openWarehouse(dir);
  const busy = await states(dir);
  await writer.close();
  expect(busy.state).toMatchObject({ lock: 'notice' });
  expect(busy.details).toContain(`进程 ${process.pid}`);

  const missing = await states(join(dir, 'nowhere'));
  expect(missing.state).toMatchObject({ warehouse: 'notice', snapshot: 'notice' });

  writeFileSync(join(dir, 'current.json'), '{');
  const damaged = await states(dir);
  expect(damaged.state).toMatchObject({ snapshot: 'failed' });
  expect(damaged.code).toBe(1);
});

test("doctor reads the bureau's own policy too, and says which signals it leaves off", async () => {
  const dir = temporaryFolder();
  const [newest] = readPolicyFiles().slice(-1);
  const own = (newest?.text ?? '')
    .replace(/^version: .*/m, 'version: own')
    .replace(/^effective_from: .*/m, 'effective_from: 2027-06-01')
    .replace(/^succeeds: .*\n/m, '')
    .replace(/ {4}- signal: zero_run\n( {6}.*\n)+/, '');
  mkdirSync(join(dir, 'policy'));
  writeFileSync(join(dir, 'policy', 'own.yaml'), own);
  const policyOf = async () => {
    const { text } = await run(doctor, 'doctor', '--json', '--warehouse', dir);
    const found = JSON.parse(text) as { check: string; state: string; detail: string }[];
    return found.find(({ check }) => check === 'policy');
  };
  expect(await policyOf()).toMatchObject({
    state: 'notice',
    detail: expect.stringContaining('版本 own 未写明、因而停用的核实信号：连续零报告') as string,
  });
  writeFileSync(
    join(dir, 'policy', 'own.yaml'),
    own.replace('signal: report_shortfall', 'signal: report_shortfal'),
  );
  expect(await policyOf()).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/report_shortfal.*own\.yaml:/) as string,
  });
});

test('a wide character takes two columns, a combining mark none', () => {
  expect(displayWidth('abc')).toBe(3);
  expect(displayWidth('校安，A')).toBe(7);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(textTable(['甲', 'b'], [['x', '10']], [false, true])).toBe('甲   b\n──  ──\nx   10\n');
});

test('progress is a bar on a terminal, lines in a pipe and nothing for machines', () => {
  const shown = (isTTY: boolean, silent: boolean) => {
    const written: string[] = [];
    const stream = { isTTY, write: (piece: string) => written.push(piece) };
    const progress = progressLine('生成', silent, stream as unknown as NodeJS.WriteStream);
    progress.show(1, 2, 'copy');
    progress.end();
    return written.join('');
  };
  expect(shown(true, false)).toBe(
    `\r\u001b[2K生成 ${'█'.repeat(12)}${'░'.repeat(12)} copy\r\u001b[2K`,
  );
  expect(shown(false, false)).toBe('生成 2/2 copy\n');
  expect(shown(false, true)).toBe('');
});
