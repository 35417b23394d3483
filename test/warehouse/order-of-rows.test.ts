import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { stateOf } from '../crash/state.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaoan-order-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lays the rows of everything that was taken in down in another order. */
async function shuffle(warehouse: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(warehouse, 'warehouse.duckdb'));
  const connection = await instance.connect();
  await connection.run('select setseed(0.3)');
  const tables = await connection.runAndReadAll(
    `select table_name from information_schema.tables where table_schema = 'intake' and table_type = 'BASE TABLE'`,
  );
  for (const table of tables.getRowsJS().map(([name]) => String(name))) {
    await connection.run(`create temp table shuffled as from intake.${table} order by random()`);
    await connection.run(`delete from intake.${table}`);
    await connection.run(`insert into intake.${table} from shuffled`);
    await connection.run('drop table shuffled');
  }
  instance.closeSync();
}

test('not a digit of what is published depends on the order in which rows lie', async () => {
  const [inbox, one, other] = ['inbox', 'one', 'other'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await simulate({ units: 40, months: 14, seed: 'order', directory: inbox });
  await takeIn([inbox], { warehouse: one }, () => undefined);
  cpSync(one, other, { recursive: true });
  await shuffle(other);
  for (const warehouse of [one, other]) await buildWarehouse({ warehouse, json: true });
  const state = await stateOf(one);
  expect(Object.keys(state)).toEqual(
    expect.arrayContaining(['published marts.decision', 'published signals.own_rate']),
  );
  expect(await stateOf(other)).toEqual(state);
});
