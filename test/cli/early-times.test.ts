import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { earlyTimes } from '../../pipeline/cli/early-times.ts';
import { makeFolder, wallClock } from '../../pipeline/contracts/index.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

const HOUR = 3_600_000;

interface Kept {
  /** When it was loaded, by the clock then: hours that this is behind the district's. */
  readonly behind: number;
  /** When its copy was written. */
  readonly at: string;
}

/** A warehouse whose copies were written at these moments. */
async function found(...files: readonly Kept[]) {
  const dir = temporaryFolder();
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  await connection.run('create schema intake');
  await connection.run('create table intake.file (file_id varchar, loaded_at timestamp)');
  makeFolder(join(dir, 'received'));
  for (const [index, { behind, at }] of files.entries()) {
    const path = join(dir, 'received', `f${index}`);
    writeFileSync(path, 'x');
    const moment = new Date(at);
    utimesSync(path, moment, moment);
    const loaded = wallClock(new Date(moment.getTime() - behind * HOUR));
    await connection.run(`insert into intake.file values ('f${index}', '${loaded}')`);
  }
  // One of which no copy is kept.
  await connection.run(`insert into intake.file values ('gone', '2024-01-01 00:00:00')`);
  return earlyTimes(dir, connection);
}

test('files loaded by a machine set to UTC are told from those by the clock of the district', async () => {
  expect(
    await found(
      { behind: 8, at: '2026-03-02T01:00:00Z' },
      { behind: 7.9, at: '2026-03-05T23:30:00Z' },
      { behind: 0, at: '2026-06-01T02:00:00Z' },
    ),
  ).toEqual({ files: 2, first: '2026-03-02 01:00:00', last: '2026-03-05 23:36:00' });
});

test('nothing is said of times that are well, nor where a move has written the copies anew', async () => {
  expect(await found({ behind: 0, at: '2026-03-02T01:00:00Z' })).toBeUndefined();
  expect(
    await found(
      { behind: 8, at: '2026-03-02T09:00:00Z' },
      { behind: 700, at: '2026-03-02T09:00:00Z' },
    ),
  ).toBeUndefined();
});
