import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';
import {
  ask,
  buildFixture,
  modelsFixture,
  receive,
  returnRow,
  temporaryFolder,
  unitRow,
} from './fixture.ts';

const unitsOf = (...codes: string[]) => ({ unit: codes.map((code) => unitRow(code)) });

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error(`expected a Failure, not ${String(error)}`);
  return error;
}

const snapshotFiles = (dir: string) => readdirSync(join(dir, 'snapshots')).sort();

test('a reader keeps the snapshot it has open while the next is published', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A') });
  const first = await buildFixture(dir, { keepSnapshots: 1 });
  const reader = await openSnapshot(first.snapshot);
  const connection = await reader.connect();
  const count = async () =>
    Number((await connection.runAndReadAll('select count(*) from facts.unit')).getRows()[0]?.[0]);
  expect(await count()).toBe(1);

  await receive(dir, { name: 'two', receivedAt: '2025-02-01', rows: unitsOf('B') });
  const second = await buildFixture(dir, { keepSnapshots: 1, now: new Date('2025-06-16') });
  expect(await count()).toBe(1);
  expect(currentSnapshot(dir)).toEqual(second.snapshot);
  expect(await ask(second.snapshot.path, 'select count(*)::integer as n from facts.unit')).toEqual([
    { n: 2 },
  ]);
  expect(existsSync(first.snapshot.path)).toBe(false);
  reader.closeSync();
});

test('current.json says what a reader needs', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A') });
  await buildFixture(dir, { now: new Date('2025-06-15T01:02:03Z') });
  const record = JSON.parse(readFileSync(join(dir, 'current.json'), 'utf8')) as Record<
    string,
    string
  >;
  expect(record).toEqual({
    snapshot_id: expect.stringMatching(/^20250615T\d{6}-[0-9a-f]{8}$/) as string,
    file: `snapshots/${record['snapshot_id']}.duckdb`,
    month: '2025-06',
    policy_version: 'second',
    program: expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/) as string,
    published_at: '2025-06-15T01:02:03.000Z',
  });
  expect(existsSync(join(dir, record['file'] ?? ''))).toBe(true);
});

test('the newest snapshots are kept, older ones and leftovers go', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A') });
  const published = [];
  for (const day of [1, 2, 3, 4]) {
    const now = new Date(2025, 5, day);
    published.push((await buildFixture(dir, { keepSnapshots: 2, now })).snapshot.file);
  }
  writeFileSync(join(dir, 'snapshots', '.building-x.duckdb'), 'killed while building');
  writeFileSync(
    join(dir, 'snapshots', '20250605T000000-0badc0de.duckdb'),
    'killed before the switch',
  );
  writeFileSync(join(dir, '.current.json-x'), 'killed while switching');
  writeFileSync(join(dir, 'snapshots', 'note.txt'), 'not ours');
  const failed = buildFixture(dir, { keepSnapshots: 2, asOf: 'June' });
  expect((await failureOf(failed)).code).toBe('as_of_invalid');
  expect(snapshotFiles(dir).map((name) => `snapshots/${name}`)).toEqual([
    ...published.slice(-2),
    'snapshots/note.txt',
  ]);
  expect(existsSync(join(dir, '.current.json-x'))).toBe(false);
});

test.each([
  ['2025-13', '“2025-13”不是月份'],
  ['2025-07', '2025-07 尚未到来'],
  ['2025-02', '数据从 2025-03 开始'],
])('--as-of %s is refused', async (asOf, reason) => {
  const dir = temporaryFolder();
  await receive(dir, {
    name: 'one',
    receivedAt: '2025-01-01',
    rows: { ...unitsOf('A'), hazard_return: [returnRow('A', '2025-03', 0)] },
  });
  const failure = await failureOf(buildFixture(dir, { asOf }));
  expect(failure.code).toBe('as_of_invalid');
  expect(failure.text.zh).toContain(reason);
});

test('a return of long ago that came late does not let a build reach back to its month', async () => {
  const dir = temporaryFolder();
  await receive(
    dir,
    {
      name: 'one',
      receivedAt: '2025-01-01',
      rows: { ...unitsOf('A'), hazard_return: [returnRow('A', '2025-03', 0)] },
    },
    {
      name: 'late',
      receivedAt: '2025-04-01',
      rows: { hazard_return: [returnRow('A', '2013-05', 0)] },
    },
  );
  const failure = await failureOf(buildFixture(dir, { asOf: '2013-05' }));
  expect(failure.text.zh).toContain('数据从 2025-03 开始');
  expect((await buildFixture(dir)).snapshot.month).toBe('2025-03');
});

test('an empty warehouse says what to do', async () => {
  const failure = await failureOf(buildFixture(temporaryFolder()));
  expect(failure.code).toBe('warehouse_empty');
  expect(failure.options.hint?.zh).toContain('ingest');
});

