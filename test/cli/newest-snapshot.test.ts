import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withNewestSnapshot } from '../../pipeline/cli/newest-snapshot.ts';
import type { Published } from '../../pipeline/server/index.ts';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';

const publish = (warehouse: string, ref: Published['ref']): void =>
  writeFileSync(join(warehouse, 'current.json'), JSON.stringify(ref));

const unitsOf = (warehouse: string): Promise<[string, number]> =>
  withNewestSnapshot(warehouse, async (connection, { snapshot_id: id }) => {
    const found = await connection.runAndReadAll('select count(*) from facts.unit');
    return [id, Number(found.value(0, 0))];
  });

test('where a snapshot is swept before it is opened, work is done with the newest', async () => {
  const warehouse = temporaryFolder();
  const { ref } = await tinySnapshot(warehouse);
  publish(warehouse, { ...ref, snapshot_id: '20261031T000000-00000000', file: 'swept.duckdb' });
  const told = unitsOf(warehouse);
  publish(warehouse, ref);
  expect(await told).toEqual([ref.snapshot_id, 2]);
});

test('one that stays unreadable is told, and so is that there is none', async () => {
  const warehouse = temporaryFolder();
  await expect(unitsOf(warehouse)).rejects.toMatchObject({
    code: 'no_snapshot',
    options: { where: { file: warehouse } },
  });
  const { ref } = await tinySnapshot(warehouse);
  publish(warehouse, { ...ref, file: 'swept.duckdb' });
  await expect(unitsOf(warehouse)).rejects.toMatchObject({ code: 'snapshot_unreadable' });
});
