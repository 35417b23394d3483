import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namedQueries } from '../../../pipeline/server/queries/index.ts';
import { CANARY, NUMBER, UNKNOWN_UNIT } from '../../access/planted-district.ts';
import { ask } from '../../warehouse/fixture.ts';
import { textOf } from './answer-text.ts';
import { addresses } from './every-address.ts';
import { scopedServer, type ScopedServer, type Unit } from './scoped-server.ts';

let scoped: ScopedServer;
let own: Unit;
let other: Unit;
let strangers: readonly string[];
let month: string;

beforeAll(async () => {
  scoped = await scopedServer();
  ({ own, other, strangers } = scoped);
  month = scoped.district.snapshot.month;
  expect(strangers.length).toBeGreaterThan(40);
}, 300_000);

afterAll(() => scoped?.close());

const get = (who: string, url: string) => scoped.get(who, url);

describe('a clerk is sent no row, code or name of another unit', () => {
  test('by any query, whatever is asked for', async () => {
    let rows = 0;
    const asked = [...addresses(own.code, month), ...addresses(other.code, month)];
    expect(asked.length).toBeGreaterThan(150);
    for (const address of asked) {
      // What is kept of the answer to one who may see all must not be given to one who may not.
      await get('root', `/api/query/${address}`);
      const answer = await get('clerk', `/api/query/${address}`);
      expect(answer.statusCode, `${address}: ${answer.body.slice(0, 200)}`).toBe(200);
      rows += tableFromIPC(answer.rawPayload).numRows;
      const text = textOf(answer);
      // The parameter itself is not given back by any query.
      const found = strangers.filter((word) => text.includes(word));
      expect(found, address).toEqual([]);
    }
    expect(rows).toBeGreaterThan(500);
  });

  test('by any export', async () => {
    for (const name of namedQueries.keys()) {
      const [address] = addresses(own.code, month).filter((each) => each.startsWith(`${name}?`));
      const search = address?.slice(name.length + 1) ?? '';
      for (const format of ['csv', 'xlsx']) {
        const answer = await get('clerk', `/api/export/${name}.${format}?${search}`);
        expect(answer.statusCode, name).toBe(200);
        const text = textOf(answer);
        expect(
          strangers.filter((word) => text.includes(word)),
          `${name}.${format}`,
        ).toEqual([]);
      }
    }
  });

  test('by the other addresses that he may ask', async () => {
    const month6 = `${month.slice(0, 4)}-06`;
    for (const url of [
      '/api/health',
      '/api/session',
      '/api/why',
      '/api/unmapped',
      '/api/publication',
      `/api/campaigns/safety-month.xlsx?month=${month6}`,
      `/api/way-back?unit=${own.code}`,
    ]) {
      const answer = await get('clerk', url);
      expect([200, 404], `${url}: ${answer.body.slice(0, 120)}`).toContain(answer.statusCode);
      const text = textOf(answer);
      expect(
        strangers.filter((word) => text.includes(word)),
        url,
      ).toEqual([]);
    }
    const way = await get('clerk', `/api/way-back?unit=${other.code}`);
    expect([way.statusCode, way.json().error.code]).toEqual([404, 'unit_unknown']);
  });

  test('by a correction workbook of a file that is not his alone', async () => {
    const files = await ask(
      scoped.district.snapshot.path,
      `select distinct file_id from intake.quarantine where unit_code = '${other.code}'`,
    );
    expect(files.length).toBeGreaterThan(0);
    for (const { file_id: file } of files) {
      const answer = await get('clerk', `/api/correction/${String(file)}.xlsx`);
      expect(answer.statusCode).toBe(404);
    }
  });

  test('because another asked before him: answers are kept apart by what may be seen', async () => {
    const whole = await get('root', '/api/query/unit');
    const tag = String(whole.headers.etag);
    const mine = await scoped.server.inject({
      url: '/api/query/unit',
      headers: { ...scoped.headersOf('clerk'), 'if-none-match': tag },
    });
    expect(mine.statusCode).toBe(200);
    expect(mine.headers.etag).not.toBe(tag);
    expect(tableFromIPC(mine.rawPayload).numRows).toBe(1);
    expect(tableFromIPC(whole.rawPayload).numRows).toBe(24);
  });
});

