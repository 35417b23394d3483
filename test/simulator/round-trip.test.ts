import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { monthOf } from '../../data/simulator/calendar.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { contracts } from '../../pipeline/contracts/index.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';
import { simulated } from './folder.ts';

const end = monthOf(2026, 1);
const sample = await simulated({ units: 40, months: 6, seed: 'round trip', end });
const warehouse = join(sample.directory, '..', 'warehouse');
afterAll(() => sample.remove());

async function askAll(database: DuckDBInstance, sql: string): Promise<unknown[][]> {
  const connection = await database.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
  }
}

const steps = await takeIn([sample.directory], { warehouse }, () => undefined);
const database = await DuckDBInstance.create(join(warehouse, 'warehouse.duckdb'), {
  access_mode: 'READ_ONLY',
});
const accepted = await askAll(
  database,
  contracts
    .map(({ dataset }) => `select '${dataset}', count(*)::int from intake.${dataset}`)
    .join(' union all '),
);
const quarantined = await askAll(
  database,
  `select distinct file_name, case when file_kind = 'xlsx' then sheet else '' end, row_number, dataset
   from intake.quarantine join intake.file using (file_id)`,
);
const outlines = await askAll(database, 'select area from intake.area_boundary');
database.closeSync();

const datasets = Object.entries(sample.truth.rows);

test('every file is taken in, none rejected', () => {
  expect(steps).toHaveLength(sample.truth.files);
  expect(steps.filter(({ outcome }) => outcome.status === 'rejected')).toEqual([]);
  expect(outlines.length).toBe(3);
});

test('as many rows are accepted as were written well', () => {
  const counts = new Map(accepted.map(([dataset, count]) => [dataset, count]));
  for (const [dataset, { written, spoilt }] of datasets)
    expect([dataset, counts.get(dataset)]).toEqual([dataset, written - spoilt]);
});

test('in quarantine are exactly the rows that were spoilt', () => {
  const intended = sample.truth.mistakes.map(({ file, sheet, row, dataset }) => [
    file,
    sheet,
    row,
    dataset,
  ]);
  expect(intended.length).toBeGreaterThan(0);
  expect(quarantined.map(String).sort()).toEqual(intended.map(String).sort());
});

test('what is valid after the build is what no later file replaced', async () => {
  await buildWarehouse({ warehouse, json: true });
  const current = currentSnapshot(warehouse);
  if (!current) throw new Error('nothing was published');
  const snapshot = await openSnapshot(current);
  try {
    const valid = await askAll(
      snapshot,
      datasets
        .map(
          ([dataset]) =>
            `select '${dataset}', count(*)::int from staging.${dataset} where known_to is null`,
        )
        .join(' union all '),
    );
    expect(Object.fromEntries(valid as [string, number][])).toEqual(
      Object.fromEntries(datasets.map(([dataset, { current: wanted }]) => [dataset, wanted])),
    );
  } finally {
    snapshot.closeSync();
  }
});
