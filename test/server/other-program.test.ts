import { expect, test } from 'vitest';
import { snapshotTooOld } from '../../pipeline/warehouse/index.ts';
import { tinyServer } from './tiny-server.ts';
import { temporaryFolder, tinySnapshot } from './tiny-snapshot.ts';

test('a page that asks a snapshot of another program for what it lacks is told to have it built', async () => {
  const made: { program?: string } = {};
  const path = '/warehouse/snapshots/before.duckdb';
  const { publish, get, reported } = await tinyServer({
    outdated: (error) => snapshotTooOld(error, { ...before.ref, path, ...made }, 'present'),
  });
  const before = await tinySnapshot(temporaryFolder(), '20261103T000000-00000003', [
    'alter table marts.decision drop column program',
    'drop table marts.decision_anew',
  ]);
  publish(before);
  const asked = async (name: string) => {
    const response = await get(`/api/query/${name}`, { 'accept-language': 'en' });
    return { status: response.statusCode, ...(response.json() as { error: { code: string } }) };
  };
  for (const name of ['decision', 'decision_anew'])
    expect(await asked(name)).toEqual({
      status: 503,
      error: {
        code: 'snapshot_too_old',
        message:
          'The snapshot was made by a program that was not recorded and lacks what this one asks for',
        where: { file: 'before.duckdb' },
        hint: 'Run xiaoan build; published decisions stand',
      },
    });
  // Of the same program it is a bug of ours, of which nothing is told.
  made.program = 'present';
  expect(await asked('decision')).toMatchObject({ status: 500, error: { code: 'internal' } });
  expect(reported).toHaveLength(2);
});

test('that a snapshot is too old is logged once a snapshot, whoever asks', async () => {
  let file = 'one.duckdb';
  const { publish, get, reported } = await tinyServer({
    outdated: (error) => snapshotTooOld(error, { ...old.ref, path: `/w/${file}` }, 'present'),
  });
  const old = await tinySnapshot(temporaryFolder(), '20261103T000000-00000004', [
    'drop table marts.decision_anew',
  ]);
  publish(old);
  const ask = () => get('/api/query/decision_anew');
  await ask();
  await ask();
  expect(reported).toMatchObject([{ code: 'snapshot_too_old' }]);
  file = 'two.duckdb';
  await ask();
  await ask();
  expect(reported).toHaveLength(2);
});