describe('names and telephones', () => {
  test('are sent to nobody who does not need them, by any query or export', async () => {
    for (const address of addresses(own.code, month)) {
      const answer = await get('leader', `/api/query/${address}`);
      for (const word of [CANARY, NUMBER])
        expect(textOf(answer).includes(word), `${word} ${address}`).toBe(false);
    }
    for (const name of ['unit_contact', 'inspection', 'quarantine', 'plan_visit']) {
      const search = name === 'unit_contact' ? `?unit=${own.code}` : '';
      const answer = await get('leader', `/api/export/${name}.csv${search}`);
      expect(answer.body.includes(CANARY), name).toBe(false);
    }
  });

  test('numbers in what people wrote are not either, in a file of any kind', async () => {
    for (const file of [
      'hazard.csv',
      'hazard.xlsx',
      'finding.csv',
      'accident.csv',
      'evidence.csv',
    ]) {
      const search = file.startsWith('evidence')
        ? `?unit=${own.code}&month=${month}&indicator=hazard_overdue`
        : '';
      const mine = await get('leader', `/api/export/${file}${search}`);
      expect(mine.statusCode, file).toBe(200);
      expect(textOf(mine).includes(NUMBER), file).toBe(false);
    }
    expect(textOf(await get('leader', '/api/export/hazard.csv'))).toContain('请联系***');
    expect(textOf(await get('clerk', '/api/query/hazard'))).not.toContain(NUMBER);
    for (const file of ['hazard.csv', 'hazard.xlsx'])
      expect(textOf(await get('root', `/api/export/${file}`))).toContain(NUMBER);
  });

  test('are kept back from who decides unknown codes, who is told of these all the same', async () => {
    const answer = await get('leader', '/api/unmapped');
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.body).toContain(UNKNOWN_UNIT);
    expect(answer.body).not.toContain(CANARY);
  });

  test('are sent to who needs them', async () => {
    const answer = await get('root', `/api/query/unit_contact?unit=${own.code}`);
    expect(textOf(answer)).toContain(CANARY);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('a clerk hands in', () => {
  const upload = (who: string, name: string, content: string) =>
    scoped.server.inject({
      method: 'POST',
      url: `/api/upload?lang=en&name=${encodeURIComponent(name)}`,
      headers: { ...scoped.headersOf(who), 'content-type': 'application/octet-stream' },
      payload: Buffer.from(content),
    });
  const drills = (...units: string[]) =>
    ['报送月份,单位代码,演练日期,演练类别,演练方式,演练地点,参演人数']
      .concat(units.map((unit) => `2026-10,${unit},2026-10-12,消防疏散,实战演练,操场,120`))
      .join('\n');
  const loaded = async (file: string) =>
    (
      await ask(
        join(scoped.district.warehouse, 'warehouse.duckdb'),
        `select unit_code from intake.drill where file_id = '${file}'`,
      )
    ).map(({ unit_code: unit }) => unit);
  const outcome = (answer: { json(): { files: Record<string, never>[] } }) =>
    answer.json().files[0] as unknown as {
      file_id: string;
      status: string;
      error: { code: string } | null;
    };

  test('returns of the own unit, and of no other: then nothing of the file is taken', async () => {
    const good = outcome(await upload('clerk', '演练.csv', drills(own.code)));
    expect(good).toMatchObject({ status: 'loaded', error: null });
    expect(await loaded(good.file_id)).toEqual([own.code]);
    for (const content of [
      drills(other.code),
      drills(own.code, other.code),
      drills(own.code, '0000000000'),
      drills(own.code, ''),
    ]) {
      const bad = outcome(await upload('clerk', '演练.csv', content));
      expect(bad, content).toMatchObject({ status: 'rejected' });
      expect(await loaded(bad.file_id)).toEqual([]);
    }
    const whole = outcome(await upload('root', '演练合报.csv', drills(own.code, other.code)));
    expect(whole).toMatchObject({ status: 'loaded' });
  });

  test('nothing that is the bureau’s to say: no register, no inspection', async () => {
    const register = `单位代码,单位名称,单位类别,片区,在校学生数\n${own.code},${own.name},小学,霁原,9`;
    const inspection = `检查编号,单位代码,检查日期,检查类型,检查组,检查结论\nX-1,${own.code},2026-10-12,专项检查,一组,合格`;
    for (const [name, content] of [
      ['单位名册.csv', register],
      ['检查记录.csv', inspection],
    ] as const) {
      const refused = outcome(await upload('clerk', name, content));
      expect(refused, name).toMatchObject({
        status: 'rejected',
        error: { code: 'dataset_not_yours' },
      });
      const taken = outcome(await upload('root', name, `${content}\n`));
      expect(taken.status, `${name} by the bureau`).not.toBe('rejected');
    }
  });
});

test('what was asked and done is in the log, and the log is whole', async () => {
  const lines = readFileSync(
    join(scoped.folder, 'audit', `${new Date().toISOString().slice(0, 7)}.jsonl`),
    'utf8',
  );
  expect(lines).toContain('"event":"export","who":"clerk"');
  expect(lines).toContain('"event":"action","who":"clerk"');
  expect(lines).toContain('"event":"personal_access","who":"root"');
  expect(lines).not.toContain('"event":"personal_access","who":"leader"');
  expect((await get('root', '/api/audit/verify')).json()).toMatchObject({ broken: null });
});
