import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readerFile } from '../../pipeline/cli/reader-file.ts';
import { ask } from '../warehouse/fixture.ts';
import { givenDesk } from './given-desk.ts';
import { CANARY, plantedDistrict } from './planted-district.ts';
import { AccessDesk } from '../../pipeline/access/index.ts';
import { defaultConfig } from '../../pipeline/access/config.ts';

let district: Awaited<ReturnType<typeof plantedDistrict>>;

beforeAll(async () => {
  district = await plantedDistrict();
}, 300_000);
afterAll(() => district?.remove());

test('whoever writes SQL reads a file that holds what their account may see, as it is at that moment', async () => {
  const { warehouse, snapshot } = district;
  const [{ unit_code: unit } = { unit_code: '' }] = await ask(
    snapshot.path,
    'select unit_code from facts.unit order by 1 limit 1',
  );
  const access = await givenDesk(
    { analyst: ['analyst', 'district'], clerk: ['clerk', `unit:${String(unit)}`] },
    { folder: join(warehouse, 'access') },
  );
  const fileOf = readerFile(warehouse, access);
  const contacts = async (reader: string) =>
    ask((await fileOf(reader)).path, 'select contact from facts.unit order by 1');
  expect((await fileOf('root')).path).toBe(snapshot.path);
  const masked = await contacts('analyst');
  expect(masked).toHaveLength(24);
  expect(new Set(masked.map(({ contact }) => contact))).toEqual(new Set(['***']));
  expect(await contacts('clerk')).toEqual([{ contact: '***' }]);
  expect(JSON.stringify(await contacts('root'))).toContain(CANARY);
  access.accounts.change('clerk', { role: 'planner', scope: { kind: 'district' } });
  expect((await fileOf('clerk')).path).toBe(snapshot.path);
  access.accounts.change('clerk', { disabled: true });
  await expect(fileOf('clerk')).rejects.toMatchObject({ code: 'account_unknown' });
  await expect(fileOf('local')).rejects.toMatchObject({ code: 'account_unknown' });
});

test('where nobody signs in it is the snapshot; before one was published it is said', async () => {
  const { warehouse, snapshot } = district;
  const open = (folder: string) =>
    new AccessDesk({ folder: join(folder, 'none'), config: defaultConfig, onlyLocal: true });
  expect((await readerFile(warehouse, open(warehouse))('local')).path).toBe(snapshot.path);
  const empty = join(warehouse, 'received');
  await expect(readerFile(empty, open(empty))('local')).rejects.toMatchObject({
    code: 'no_snapshot',
  });
});
