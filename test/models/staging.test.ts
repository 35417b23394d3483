import { expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.ts';
import {
  ask,
  buildFixture,
  hazardRow,
  receive,
  returnRow,
  temporaryFolder,
  unitRow,
} from '../warehouse/fixture.ts';

test('each view has every column of its contract, then where a row came from and when it was known', async () => {
  const dir = temporaryFolder();
  await receive(dir, { name: 'f', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } });
  const { snapshot } = await buildFixture(dir);
  for (const { dataset, columns } of contracts) {
    const described = await ask(snapshot.path, `describe staging.${dataset}`);
    expect(
      described.map(({ column_name: name }) => name),
      dataset,
    ).toEqual([
      ...columns.map(({ name }) => name),
      ...['file_id', 'sheet', 'row_number', 'received_at', 'known_from', 'known_to'],
    ]);
  }
});

test('a later return replaces all rows of its unit and month, and no others', async () => {
  const dir = temporaryFolder();
  await receive(
    dir,
    { name: 'units', receivedAt: '2025-01-01', rows: { unit: [unitRow('A'), unitRow('B')] } },
    {
      name: 'march',
      receivedAt: '2025-03-28 10:00:00',
      rows: {
        hazard: [
          hazardRow('A', '2025-03', '1'),
          hazardRow('A', '2025-03', '2'),
          hazardRow('B', '2025-03', '1'),
        ],
      },
    },
    {
      name: 'corrected',
      receivedAt: '2025-04-02 10:00:00',
      rows: { hazard: [hazardRow('A', '2025-03', '2', { severity: 'major' })] },
    },
    {
      name: 'april',
      receivedAt: '2025-04-28 10:00:00',
      rows: { hazard: [hazardRow('A', '2025-04', '2', { found_date: '2025-03-05' })] },
    },
  );
  const { snapshot } = await buildFixture(dir);
  const rows = await ask(
    snapshot.path,
    `select unit_code, hazard_number, file_id, severity, known_to::varchar as known_to
     from staging.hazard order by known_from, unit_code, hazard_number`,
  );
  expect(rows).toEqual([
    row('A', '1', 'march', 'general', '2025-04-02 10:00:00'),
    row('A', '2', 'march', 'general', '2025-04-02 10:00:00'),
    row('B', '1', 'march', 'general', null),
    row('A', '2', 'corrected', 'major', null),
    row('A', '2', 'april', 'general', null),
  ]);
  function row(unit: string, number: string, file: string, severity: string, until: string | null) {
    return { unit_code: unit, hazard_number: number, file_id: file, severity, known_to: until };
  }
});

test('a later row replaces the earlier one with the same key', async () => {
  const dir = temporaryFolder();
  await receive(
    dir,
    { name: 'first', receivedAt: '2025-01-01', rows: { unit: [unitRow('A'), unitRow('B')] } },
    {
      name: 'second',
      receivedAt: '2025-02-01',
      rows: { unit: [unitRow('A', { area: '西片区' })] },
    },
  );
  const { snapshot } = await buildFixture(dir);
  const visibleOn = (day: string) =>
    ask(
      snapshot.path,
      `select unit_code, area from staging.unit
       where known_from < '${day}' and (known_to is null or known_to >= '${day}') order by all`,
    );
  expect(await visibleOn('2025-01-01')).toEqual([]);
  expect(await visibleOn('2025-02-01')).toEqual([
    { unit_code: 'A', area: '东片区' },
    { unit_code: 'B', area: '东片区' },
  ]);
  expect(await visibleOn('2025-02-02')).toEqual([
    { unit_code: 'A', area: '西片区' },
    { unit_code: 'B', area: '东片区' },
  ]);
});

test('files of the same second replace one another in the order of their names', async () => {
  const dir = temporaryFolder();
  const receivedAt = '2025-03-28 10:00:00';
  await receive(
    dir,
    { name: 'units', receivedAt: '2025-01-01', rows: { unit: [unitRow('A')] } },
    { name: '2-later', receivedAt, rows: { hazard_return: [returnRow('A', '2025-03', 2)] } },
    { name: '1-earlier', receivedAt, rows: { hazard_return: [returnRow('A', '2025-03', 1)] } },
  );
  const { snapshot } = await buildFixture(dir);
  const current = await ask(
    snapshot.path,
    'select file_id, hazards_found from staging.hazard_return where known_to is null',
  );
  expect(current).toEqual([{ file_id: '2-later', hazards_found: 2 }]);
});
