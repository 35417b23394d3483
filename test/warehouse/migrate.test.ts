import { expect, test } from 'vitest';
import { intakeTables } from '../../pipeline/contracts/intake-tables.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { ask, buildFixture, modelsFixture, receive, temporaryFolder, unitRow } from './fixture.ts';

test('in a warehouse of before rows kept from when they could be read, they are known since they came', async () => {
  const dir = temporaryFolder();
  await receive(dir, {
    name: 'f',
    receivedAt: '2025-01-01',
    rows: { unit: [unitRow('A')], inspection: [{ inspection_number: '1', unit_code: 'A' }] },
  });
  const before = await openWarehouse(dir);
  for (const table of ['file', 'unit', 'inspection', 'hazard', 'quarantine'])
    await before.connection.run(`alter table intake.${table} drop column readable_from`);
  await before.connection.run('alter table intake.file drop column first_loaded_at');
  await before.close();
  const { snapshot } = await buildFixture(dir, { models: modelsFixture(['staging'], {}) });
  expect(
    await ask(snapshot.path, 'select received_at, known_from, known_to from staging.inspection'),
  ).toEqual([
    { received_at: '2025-01-01 00:00:00', known_from: '2025-01-01 00:00:00', known_to: null },
  ]);
});

test('a warehouse of before a column existed gains it, keeps its rows and still builds', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'f', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } });
  const before = await openWarehouse(dir);
  await before.connection.run('alter table intake.unit drop column kind');
  await before.connection.run('drop table intake.accident');
  await before.close();

  const after = await openWarehouse(dir);
  const tables = await after.connection.runAndReadAll(
    `select table_name, count(*)::integer from duckdb_columns()
     where schema_name = 'intake' group by all order by all`,
  );
  expect(tables.getRows()).toEqual(
    intakeTables.map(({ name, columns }) => [name, columns.length]).sort(),
  );
  await after.connection.run(`update intake.unit set kind = 'primary'`);
  await after.close();
  const { snapshot } = await buildFixture(dir);
  expect(await ask(snapshot.path, 'select unit_code, kind from facts.unit')).toEqual([
    { unit_code: 'A', kind: 'primary' },
  ]);
});
