import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import type { InjectOptions } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { givenDesk } from '../access/given-desk.ts';
import { tinyServer } from '../server/tiny-server.ts';
import { givenConsole, rowsOf } from './given.ts';

/** A server with a console, whose proxy vouches for `reader`: the one who asks. */
async function given(options: Parameters<typeof givenConsole>[0] = {}) {
  const { console, folder, reported, path } = await givenConsole(options);
  const reader = { name: 'ann' };
  const access = await givenDesk(
    { ann: ['analyst', 'district'], other: ['analyst', 'district'] },
    { config: { proxy: { addresses: ['127.0.0.1'], header: 'x-user' } } },
  );
  const { server, reported: bugs } = await tinyServer({ sql: console, access });
  const send = (
    method: NonNullable<InjectOptions['method']>,
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ) =>
    server.inject({
      method,
      url,
      headers: {
        host: '127.0.0.1',
        'x-xiaoan': '1',
        'x-user': reader.name,
        'accept-language': 'en',
        ...headers,
      },
      ...(body && { payload: body }),
    });
  const run = (sql: string, parameters: object = {}, id: string = randomUUID()) =>
    send('POST', '/api/sql', { id, sql, parameters });
  return { console, folder, path, reported, bugs, reader, send, run, server };
}

test('a statement is answered as an Arrow stream, and its run can be asked for', async () => {
  const { run, send } = await given();
  const id = randomUUID();
  const response = await run('select unit_code from facts.unit order by 1', {}, id);
  expect(response.statusCode, response.body).toBe(200);
  expect(response.headers['content-type']).toBe('application/vnd.apache.arrow.stream');
  expect(response.headers['x-xiaoan-row-limit']).toBe('1000000');
  expect(rowsOf(tableFromIPC(response.rawPayload))).toEqual([['U1'], ['U2']]);
  const state = (await send('GET', `/api/sql/run/${id}`)).json();
  expect(state).toMatchObject({ id, state: 'done', rows: 2, row_limit: 1e6, truncated: false });
  expect(state.error).toBeUndefined();
  expect((await run('select 1', {}, id)).json().error.code).toBe('sql_duplicate');
});

test('parameters are bound as the place wants them', async () => {
  const { run } = await given();
  const sql = `select count(*) as n, :text::varchar as text from marts.unit_month
    where month = :month and unit_name = :name -- :not this, nor ':that' nor 1::integer`;
  const response = await run(sql, { month: '2026-10', name: '临河第一小学', text: "o'; drop" });
  expect(rowsOf(tableFromIPC(response.rawPayload))).toEqual([[1n, "o'; drop"]]);
  const nothing = await run('select 1 where :a is null', { a: null });
  expect(rowsOf(tableFromIPC(nothing.rawPayload))).toEqual([[1]]);
  expect((await run('select $b', {})).json().error.message).toContain('b has no value');
});

test('an error says where it is, in lines and columns, and what was meant', async () => {
  const { run } = await given();
  const wrong = await run("select '隐患😀',\n  unit_nam\nfrom facts.unit");
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json().error).toMatchObject({
    code: 'sql_error',
    where: { line: 2, column: 3 },
    hint: 'Did you mean unit_name?',
  });
  const syntax = await run('select *\nfro facts.unit');
  expect(syntax.json().error).toMatchObject({ code: 'sql_error', where: { line: 2, column: 5 } });
  const table = await run('from facts.unti');
  expect(table.json().error).toMatchObject({ where: { line: 1, column: 6 } });
  const refused = await run("select 1,\n read_text('/etc/passwd')");
  expect(refused.statusCode).toBe(400);
  const file = await run("from read_text('/etc/passwd')");
  expect([file.statusCode, file.json().error.code]).toEqual([403, 'sql_not_allowed']);
  expect(file.json().error.where).toEqual({ line: 1, column: 6 });
  for (const statement of ['drop table facts.unit', 'select 1; select 2', '', '-- nothing'])
    expect((await run(statement || ' ')).statusCode).toBeGreaterThanOrEqual(400);
});

test('bodies of another shape are refused in words, pages of other origins altogether', async () => {
  const { send } = await given();
  const post = (body: object, headers = {}) => send('POST', '/api/sql', body, headers);
  const good = { id: randomUUID(), sql: 'select 1', parameters: {} };
  for (const body of [
    { ...good, id: 'x' },
    { ...good, sql: 1 },
    { ...good, sql: 'x'.repeat(100_001) },
    { ...good, parameters: { a: 1 } },
    { ...good, parameters: { 'a b': '1' } },
    { ...good, parameters: [] },
    [],
  ]) {
    const response = await post(body);
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'bad_field']);
  }
  const large = await post({ ...good, sql: '隐'.repeat(400_000) });
  expect([large.statusCode, large.json().error.code]).toEqual([413, 'sql_too_long']);
  const foreign = await post(good, { origin: 'http://evil.example' });
  expect([foreign.statusCode, foreign.json().error.code]).toEqual([403, 'other_origin']);
  for (const [method, url] of [
    ['DELETE', `/api/sql/run/${good.id}`],
    ['PUT', `/api/sql/saved/${good.id}`],
    ['DELETE', `/api/sql/pins/${good.id}`],
  ] as const)
    expect((await send(method, url, undefined, { origin: 'http://evil.example' })).statusCode).toBe(
      403,
    );
});

