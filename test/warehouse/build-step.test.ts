import { expect, test } from 'vitest';
import { text } from '../../pipeline/contracts/index.ts';
import type { BuildStep } from '../../pipeline/warehouse/index.ts';
import { ask, buildFixture, modelsFixture, receive, temporaryFolder, unitRow } from './fixture.ts';

/** Counts the units of facts.unit. */
const counted: BuildStep = {
  name: 'count',
  reads: ['facts.unit'],
  makes: ['fit.size'],
  run: async (connection) => {
    const reader = await connection.runAndReadAll('select count(*)::integer from facts.unit');
    return [
      {
        schema: 'fit',
        table: 'size',
        comment: text('一行', 'One row'),
        columns: [{ name: 'units', type: 'integer', label: text('单位数', 'Units') }],
        rows: [[Number(reader.value(0, 0))]],
      },
    ];
  },
};

const afterIt = {
  // By name it would run first; it reads what the step makes.
  'facts/aftermath.sql': '-- One row.\nselect units * 10 as tenfold from fit.size',
  'facts/aftermath.yaml':
    'grain: { zh: 一行, en: One row }\ncolumns: { tenfold: { zh: 十倍, en: Ten times } }',
};

async function built(steps: readonly BuildStep[]) {
  const dir = temporaryFolder();
  const rows = { unit: [unitRow('A'), unitRow('B')] };
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows });
  return buildFixture(dir, { steps, models: modelsFixture(['staging', 'facts'], afterIt) });
}

test('a step runs after what it reads and before what reads it', async () => {
  const { snapshot, timings } = await built([counted]);
  expect(await ask(snapshot.path, 'select tenfold from facts.aftermath')).toEqual([
    { tenfold: 20 },
  ]);
  expect(timings.map(({ step }) => step)).toContain('count');
});

test('its tables have comments, a place in the dictionary and in the lineage', async () => {
  const { snapshot } = await built([counted]);
  expect(
    await ask(
      snapshot.path,
      `select f.label_en, r.rows, c.comment from dictionary.field f
       join dictionary.relation r using (schema_name, relation_name)
       join duckdb_columns() c
         on c.schema_name = 'fit' and c.table_name = 'size' and c.column_name = 'units'
       where relation_name = 'size'`,
    ),
  ).toEqual([{ label_en: 'Units', rows: '1', comment: '单位数 · Units' }]);
  expect(
    await ask(
      snapshot.path,
      `select from_relation, to_relation from dictionary.lineage
       where 'size' in (from_relation, to_relation) order by all`,
    ),
  ).toEqual([
    { from_relation: 'size', to_relation: 'aftermath' },
    { from_relation: 'unit', to_relation: 'size' },
  ]);
});

test('a step that makes other tables than it said stops the build', async () => {
  await expect(built([{ ...counted, makes: ['fit.size', 'fit.weight'] }])).rejects.toThrow(
    /step count made fit\.size, not fit\.size, fit\.weight/,
  );
});

test('a step in a circle with a model is refused', async () => {
  await expect(built([{ ...counted, reads: ['facts.aftermath'] }])).rejects.toThrow(
    /circle: .*count/,
  );
});
