import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { writeDigest } from '../../pipeline/cli/digest.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { formFields } from '../../pipeline/contracts/forms/safety-month-table.ts';
import {
  formRowOf,
  safetyMonthWorkbook,
} from '../../pipeline/contracts/forms/safety-month-workbook.ts';
import { templateWorkbook } from '../../pipeline/contracts/template.ts';
import { sheetsOf } from '../../pipeline/intake/read/sheets.ts';
import { tableOfForm } from '../../pipeline/intake/table/form.ts';
import { createServer } from '../../pipeline/server/index.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaoan-roll-up-'));
const warehouse = join(folder, 'warehouse');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REGISTER = [
  '单位代码,单位名称,单位类别,片区,上级单位代码',
  'S1,青禾中心小学,小学,东片区,',
  'S2,青禾村小学,小学,东片区,S1',
  'S3,云杉中学,初中,西片区,',
].join('\n');

/** A form in which every number is `each`, yes where `yes`. */
const form = (unit: string, unitsCovered: number, each: number, words: string, yes: boolean) =>
  safetyMonthWorkbook('zh', {
    unit,
    unitsCovered,
    day: '2026-06-25',
    values: new Map(
      formFields.map(({ name, kind }): [string, number | string | boolean] => [
        name,
        kind === 'number' ? each : kind === 'text' ? words : yes,
      ]),
    ),
  });

const received = (file: string, at: string): string => `${file},${at},局里`;

beforeAll(async () => {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    '单位名册.csv': REGISTER,
    // The member's own comes first; the parent's holds it, and is less in every number.
    '村小.xlsx': await form('青禾村小学', 1, 9, '班会', true),
    '云杉.xlsx': await form('云杉中学', 1, 4, '班会、=1+1', false),
    '中心校.xlsx': await form('青禾中心小学', 2, 7, '升旗，$&', true),
    '_received.csv': [
      '文件名,收到时间,报送单位',
      received('单位名册.csv', '2026-05-01 08:00'),
      received('村小.xlsx', '2026-06-26 09:00'),
      received('云杉.xlsx', '2026-06-26 10:00'),
      received('中心校.xlsx', '2026-06-29 09:00'),
    ].join('\n'),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(inbox, name), content);
  await takeIn([inbox], { warehouse }, () => undefined);
  await buildWarehouse({ warehouse, json: true });
});

async function get(url: string) {
  const server = await createServer({
    findSnapshot: () => {
      const ref = currentSnapshot(warehouse);
      return ref && { ref, open: () => openSnapshot(ref) };
    },
    dashboard: join(folder, 'dist'),
    makeTemplate: templateWorkbook,
    report: (error) => {
      throw error;
    },
  });
  try {
    return await server.inject({ url, headers: { host: 'localhost' } });
  } finally {
    await server.close();
  }
}

const sheetsFrom = async (url: string) => {
  const answer = await get(url);
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200);
  return sheetsOf(read(answer.rawPayload, { dense: true }), new Set());
};

/** Values of a form's sheet by the Chinese labels of the fields. */
function valuesOf(sheet: Parameters<typeof tableOfForm>[0] | undefined) {
  if (!sheet) throw new Error('no sheet');
  const [labels = [], values = []] = tableOfForm(sheet, 'sum.xlsx')?.rows.slice(-2) ?? [];
  return new Map(labels.map((label, index) => [label, values[index] ?? '']));
}

