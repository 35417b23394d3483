import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { namedQueries } from '../../pipeline/server/queries/index.ts';
import { stateOf } from '../crash/state.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaoan-order-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lays the rows of the tables of a database, or of one of its schemas, down in another order. */
async function shuffle(database: string, schema = '%'): Promise<void> {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run('select setseed(0.3)');
  const tables = await connection.runAndReadAll(
    `select schema_name || '.' || table_name from duckdb_tables()
     where schema_name like '${schema}' and not temporary and not internal`,
  );
  for (const table of tables.getRowsJS().map(([name]) => String(name))) {
    await connection.run(`create temp table shuffled as from ${table} order by random()`);
    await connection.run(`delete from ${table}`);
    await connection.run(`insert into ${table} from shuffled`);
    await connection.run('drop table shuffled');
  }
  instance.closeSync();
}

const [inbox, one, other] = ['inbox', 'one', 'other'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  await simulate({ units: 40, months: 14, seed: 'order', directory: inbox });
  await takeIn([inbox], { warehouse: one }, () => undefined);
  cpSync(one, other, { recursive: true });
  await buildWarehouse({ warehouse: one, json: true });
});

test('not a digit of what is published depends on the order in which rows lie', async () => {
  await shuffle(join(other, 'warehouse.duckdb'), 'intake');
  await buildWarehouse({ warehouse: other, json: true });
  const state = await stateOf(one);
  expect(Object.keys(state)).toEqual(
    expect.arrayContaining(['published marts.decision', 'published signals.own_rate']),
  );
  expect(await stateOf(other)).toEqual(state);
});

/** Gives every fault a second one that differs only in its words, so that reasons are as frequent as others. */
async function tieReasons(snapshot: string): Promise<void> {
  const instance = await DuckDBInstance.create(snapshot);
  const connection = await instance.connect();
  await connection.run(`insert into marts.quarantine
    select * replace (reason_zh || '。' as reason_zh) from marts.quarantine`);
  await connection.run('checkpoint');
  instance.closeSync();
}

/** Asks every named query of a snapshot, of a unit and a campaign where it must be of one. */
async function answersOf(snapshot: string): Promise<Map<string, unknown>> {
  const instance = await DuckDBInstance.create(snapshot, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const row = async (sql: string) =>
    ((await connection.runAndReadAll(sql)).getRowsJS()[0] ?? []).map(String);
  const [unit = '', month = ''] = await row(
    `select max(unit_code), max(month)::varchar from marts.evidence
     where month = (select max(month) from marts.decision)`,
  );
  const [campaign = '', obligation = '', due = ''] = await row(
    `select campaign, obligation, due_date::varchar from facts.campaign_occurrence
     where occurrence in (select occurrence from facts.campaign_evidence) order by all limit 1`,
  );
  const [part = ''] = await row('select max(area) from facts.unit');
  const asked: Readonly<Record<string, string>> = {
    ...{ unit, month, campaign, obligation, due },
    ...{ by: 'area', part },
  };
  const answers = new Map<string, unknown>();
  for (const { name, sql, parameters = {} } of namedQueries.values()) {
    const values = Object.fromEntries(
      Object.entries(parameters).map(([key, { required }]) => [
        key,
        required ? (asked[key] ?? '') : null,
      ]),
    );
    const types = Object.fromEntries(Object.keys(values).map((key) => [key, VARCHAR]));
    const reader = await connection.runAndReadAll(sql, values, types);
    answers.set(name, reader.getRowObjectsJson());
  }
  instance.closeSync();
  return answers;
}

test('no answer of a named query depends on the order in which rows lie', async () => {
  const { file } = JSON.parse(readFileSync(join(one, 'current.json'), 'utf8')) as { file: string };
  const [snapshot, shuffled] = ['snapshot', 'shuffled'].map((name) =>
    join(folder, `${name}.duckdb`),
  ) as [string, string];
  cpSync(join(one, file), snapshot);
  await tieReasons(snapshot);
  cpSync(snapshot, shuffled);
  await shuffle(shuffled);
  const [answers, others] = [await answersOf(snapshot), await answersOf(shuffled)];
  const empty = [...answers].filter(([, rows]) => (rows as unknown[]).length === 0);
  expect(answers.size - empty.length).toBeGreaterThan(40);
  const differing = [...answers.keys()].filter(
    (name) => JSON.stringify(answers.get(name)) !== JSON.stringify(others.get(name)),
  );
  expect(differing).toEqual([]);
});
