import { expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.ts';
import { namedQueries } from '../../pipeline/server/queries/index.ts';
import { arrowTable, tinyServer } from './tiny-server.ts';

/** The parameters without which a query cannot be asked. */
const needed = (name: string): string =>
  Object.entries(namedQueries.get(name)?.parameters ?? {})
    .filter(([, parameter]) => parameter.required)
    .map(([key, { type }]) => `${key}=${type === 'month' ? '2026-10' : 'U1'}`)
    .join('&');

test('every named query answers, without personal columns and without big numbers', async () => {
  const { get, reported } = await tinyServer();
  const personal = contracts
    .flatMap(({ columns }) => columns)
    .filter((column) => column.personal)
    .map((column) => column.name);
  expect(personal.length).toBeGreaterThan(5);
  for (const name of namedQueries.keys()) {
    const response = await get(`/api/query/${name}?${needed(name)}`);
    expect(response.statusCode, `${name}: ${response.body.slice(0, 200)}`).toBe(200);
    expect(response.headers['content-type']).toBe('application/vnd.apache.arrow.stream');
    const { fields } = arrowTable(response).schema;
    const columns = fields.map((field) => field.name);
    // Those that ask for them say so, and who is given them is written down.
    if (!namedQueries.get(name)?.personal)
      expect(columns.filter((column) => personal.includes(column))).toEqual([]);
    const big = fields.filter((field) => /^U?[Ii]nt64/.test(String(field.type)));
    expect(big.map((field) => `${name}.${field.name}`)).toEqual([]);
  }
  expect(reported).toEqual([]);
});

test('no query selects everything from a relation of rows about people', () => {
  for (const { sql } of namedQueries.values())
    if (/from (facts|staging|intake)\./.test(sql)) expect(sql).not.toMatch(/(\bselect|\.)\s*\*/);
});

test('the value of a personal column in quarantine, and the raw row, stay inside', async () => {
  const { get } = await tinyServer();
  const response = await get('/api/query/quarantine');
  const rows = arrowTable(response)
    .toArray()
    .map((row) => row.toJSON());
  expect(rows).toHaveLength(2);
  expect(rows.find((row) => row['column_name'] === 'finder')?.['value']).toBeNull();
  expect(rows.find((row) => row['column_name'] === 'found_date')?.['value']).toBe('2121-01-01');
  expect(response.rawPayload.includes('赵某')).toBe(false);
  expect((await get('/api/export/quarantine.csv')).body).not.toContain('赵某');
});

test('quarantine is what is still open; of one file, also what has been mended', async () => {
  const { get } = await tinyServer();
  const rows = async (url: string) =>
    arrowTable(await get(url))
      .toArray()
      .map((row) => row.toJSON() as Record<string, unknown>);
  expect(await rows('/api/query/quarantine')).toHaveLength(2);
  expect((await rows('/api/query/quarantine?file=f1')).map((row) => row['resolved_by'])).toEqual([
    null,
    null,
    'f2',
  ]);
  expect(await rows('/api/query/quarantine_reason')).toHaveLength(2);
  expect(await rows('/api/query/quarantine_file')).toMatchObject([
    { file_id: 'f1', faults: 2, rows_open: 1 },
  ]);
  expect((await rows('/api/query/file')).map((row) => [row['file_id'], row['rows_open']])).toEqual([
    ['f2', 0],
    ['f1', 1],
  ]);
});

test('a parameter narrows the answer and is bound, never pasted', async () => {
  const { get } = await tinyServer();
  expect(arrowTable(await get('/api/query/hazard')).numRows).toBe(3);
  expect(arrowTable(await get('/api/query/hazard?unit=U1')).numRows).toBe(2);
  expect(arrowTable(await get('/api/query/hazard?unit=')).numRows).toBe(3);
  const attack = encodeURIComponent("U1' or '1'='1");
  expect(arrowTable(await get(`/api/query/hazard?unit=${attack}`)).numRows).toBe(0);
  expect(arrowTable(await get('/api/query/unit_month?month=2026-09')).numRows).toBe(2);
});

// U1's score fell by a point while a gate lifted its tier: the gate is what moved it.
test('change tells the gate that opened, or the indicator that fell most', async () => {
  const { get } = await tinyServer();
  const rows = arrowTable(await get('/api/query/change'))
    .toArray()
    .map((row) => row.toJSON());
  expect(rows).toMatchObject([
    {
      unit_code: 'U2',
      tier: 'blue',
      main_reason: 'hazard_overdue',
      reason_gone: true,
      reason_en: 'Overdue hazards',
      score_change: -23,
    },
    {
      unit_code: 'U1',
      previous_tier: 'blue',
      tier: 'red',
      main_reason: 'open_major_hazard',
      reason_gone: false,
      reason_zh: '有重大隐患',
      score_change: -1,
    },
  ]);
  expect(arrowTable(await get('/api/query/change?month=2026-09')).numRows).toBe(0);
});

test.each([
  ['/api/query/none', 404, 'unknown_query'],
  ['/api/query/constructor', 404, 'unknown_query'],
  ['/api/query/hazard?units=U1', 400, 'unknown_parameter'],
  ['/api/query/hazard?constructor=1', 400, 'unknown_parameter'],
  ['/api/query/hazard?unit=U1&unit=U2', 400, 'bad_parameter'],
  [`/api/query/hazard?unit=${'x'.repeat(201)}`, 400, 'bad_parameter'],
  ['/api/query/evidence?unit=U1', 400, 'bad_parameter'],
  ['/api/query/unit_month?month=2026-13', 400, 'bad_parameter'],
  ['/api/query/unit_month?month=202610', 400, 'bad_parameter'],
  ['/api/export/hazard.pdf', 404, 'unknown_format'],
  ['/api/export/none.csv', 404, 'unknown_query'],
  ['/api/export/hazard.csv?lang=fr', 400, 'bad_parameter'],
  ['/api/template/none.xlsx', 404, 'unknown_dataset'],
  ['/api/none', 404, 'not_found'],
  ['/api/query/%zz', 400, 'bad_request'],
])(
  '%s is answered %i in the one error shape, in the reader’s language',
  async (url, status, code) => {
    const { get, reported } = await tinyServer();
    const zh = await get(url, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
    const en = await get(url, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' });
    expect([zh.statusCode, en.statusCode]).toEqual([status, status]);
    const keys = ['code', 'message', 'where', 'hint'];
    expect(Object.keys(zh.json().error)).toEqual(keys);
    expect(zh.json().error.code).toBe(code);
    expect(zh.json().error.message).toMatch(/[\u4e00-\u9fff]/);
    expect(en.json().error.message).not.toMatch(/[\u4e00-\u9fff]/);
    expect(zh.headers['cache-control']).toBe('no-store');
    expect(reported).toEqual([]);
  },
);

test('before anything was published it says so', async () => {
  const { get, publish, reported } = await tinyServer();
  publish(undefined);
  const response = await get('/api/query/unit', { 'accept-language': 'en' });
  expect(reported).toEqual([]);
  expect(response.statusCode).toBe(503);
  expect(response.json().error.code).toBe('no_snapshot');
  expect(response.json().error.hint).toContain('xiaoan build');
});

test('what is to be verified comes by unit, the strongest first, with its records newest first', async () => {
  const { get } = await tinyServer();
  const rows = async (url: string) =>
    arrowTable(await get(url))
      .toArray()
      .map((row) => row.toJSON() as Record<string, unknown>);
  const listed = await rows('/api/query/verification?month=2026-10');
  expect(listed.map((row) => [row['unit_name'], row['signal']])).toEqual([
    ['临河第一小学', 'drill_identical'],
    ['临河第一小学', 'zero_run'],
  ]);
  expect(await rows('/api/query/verification?unit=U2')).toHaveLength(1);
  const records = '/api/query/verification_evidence?unit=U1&month=2026-10';
  expect(await rows(records)).toHaveLength(3);
  const drills = await rows(`${records}&signal=drill_identical`);
  expect(drills.map((row) => row['title_en'])).toEqual(['newer', 'older']);
  expect((await get('/api/query/verification_evidence?unit=U1')).statusCode).toBe(400);
});
