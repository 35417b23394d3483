import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { namedQueries } from '../../pipeline/server/queries/index.ts';
import { tinyServer } from './tiny-server.ts';

test('CSV opens in Excel: byte order mark, labels for names, words for codes, no formulas', async () => {
  const { get } = await tinyServer();
  const response = await get('/api/export/hazard.csv?lang=zh&unit=U1');
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(decodeURIComponent(String(response.headers['content-disposition']))).toBe(
    "attachment; filename*=UTF-8''隐患台账_2026-10.csv",
  );
  expect(response.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const { data, errors } = Papa.parse<Record<string, string>>(response.body.slice(1), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  expect(data).toMatchObject([
    { 发现日期: '2026-10-03', 隐患描述: `'=HYPERLINK("http://example.com")`, severity: '重大' },
    { 发现日期: '2026-09-03', 隐患描述: '三楼护栏松动，"临时"封闭', severity: '一般' },
  ]);
  expect(response.body).not.toContain('王某');
});

test('numbers keep their minus; tiers and indicators are in words', async () => {
  const { get } = await tinyServer();
  const { body } = await get('/api/export/change.csv?lang=en');
  expect(body).toMatch(/,-23,/);
  expect(body).toMatch(
    /,Blue,Red,Full check-up,Intensified inspection,61,-1,Gate,Open major hazard,No,/,
  );
});

test('a workbook has a frozen header, dates as dates, and texts that are no formulas', async () => {
  const { get } = await tinyServer();
  const response = await get('/api/export/hazard.xlsx?lang=en');
  const { sheets } = await readXlsx(response.rawPayload);
  const sheet = sheets[0];
  expect(sheet?.name).toBe('Hazard ledger');
  expect(sheet?.freezePane?.rows).toBe(1);
  const [header = [], ...rows] = sheet?.rows ?? [];
  const at = (label: string) => header.indexOf(label);
  expect(rows.map((row) => row[at('Description')])).toEqual([
    '=HYPERLINK("http://example.com")',
    '三楼护栏松动，"临时"封闭',
    '@SUM(1)',
  ]);
  expect(sheet?.cells?.size ?? 0).toSatisfy(() =>
    [...(sheet?.cells?.values() ?? [])].every((cell) => cell.formula === undefined),
  );
  expect(rows[0]?.[at('Found on')]).toEqual(new Date('2026-10-03T00:00:00Z'));
});

test('every query can be taken away in both formats', async () => {
  const { get, reported } = await tinyServer();
  for (const [name, { parameters = {} }] of namedQueries) {
    const asked = Object.entries(parameters)
      .filter(([, parameter]) => parameter.required)
      .map(([key, { type }]) => `${key}=${type === 'month' ? '2026-10' : 'U1'}`);
    const needed = asked.length > 0 ? `?${asked.join('&')}` : '';
    for (const format of ['csv', 'xlsx']) {
      const response = await get(`/api/export/${name}.${format}${needed}`);
      expect(response.statusCode, `${name}.${format}`).toBe(200);
      expect(response.rawPayload.length).toBeGreaterThan(10);
    }
  }
  expect(reported).toEqual([]);
});