test('the sum comes out in the form itself: the parent in place of its members, each text once', async () => {
  const [sum] = await sheetsFrom('/api/campaigns/safety-month.xlsx?lang=zh');
  const [blank] = sheetsOf(read(await safetyMonthWorkbook('zh'), { dense: true }), new Set());
  const placed = (sheet: typeof sum) =>
    sheet?.merges.map(({ top, left, bottom, right }) => [top, left, bottom, right]);
  expect(placed(sum)).toEqual(placed(blank));
  expect(sum?.rows.map((row) => row.slice(0, 3))).toEqual(
    blank?.rows.map((row, index) =>
      index === 1 ? (sum?.rows[1] ?? []).slice(0, 3) : row.slice(0, 3),
    ),
  );
  const values = valuesOf(sum);
  expect(values.get('汇总单位数')).toBe('3');
  for (const { label, kind } of formFields)
    if (kind === 'number') expect([label.zh, values.get(label.zh)]).toEqual([label.zh, '11']);
  expect(values.get('启动形式')).toBe('升旗、$&、班会、=1+1');
  expect(sum?.rows[formRowOf('in_yearly_plan') - 1]?.[3]).toContain('（1）是（1）否');
});

test('every cell can be traced: a line a table with its file, a column a cell, counted or not', async () => {
  const [, sources] = await sheetsFrom('/api/campaigns/safety-month.xlsx?lang=en');
  const [cells = [], labels = [], ...tables] = sources?.rows ?? [];
  expect(cells.slice(6)).toEqual(formFields.map(({ name }) => `D${formRowOf(name)}`));
  expect(labels.slice(6)).toEqual(formFields.map(({ label }) => label.en));
  expect(tables.map((row) => row.slice(0, 4))).toEqual([
    ['S1', '青禾中心小学', 'counted', '中心校.xlsx'],
    ['S2', '青禾村小学', 'in the parent’s', '村小.xlsx'],
    ['S3', '云杉中学', 'counted', '云杉.xlsx'],
  ]);
  const at = 6 + formFields.findIndex(({ name }) => name === 'films');
  const counted = tables.filter((row) => row[2] === 'counted').map((row) => Number(row[at]));
  expect(counted.reduce((sum, value) => sum + value, 0)).toBe(11);
});

test('a parent whose numbers are less than its members’ is warned of, number by number', async () => {
  const [, , doubts] = await sheetsFrom('/api/campaigns/safety-month.xlsx?lang=zh');
  const numbers = formFields.filter(({ kind }) => kind === 'number');
  expect(doubts?.rows.slice(1).map((row) => row.slice(1))).toEqual(
    numbers.map(({ label }) => [label.zh, 'S1', '青禾中心小学', '7', '1', '9']),
  );
});

test('the sum of an earlier day is that of what had come by then', async () => {
  const [before] = await sheetsFrom('/api/campaigns/safety-month.xlsx?lang=zh&day=2026-06-28');
  const values = valuesOf(before);
  expect([values.get('汇总单位数'), values.get('公益广告部数')]).toEqual(['2', '13']);
  const none = await get('/api/campaigns/safety-month.xlsx?day=2026-06-01');
  expect([none.statusCode, none.json<{ error: { code: string } }>().error.code]).toEqual([
    404,
    'no_tables',
  ]);
});

test('the digest of the page is that of the command line, for any day and area', async () => {
  const output = join(folder, 'digests');
  const written = await writeDigest(warehouse, output, '2026-06-28');
  expect(written.late + written.due).toBeGreaterThan(0);
  const answer = await get('/api/campaigns/digest.md?day=2026-06-28&lang=zh');
  expect(answer.headers['content-type']).toBe('text/markdown; charset=utf-8');
  expect(answer.headers['content-disposition']).toContain('digest-2026-06-28.zh.md');
  expect(answer.body).toBe(readFileSync(written.files[0] ?? '', 'utf8'));
  expect(answer.body).toContain(`逾期 ${written.late} 件，一周内到期 ${written.due} 件`);
  const area = encodeURIComponent('西片区');
  const { body } = await get(`/api/campaigns/digest.md?day=2026-06-28&area=${area}&lang=zh`);
  expect(body).toContain('### 云杉中学');
  expect(body).not.toContain('青禾');
  const wrong = await get('/api/campaigns/digest.md?day=2026-02-31');
  expect([wrong.statusCode, wrong.json<{ error: { code: string } }>().error.code]).toEqual([
    400,
    'day_invalid',
  ]);
});
