import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { ask, givenConsole, rowsOf } from './given.ts';

test('a snapshot answers queries, and nothing but queries', async () => {
  const { console, folder } = await givenConsole();
  const secret = join(folder, 'secret.csv');
  writeFileSync(secret, 'a,b\n1,2\n');
  const rows = async (sql: string) => rowsOf(await ask(console, sql));

  const units = await rows('select unit_code from facts.unit order by 1;');
  expect(units).toEqual([['U1'], ['U2']]);
  expect(await rows('from facts.unit select unit_code order by 1')).toEqual(units);
  expect((await rows('describe facts.unit'))[0]?.[0]).toBe('unit_code');

  const refused: [string, string][] = [
    ['drop table facts.unit', 'sql_not_allowed'],
    ['select 1; select 2', 'sql_not_allowed'],
    ['', 'sql_not_allowed'],
    ['-- only a comment', 'sql_not_allowed'],
    [`copy facts.unit to '${secret}'`, 'sql_not_allowed'],
    [`attach '${secret}'`, 'sql_not_allowed'],
    ['set threads = 1', 'sql_not_allowed'],
    ['checkpoint', 'sql_not_allowed'],
    ['selekt 1', 'sql_error'],
    ['select no_such_column from facts.unit', 'sql_error'],
    [`select * from '${secret}'`, 'sql_not_allowed'],
    [`select * from read_csv('${secret}')`, 'sql_not_allowed'],
    [`select content from read_text('${secret}')`, 'sql_not_allowed'],
    [`select * from glob('${folder}/*')`, 'sql_not_allowed'],
    [`select getenv('HOME')`, 'sql_not_allowed'],
    [`select 'x'::integer`, 'sql_error'],
  ];
  for (const [sql, code] of refused) {
    const error: unknown = await ask(console, sql).catch((reason: unknown) => reason);
    expect.soft(error instanceof Failure ? error.code : error, sql).toBe(code);
  }
});
