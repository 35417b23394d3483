import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { tinyServer } from '../server/tiny-server.ts';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';
import { ask, givenConsole, rowsOf } from './given.ts';

const COUNT = 'select count(*)::integer from facts.unit';

/** A console whose file is swept right after it was found, as others were published; then it finds the newest. */
async function consoleOfSwept() {
  const folder = temporaryFolder();
  const old = await tinySnapshot(folder);
  const next = await tinySnapshot(folder, '20261102T000000-00000002', [
    `insert into facts.unit (unit_code) values ('U3')`,
  ]);
  let found = old;
  return givenConsole({
    consoleFile: async () => {
      const { snapshot_id, month, file } = found.ref;
      rmSync(join(folder, old.ref.file), { force: true });
      found = next;
      return { snapshot_id, month, path: join(folder, file) };
    },
  });
}

test('a query whose file is swept before it is opened is answered from the newest', async () => {
  const { console, reported } = await consoleOfSwept();
  expect(rowsOf(await ask(console, COUNT))).toEqual([[3]]);
  expect(reported).toEqual([]);
});

test('so are completion and the like', async () => {
  const { console } = await consoleOfSwept();
  const said = await console.complete('local', 'select unit from facts.un', 25);
  expect(Buffer.from(said).toString()).toContain('unit');
});

test('so is the download of the snapshot, under the name of the newest', async () => {
  const { console } = await consoleOfSwept();
  const { get, reported } = await tinyServer({ sql: console });
  const { statusCode, headers } = await get('/api/sql/snapshot');
  expect(statusCode).toBe(200);
  expect(headers['content-disposition']).toContain('20261102T000000-00000002');
  expect(reported).toEqual([]);
});

test('a file that cannot be opened at all is told, without where it lies, and reported', async () => {
  const given = await givenConsole();
  const { console, reported, path } = given;
  renameSync(path, `${path}.away`);
  const failure = await ask(console, COUNT).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ code: 'snapshot_unreadable' });
  expect(JSON.stringify((failure as Failure).body('en'))).not.toContain(given.folder);
  expect(reported).toHaveLength(1);
  renameSync(`${path}.away`, path);
  expect(rowsOf(await ask(console, COUNT))).toEqual([[2]]);
});
