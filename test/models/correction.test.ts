import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ask,
  buildFixture,
  hazardRow,
  modelsFixture,
  receive,
  temporaryFolder,
  unitRow,
  type FileFixture,
  type Row,
} from '../warehouse/fixture.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';

const model = (name: string): string =>
  readFileSync(new URL(`../../models/${name}`, import.meta.url), 'utf8');

/** The models under test; made anew for each, as its folder goes with the test. */
const models = (): string =>
  modelsFixture(['staging', 'facts'], {
    'marts/quarantine.sql': model('marts/quarantine.sql'),
    'marts/quarantine.yaml': model('marts/quarantine.yaml'),
  });

const units: FileFixture = {
  name: 'units',
  receivedAt: '2025-01-01',
  rows: { unit: [unitRow('A'), unitRow('B')] },
};

const accident = (number: string, more: Row = {}): Row => ({
  accident_number: number,
  unit_code: 'A',
  occurred_at: '2025-03-05 09:00:00',
  accident_type: 'injury',
  accident_level: 'general',
  responsible: true,
  deaths: 0,
  injured: 1,
  ...more,
});

const fault = (dataset: string, unit: string, month: string | null, row = 9): Row => ({
  dataset,
  row_number: row,
  column_name: 'found_date',
  reason_code: 'not_a_date',
  unit_code: unit,
  report_month: month,
});

/** Receives files, says which corrects which, and publishes. */
async function published(
  files: readonly FileFixture[],
  replaces: Readonly<Record<string, string>>,
  rejected: readonly string[] = [],
) {
  const dir = temporaryFolder();
  await receive(dir, units, ...files);
  const { connection, close } = await openWarehouse(dir);
  await connection.run(`update intake.file set status = 'loaded'`);
  for (const [file, corrected] of Object.entries(replaces))
    await connection.run(
      `update intake.file set replaces = '${corrected}' where file_id = '${file}'`,
    );
  for (const file of rejected)
    await connection.run(`update intake.file set status = 'rejected' where file_id = '${file}'`);
  await close();
  const { snapshot } = await buildFixture(dir, { models: models() });
  return (sql: string) => ask(snapshot.path, sql);
}

const march = (name: string, receivedAt: string, rows: FileFixture['rows']): FileFixture => ({
  name,
  receivedAt,
  rows,
});

test('a correction takes the place of the whole file: rows that it leaves out stand no more', async () => {
  const look = await published(
    [
      march('ledger', '2025-03-28 10:00:00', {
        hazard: [hazardRow('A', '2025-03', '1'), hazardRow('B', '2025-03', '1')],
        accident: [accident('S1'), accident('S-wrong')],
      }),
      march('fixed', '2025-04-02 10:00:00', {
        hazard: [hazardRow('A', '2025-03', '1')],
        accident: [accident('S1'), accident('S2')],
      }),
    ],
    { fixed: 'ledger' },
  );
  const standing = (dataset: string, key: string) =>
    look(`select ${key} as key, file_id from staging.${dataset} where known_to is null order by 1`);
  expect(await standing('hazard', 'unit_code')).toEqual([{ key: 'A', file_id: 'fixed' }]);
  expect(await standing('accident', 'accident_number')).toEqual([
    { key: 'S1', file_id: 'fixed' },
    { key: 'S2', file_id: 'fixed' },
  ]);
  expect(
    await look(`select distinct known_to::varchar as until from staging.accident
      where file_id = 'ledger'`),
  ).toEqual([{ until: '2025-04-02 10:00:00' }]);
});

test('of several corrections of a file the last one stands, and one that was rejected replaces nothing', async () => {
  const files = ['ledger', 'first', 'second', 'broken'].map((name, index) =>
    march(name, `2025-04-0${index + 1} 10:00:00`, {
      accident: name === 'broken' ? [] : [accident(`of ${name}`)],
    }),
  );
  const look = await published(files, { first: 'ledger', second: 'ledger', broken: 'second' }, [
    'broken',
  ]);
  expect(
    await look(`select file_id, replaced_by from staging.file where file_id <> 'units' order by 1`),
  ).toEqual([
    { file_id: 'broken', replaced_by: null },
    { file_id: 'first', replaced_by: 'second' },
    { file_id: 'ledger', replaced_by: 'first' },
    { file_id: 'second', replaced_by: null },
  ]);
  expect(await look('select accident_number from facts.accident')).toEqual([
    { accident_number: 'of second' },
  ]);
});

test('files of one second: the correction stands, whatever the files are called', async () => {
  const at = '2025-03-28 10:00:00';
  const look = await published(
    [
      march('z ledger', at, { hazard: [hazardRow('A', '2025-03', '1')] }),
      march('a fixed', at, { hazard: [hazardRow('A', '2025-03', '1', { severity: 'major' })] }),
    ],
    { 'a fixed': 'z ledger' },
  );
  expect(await look('select file_id, severity from facts.hazard')).toEqual([
    { file_id: 'a fixed', severity: 'major' },
  ]);
});

test('a unit that a corrected register leaves out stays', async () => {
  const look = await published([march('register', '2025-02-01', { unit: [unitRow('A')] })], {
    register: 'units',
  });
  expect(await look('select unit_code from facts.unit order by 1')).toEqual([
    { unit_code: 'A' },
    { unit_code: 'B' },
  ]);
});

test('a fault is open until its file is corrected or its return comes again', async () => {
  const look = await published(
    [
      march('one', '2025-03-28 10:00:00', {
        quarantine: [
          fault('hazard', 'A', '2025-03-01', 1),
          fault('hazard', 'B', '2025-03-01', 2),
          fault('accident', 'A', null, 3),
        ],
      }),
      march('two', '2025-03-29 10:00:00', { quarantine: [fault('accident', 'B', null)] }),
      march('again', '2025-04-01 10:00:00', { hazard: [hazardRow('A', '2025-03', '1')] }),
      march('fixed two', '2025-04-02 10:00:00', {
        accident: [accident('S1')],
        quarantine: [fault('accident', 'B', null, 4)],
      }),
      march('fixed one', '2025-04-03 10:00:00', { hazard: [] }),
    ],
    { 'fixed two': 'two', 'fixed one': 'one' },
  );
  expect(
    await look(`select file_id, row_number, resolved_by, resolved_at::varchar as resolved_at
      from marts.quarantine order by 1, 2`),
  ).toEqual([
    { file_id: 'fixed two', row_number: 4, resolved_by: null, resolved_at: null },
    {
      file_id: 'one',
      row_number: 1,
      resolved_by: 'again',
      resolved_at: '2025-04-01 10:00:00',
    },
    ...[2, 3].map((row_number) => ({
      file_id: 'one',
      row_number,
      resolved_by: 'fixed one',
      resolved_at: '2025-04-03 10:00:00',
    })),
    {
      file_id: 'two',
      row_number: 9,
      resolved_by: 'fixed two',
      resolved_at: '2025-04-02 10:00:00',
    },
  ]);
});