test('the schema lists tables with labels and functions, and nothing that is refused', async () => {
  const { send } = await given();
  const schema = (await send('GET', '/api/sql/schema')).json();
  expect(schema).toMatchObject({ snapshot_id: '20261101T000000-00000001', month: '2026-10' });
  const facts = schema.schemas.find(({ name }: { name: string }) => name === 'facts');
  const hazard = facts.tables.find(({ name }: { name: string }) => name === 'hazard');
  expect(hazard.columns.find(({ name }: { name: string }) => name === 'found_date')).toMatchObject({
    type: 'date',
    zh: '发现日期',
    en: 'Found on',
    personal: false,
  });
  const names = schema.functions.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['sum', 'lower', 'range', 'date_trunc']));
  for (const name of ['read_csv', 'glob', 'query', 'sql_auto_complete', 'current_setting'])
    expect(names).not.toContain(name);
  expect(schema.limits).toMatchObject({ rows: 1_000_000, seconds: 60, concurrent: 4 });
});

test('completion offers tables and columns before functions and keywords, by Chinese too', async () => {
  const { send } = await given();
  const complete = async (sql: string, position = sql.length) => {
    const answer = (await send('POST', '/api/sql/complete', { sql, position })).json();
    return {
      from: answer.from as number,
      labels: answer.options.map((option: { label: string }) => option.label) as string[],
      kinds: answer.options.map((option: { kind: string }) => option.kind) as string[],
    };
  };
  const table = await complete('select * from haz');
  expect(table.from).toBe(14);
  expect(table.labels.slice(0, 2)).toEqual(['facts.hazard', 'facts.hazard_event']);
  const column = await complete('select fou from facts.hazard', 10);
  expect(column.labels[0]).toBe('found_date');
  const alias = await complete('select h. from facts.hazard h', 9);
  expect(alias.labels).toContain('unit_code');
  expect(new Set(alias.kinds)).toEqual(new Set(['column']));
  expect((await complete('select 发现 from facts.hazard', 9)).labels[0]).toBe('found_date');
  const all = await complete('select s from facts.hazard', 8);
  const order = ['column', 'table', 'schema', 'function', 'keyword'];
  const places = all.kinds.map((kind) => Math.max(order.indexOf(kind), 2));
  expect(places).toEqual([...places].sort());
  expect((await complete("select 'haz")).labels).toEqual([]);
  expect((await complete('select 1 -- haz')).labels).toEqual([]);
  expect((await complete('select :month, :m')).labels).toEqual(['month']);
  expect((await complete("select * from '/etc/pas")).labels).toEqual([]);
});

test('a plan is told without running the statement', async () => {
  const { send } = await given();
  const explain = async (sql: string) =>
    (await send('POST', '/api/sql/explain', { sql, parameters: { a: '1' } })).json();
  const slow = 'select count(*) from range(10000000) a, range(10000000) b where a.range = :a::int';
  expect((await explain(slow)).plan).toContain('RANGE');
  expect((await explain('explain select 1')).plan).toContain('DUMMY_SCAN');
  expect((await explain('select nothing')).error.code).toBe('sql_error');
  expect((await explain("from glob('/*')")).error.code).toBe('sql_not_allowed');
});

test('a profile counts nulls and values, and bins them', async () => {
  const { send } = await given();
  const profile = (await send('GET', '/api/sql/profile/facts/hazard')).json();
  expect(profile.rows).toBe(3);
  const severity = profile.columns.find(({ name }: { name: string }) => name === 'severity');
  expect(severity).toMatchObject({
    nulls: 0,
    distinct: 2,
    min: 'general',
    max: 'major',
    histogram: [
      { label: 'general', count: 2 },
      { label: 'major', count: 1 },
    ],
  });
  expect(profile.sample.rows).toHaveLength(3);
  expect(profile.sample.columns).toHaveLength(profile.columns.length);
  for (const path of ['facts/nothing', "facts/x'%3Bdrop", 'main/duckdb_settings'])
    expect((await send('GET', `/api/sql/profile/${path}`)).statusCode).toBe(404);
});