test('the newest month is that of the newest return, not one that has yet to come', async () => {
  const dir = temporaryFolder();
  await receive(dir, {
    name: 'one',
    receivedAt: '2025-01-01',
    rows: {
      ...unitsOf('A'),
      hazard_return: [returnRow('A', '2025-03', 0), returnRow('A', '2025-09', 0)],
    },
  });
  expect((await buildFixture(dir)).snapshot.month).toBe('2025-03');
});

test('a data test that fails shows its rows and publishes nothing', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A', 'B', 'C') });
  const before = await buildFixture(dir);
  const models = modelsFixture(['staging', 'facts'], {
    'marts/broken.sql': `-- One row per unit.
select unit_code, case unit_code when 'B' then null else area end as area, 'A' as parent_code
from facts.unit`,
    'marts/broken.yaml': `
grain: { zh: 每个单位一行, en: One row per unit }
tests:
  - unique: [unit_code]
  - unique: [parent_code]
  - not_null: [area]
  - accepted: { column: area, values: [西片区] }
  - reference: { column: area, to: facts.unit.unit_code }
  - sql:
      name: no_c
      zh: 不应有 C
      en: There should be no C
      query: select unit_code from marts.broken where unit_code = 'C'
`,
  });
  const failure = await failureOf(buildFixture(dir, { models }));
  expect(failure.code).toBe('data_test_failed');
  expect(failure.options.where?.file).toBe(join(models, 'marts/broken.yaml'));
  expect(failure.text.zh.split('\n').slice(1)).toEqual([
    'marts.broken unique(parent_code) [1]',
    '  parent_code=A, copies=3',
    'marts.broken not_null(area) [1]',
    '  unit_code=B, area=null',
    'marts.broken accepted(area) [2]',
    '  unit_code=A, area=东片区',
    '  unit_code=C, area=东片区',
    'marts.broken reference(area → facts.unit.unit_code) [2]',
    '  unit_code=A, area=东片区',
    '  unit_code=C, area=东片区',
    'marts.broken no_c [1] — 不应有 C · There should be no C',
    '  unit_code=C',
  ]);
  expect(currentSnapshot(dir)).toEqual(before.snapshot);
  expect(snapshotFiles(dir)).toEqual([`${before.snapshot.snapshot_id}.duckdb`]);
});

test('every relation and column of a snapshot is described in Chinese and English', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A') });
  const { snapshot } = await buildFixture(dir);
  const undescribed = await ask(
    snapshot.path,
    `select * from (
       select schema_name || '.' || table_name as name, comment
       from duckdb_tables() where not internal
       union all select schema_name || '.' || view_name, comment from duckdb_views() where not internal
       union all select schema_name || '.' || table_name || '.' || column_name, comment
       from duckdb_columns() where not internal
     ) where comment is null or not regexp_matches(comment, '.*\\p{Han}.* · .*[A-Za-z].*')`,
  );
  expect(undescribed).toEqual([]);
  expect(
    await ask(
      snapshot.path,
      `select (select count(*) from dictionary.relation)
           = (select count(*) from duckdb_tables() where not internal)
           + (select count(*) from duckdb_views() where not internal) as relations,
         (select count(*) from dictionary.field)
           = (select count(*) from duckdb_columns() where not internal) as fields,
         (select count(*) from dictionary.relation where rows is null)::integer as uncounted`,
    ),
  ).toEqual([{ relations: true, fields: true, uncounted: 0 }]);
  expect(
    await ask(
      snapshot.path,
      `select relation_name, field_name from dictionary.field
       where personal and schema_name = 'facts' order by all`,
    ),
  ).toContainEqual({ relation_name: 'unit', field_name: 'contact_telephone' });
});

test('the lineage leads from every return to the facts, and names what reads the policy', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'one', receivedAt: '2025-01-01', rows: unitsOf('A') });
  const { snapshot } = await buildFixture(dir);
  const arrows = await ask(
    snapshot.path,
    `select from_schema || '.' || from_relation || ' → ' || to_schema || '.' || to_relation as arrow
     from dictionary.lineage`,
  );
  const names = arrows.map(({ arrow }) => arrow);
  for (const dataset of ['unit', 'hazard', 'drill', 'inspection', 'finding', 'accident'])
    expect(names).toEqual(
      expect.arrayContaining([
        `intake.${dataset} → staging.${dataset}`,
        `staging.${dataset} → facts.${dataset}`,
      ]),
    );
  expect(names).toEqual(
    expect.arrayContaining([
      'staging.hazard_return → facts.return',
      'facts.finding → facts.inspection',
      'policy.due_day → facts.return',
    ]),
  );
  expect(
    await ask(
      snapshot.path,
      `select * from dictionary.lineage l where not exists (
         select 1 from dictionary.relation r
         where r.schema_name = l.from_schema and r.relation_name = l.from_relation)`,
    ),
  ).toEqual([]);
});
