import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { buildFixture, modelsFixture, receive, temporaryFolder, unitRow } from './fixture.ts';

const grain = 'grain: { zh: 一行, en: One row }';

test.each<[string, Record<string, string>, { file: string; row?: number }, RegExp]>([
  [
    'a syntax error',
    { 'facts/a.sql': '-- One row.\nselect 1 as month\nfrom from x', 'facts/a.yaml': grain },
    { file: 'facts/a.sql', row: 3 },
    /syntax error/,
  ],
  [
    'a relation that nobody makes',
    { 'facts/a.sql': '-- One row.\nselect 1 as month\nfrom facts.b', 'facts/a.yaml': grain },
    { file: 'facts/a.sql', row: 3 },
    /no relation facts\.b/,
  ],
  [
    'a relation without its schema',
    {
      'facts/a.sql':
        '-- One row.\nwith c as (select 1)\nselect 1 as month from c\njoin unit on true',
      'facts/a.yaml': grain,
    },
    { file: 'facts/a.sql', row: 4 },
    /schema of unit/,
  ],
  [
    'a column that is not there',
    {
      'facts/a.sql': '-- One row.\nselect\n  file_id,\n  wrong\nfrom intake.file',
      'facts/a.yaml': grain,
    },
    { file: 'facts/a.sql', row: 4 },
    /"wrong" not found/,
  ],
  [
    'a circle',
    {
      'facts/a.sql': 'select * from facts.b',
      'facts/a.yaml': grain,
      'facts/b.sql': 'select * from facts.a',
      'facts/b.yaml': grain,
    },
    { file: 'facts/a.sql' },
    /facts\.a → facts\.b → facts\.a/,
  ],
  [
    'two statements',
    { 'facts/a.sql': 'select 1 as month; select 2', 'facts/a.yaml': grain },
    { file: 'facts/a.sql' },
    /exactly one select/,
  ],
  [
    'a column without a label',
    { 'facts/a.sql': 'select 1 as unheard_of', 'facts/a.yaml': grain },
    { file: 'facts/a.yaml' },
    /unheard_of.*no Chinese and English label/,
  ],
  [
    'a label without a column',
    {
      'facts/a.sql': 'select 1 as month',
      'facts/a.yaml': `${grain}\ncolumns:\n  gone: { zh: 无, en: Gone }`,
    },
    { file: 'facts/a.yaml' },
    /gone.*no such column/,
  ],
  [
    'no YAML beside it',
    { 'facts/a.sql': 'select 1 as month' },
    { file: 'facts/a.yaml' },
    /missing/,
  ],
  ['no SQL beside it', { 'facts/a.yaml': grain }, { file: 'facts/a.yaml' }, /no \.sql/],
  [
    'YAML that is none',
    { 'facts/a.sql': 'select 1 as month', 'facts/a.yaml': `${grain}\ntests: [` },
    { file: 'facts/a.yaml', row: 2 },
    /./,
  ],
  [
    'a grain in one language only',
    { 'facts/a.sql': 'select 1 as month', 'facts/a.yaml': '# note\ngrain:\n  zh: 一行' },
    { file: 'facts/a.yaml', row: 3 },
    /grain\.en/,
  ],
  [
    'an unknown key',
    { 'facts/a.sql': 'select 1 as month', 'facts/a.yaml': `${grain}\nmaterialised: table` },
    { file: 'facts/a.yaml', row: 2 },
    /materialised: unknown key/,
  ],
  [
    'an unknown code list',
    {
      'facts/a.sql': 'select 1 as month',
      'facts/a.yaml': `${grain}\ntests:\n  - unique: [month]\n  - accepted: { column: month, codes: moon }`,
    },
    { file: 'facts/a.yaml', row: 4 },
    /tests\[2\]\.accepted\.codes: expected one of/,
  ],
  [
    'a data test that cannot run',
    {
      'facts/a.sql': 'select 1 as month',
      'facts/a.yaml': `${grain}\ntests:\n  - unique: [moon]`,
    },
    { file: 'facts/a.yaml' },
    /unique\(moon\) cannot run/,
  ],
])('%s is shown with its file and line', async (_, files, where, message) => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'f', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } });
  const models = modelsFixture([], files);
  const error: unknown = await buildFixture(dir, { models }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, not ${String(error)}`);
  expect(error.text.en).toMatch(message);
  expect(error.options.where).toEqual({ ...where, file: join(models, where.file) });
});
