import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { askSnapshot } from '../../pipeline/warehouse/index.ts';
import { buildFixture, receive, temporaryFolder, unitRow } from './fixture.ts';

async function published() {
  const dir = temporaryFolder();
  await receive(dir, { name: 'f', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } });
  const { snapshot } = await buildFixture(dir);
  return { dir, snapshot };
}

test('a snapshot answers queries, and nothing but queries', async () => {
  const { dir, snapshot } = await published();
  const secret = join(dir, 'secret.csv');
  writeFileSync(secret, 'a,b\n1,2\n');
  const ask = (sql: string) => askSnapshot(snapshot, sql, (result) => result.getRowsJson());

  expect(await ask('select unit_code from facts.unit;')).toEqual([['A']]);
  expect(await ask('from facts.unit select unit_code')).toEqual([['A']]);
  expect((await ask('describe facts.unit'))[0]?.[0]).toBe('unit_code');

  const refused: [string, string][] = [
    ['drop table facts.unit', 'sql_not_a_query'],
    ['select 1; select 2', 'sql_not_a_query'],
    ['', 'sql_not_a_query'],
    ['-- only a comment', 'sql_not_a_query'],
    [`copy facts.unit to '${secret}'`, 'sql_failed'],
    [`attach '${secret}'`, 'sql_not_a_query'],
    ['set threads = 1', 'sql_not_a_query'],
    ['checkpoint', 'sql_not_a_query'],
    ['selekt 1', 'sql_failed'],
    ['select no_such_column from facts.unit', 'sql_failed'],
    [`select * from '${secret}'`, 'sql_failed'],
    [`select * from read_csv('${secret}')`, 'sql_failed'],
    [`select content from read_text('${secret}')`, 'sql_failed'],
    [`select * from glob('${dir}/*')`, 'sql_failed'],
    [`select getenv('HOME')`, 'sql_failed'],
    [`select 'x'::integer`, 'sql_failed'],
  ];
  for (const [sql, code] of refused) {
    const error: unknown = await ask(sql).catch((reason: unknown) => reason);
    expect(error instanceof Failure ? error.code : error, sql).toBe(code);
  }
});

test('an error of the reader is not taken for one of the query', async () => {
  const { snapshot } = await published();
  const ours = new Error('the pipe is closed');
  await expect(askSnapshot(snapshot, 'select 1', () => Promise.reject(ours))).rejects.toBe(ours);
});
