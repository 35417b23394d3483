import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { besideNewest } from '../../pipeline/cli/serving/beside-newest.ts';
import { withNewestSnapshot } from '../../pipeline/cli/newest-snapshot.ts';
import { Failure } from '../../pipeline/contracts/index.ts';
import type { Published } from '../../pipeline/server/index.ts';
import { programOf } from '../../pipeline/warehouse/index.ts';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';

const publish = (warehouse: string, ref: Published['ref'] & { program?: string }): void =>
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

test.each([
  ['a column', 'select tried_on from facts.unit'],
  ['a relation', 'select * from marts.of_tomorrow'],
])(
  'of %s that a snapshot of another program does not have it is said to build anew',
  async (_, sql) => {
    const warehouse = temporaryFolder();
    const { ref } = await tinySnapshot(warehouse);
    const asked = () =>
      withNewestSnapshot(warehouse, (connection) => connection.runAndReadAll(sql));
    for (const program of [undefined, '0.0.1+000000000000']) {
      publish(warehouse, { ...ref, ...(program === undefined ? {} : { program }) });
      await expect(asked()).rejects.toMatchObject({
        code: 'snapshot_too_old',
        options: {
          where: { file: expect.stringContaining(warehouse) as string },
          hint: { en: expect.stringContaining('xiaoan build') as string },
        },
      });
    }
    // Of the same program it is a bug of ours.
    publish(warehouse, { ...ref, program: programOf() });
    await expect(asked()).rejects.not.toBeInstanceOf(Failure);
  },
);

test('so it is where models are run over such a snapshot', async () => {
  const warehouse = temporaryFolder();
  const { ref } = await tinySnapshot(warehouse);
  publish(warehouse, ref);
  const run = () => besideNewest(warehouse, () => Promise.resolve());
  await expect(run()).rejects.toMatchObject({ code: 'snapshot_too_old' });
  publish(warehouse, { ...ref, program: programOf() });
  await expect(run()).rejects.toMatchObject({ code: 'model_invalid' });
});
