import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readerFile } from '../../pipeline/cli/serving/reader-file.ts';
import { openConsole } from '../../pipeline/console/index.ts';
import { bytesOf } from '../console/given.ts';
import { query } from '../console/query.ts';
import { ask } from '../warehouse/fixture.ts';
import { accessFolder, givenDesk } from './given-desk.ts';
import { CANARY, NUMBER, plantedDistrict } from './planted-district.ts';
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

test('the console answers whoever needs no numbers from a file without any', async () => {
  const { warehouse, snapshot } = district;
  const access = await givenDesk({ asker: ['analyst', 'district'] }, { folder: accessFolder() });
  const fileOf = readerFile(warehouse, access);
  const console = openConsole({
    consoleFile: fileOf,
    folder: accessFolder(),
    report: (error) => {
      throw error;
    },
  });
  onTestFinished(() => console.close());
  const sql = 'select distinct description from facts.hazard where description is not null';
  const csv = async (reader: string) => {
    const answer = await console.query(reader, query(sql, { format: 'csv', whole: true }));
    return (await bytesOf(answer.pieces)).toString('utf8');
  };
  const masked = await csv('asker');
  expect(masked).toContain('请联系***');
  expect(masked).not.toContain(NUMBER);
  expect(await csv('root')).toContain(NUMBER);
  expect((await fileOf('asker')).path).not.toBe(snapshot.path);
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