test('saved queries and pins survive, are their owner’s, and others see only what is shared', async () => {
  const { send, reader, folder } = await given();
  const [first, second, pin] = [randomUUID(), randomUUID(), randomUUID()];
  const draft = { title: '隐患', description: '', sql: 'select 1', shared: false };
  expect((await send('PUT', `/api/sql/saved/${first}`, draft)).json()).toMatchObject({
    ...draft,
    id: first,
    mine: true,
    owner: 'ann',
  });
  await send('PUT', `/api/sql/saved/${second}`, { ...draft, shared: true });
  const pinned = { title: 'a', sql: 'select 1', parameters: { m: null }, view: 'chart' };
  await send('PUT', `/api/sql/pins/${pin}`, { ...pinned, chart: { mark: 'bar' }, position: 2 });
  expect(readdirSync(join(folder, 'console')).sort()).toEqual(['pins.json', 'queries.json']);
  reader.name = 'other';
  const shared = (await send('GET', '/api/sql/saved')).json().queries;
  expect(shared).toMatchObject([{ id: second, mine: false, owner: 'ann' }]);
  expect((await send('GET', '/api/sql/pins')).json().pins).toEqual([]);
  for (const url of [`/api/sql/saved/${second}`, `/api/sql/saved/${first}`]) {
    expect((await send('PUT', url, draft)).json().error.code).toBe('kept_not_yours');
    expect((await send('DELETE', url)).json().error.code).toBe('kept_not_yours');
  }
  expect((await send('DELETE', `/api/sql/pins/${pin}`)).json().error.code).toBe('kept_not_yours');
  reader.name = 'ann';
  expect((await send('GET', '/api/sql/pins')).json().pins).toMatchObject([
    { id: pin, view: 'chart', chart: { mark: 'bar' }, position: 2, mine: true },
  ]);
  expect((await send('DELETE', `/api/sql/saved/${first}`)).statusCode).toBe(204);
  expect((await send('DELETE', `/api/sql/saved/${first}`)).statusCode).toBe(404);
  const file = readFileSync(join(folder, 'console', 'queries.json'), 'utf8');
  expect(JSON.parse(file).queries).toHaveLength(1);
});

test('the snapshot itself is a file that DuckDB opens', async () => {
  const { send, path } = await given();
  const response = await send('GET', '/api/sql/snapshot');
  expect(response.headers['content-disposition']).toContain(
    'xiaoan-2026-10-20261101T000000-00000001.duckdb',
  );
  expect(response.rawPayload.equals(readFileSync(path))).toBe(true);
});

test('exports: each format holds the rows, and says what was cut off', async () => {
  const { send, folder } = await given({ limits: { rows: 2 } });
  const sql = `select * from (values ('=1+1', 1.5, date '2026-10-01', [1, 2]),
    ('a,"b', -2, null, null), ('c', 3, null, null)) t(text, number, day, list)`;
  const get = async (format: string) =>
    send('POST', `/api/sql/export/${format}`, { id: randomUUID(), sql, parameters: {} });
  const csv = await get('csv');
  expect(csv.body).toBe(
    `\uFEFFtext,number,day,list\r\n'=1+1,1.5,2026-10-01,"[1,2]"\r\n"a,""b",-2.0,,\r\n`,
  );
  expect(csv.headers['x-xiaoan-truncated']).toBe('1');
  expect(csv.headers['x-xiaoan-row-limit']).toBe('2');
  expect((await get('json')).json()).toEqual([
    { text: '=1+1', number: 1.5, day: '2026-10-01', list: [1, 2] },
    { text: 'a,"b', number: -2, day: null, list: null },
  ]);
  expect(tableFromIPC((await get('arrow')).rawPayload).numRows).toBe(2);
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  mkdirSync(join(folder, 'out'));
  const parquet = join(folder, 'out', 'a.parquet');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(parquet, (await get('parquet')).rawPayload);
  const back = await connection.runAndReadAll(`select *, typeof(list) from '${parquet}'`);
  expect(back.getRowsJson()).toEqual([
    ['=1+1', '1.5', '2026-10-01', [1, 2], 'INTEGER[]'],
    ['a,"b', '-2.0', null, null, 'INTEGER[]'],
  ]);
  expect((await get('pdf')).statusCode).toBe(404);
  const whole = await send('POST', '/api/sql/export/csv', {
    id: randomUUID(),
    sql: 'select 1 as a',
  });
  expect(whole.headers['x-xiaoan-truncated']).toBeUndefined();
  const failed = await send('POST', '/api/sql/export/csv', {
    id: randomUUID(),
    sql: "select (range || 'x')::int from range(100)",
  });
  expect([failed.statusCode, failed.json().error.code]).toEqual([400, 'sql_error']);
});
