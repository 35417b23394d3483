import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import Papa from 'papaparse';
import { afterAll, expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.ts';
import { capacityFile } from '../../data/simulator/capacity.ts';
import type { Area } from '../../data/simulator/geography.ts';
import { bureauHand, laterHand, zoneHands } from '../../data/simulator/handwriting.ts';
import type { Unit } from '../../data/simulator/units.ts';
import { fingerprint, simulated } from './folder.ts';

const options = { units: 90, months: 8, seed: 'files' };
const sample = await simulated(options);
afterAll(() => sample.remove());
const names = readdirSync(sample.directory);
const bytesOf = (name: string): Buffer => readFileSync(join(sample.directory, name));

const key = (header: string): string => header.replace(/[\s（）()]/g, '');

test('the same seed gives the same bytes, another seed others', async () => {
  const again = await simulated(options);
  const other = await simulated({ ...options, seed: 'other' });
  expect(fingerprint(again.directory)).toBe(fingerprint(sample.directory));
  expect(fingerprint(other.directory)).not.toBe(fingerprint(sample.directory));
  again.remove();
  other.remove();
});

test('every file is in the register of what came in, and nothing of the truth is in the folder', () => {
  const register = Papa.parse<string[]>(bytesOf('_received.csv').toString('utf8').trim()).data;
  expect(register[0]).toEqual(['文件名', '收到时间', '报送单位']);
  expect(
    register
      .slice(1)
      .map(([name]) => name)
      .sort(),
  ).toEqual(names.filter((name) => name !== '_received.csv').sort());
  for (const [, time] of register.slice(1)) expect(time).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
  expect(names.filter((name) => /truth/i.test(name))).toEqual([]);
});

test('no two inspectors of the teams go by one name', () => {
  const district = {
    teams: ['一', '二'].map((name) => ({ name, strictness: 1, members: ['李静', '王磊', '李静'] })),
    units: [{ code: '1001' }] as unknown as Unit[],
    geography: { areas: [{ name: '东片区' }, { name: '西片区' }] as unknown as Area[] },
  };
  const names = [...capacityFile(district, '1').matchAll(/- name: (.+)/g)].map(([, name]) => name);
  expect(names).toHaveLength(12);
  expect(new Set(names).size).toBe(12);
});

test('workbooks read back: a merged title, headers, and all rows', () => {
  let rows = 0;
  for (const name of names.filter((one) => one.endsWith('.xlsx'))) {
    const book = read(bytesOf(name), { dense: true });
    for (const sheet of Object.values(book.Sheets)) {
      const data = (sheet as unknown as { '!data': { v?: unknown }[][] })['!data'];
      expect(String(data[0]?.[0]?.v)).toMatch(
        /台账|月报|记录|名册|情况|清单|登记|申报|称号|统计表/,
      );
      expect(sheet['!merges']?.[0]?.s).toEqual({ r: 0, c: 0 });
      const codes = data.flatMap((row) => row.filter((cell) => /^90\d{8}$/.test(String(cell?.v))));
      rows += codes.length;
    }
  }
  const units = 90;
  expect(rows).toBeGreaterThan(units * options.months);
});

test('CSV files decode as GB18030 without BOM or as UTF-8 with one', () => {
  const files = names.filter((name) => name.endsWith('.csv') && name !== '_received.csv');
  const encodings = new Set<string>();
  for (const name of files) {
    const bytes = bytesOf(name);
    const bom = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
    encodings.add(bom ? 'utf-8' : 'gb18030');
    const text = new TextDecoder(bom ? 'utf-8' : 'gb18030', { fatal: true }).decode(bytes);
    expect(text).toMatch(/代码|编码/);
  }
  expect([...encodings].sort()).toEqual(['gb18030', 'utf-8']);
});

test('every header is a label or a synonym of its contract, and no group above it is', () => {
  for (const hand of [...zoneHands, laterHand, bureauHand]) {
    for (const [dataset, columns] of Object.entries(hand.columns)) {
      const contract = contracts.find((one) => one.dataset === dataset);
      for (const { column, header, group } of columns) {
        const own = contract?.columns.find(({ name }) => name === column);
        const known = [own?.label.zh ?? '', ...(own?.synonyms ?? [])].map(key);
        expect(known, `${dataset}.${column}`).toContain(key(header));
        const words = contract?.columns.flatMap(({ label, synonyms = [] }) => [
          label.zh,
          ...synonyms,
        ]);
        if (group) expect(words?.map(key), group).not.toContain(key(group));
      }
      for (const { name, required } of contract?.columns ?? [])
        if (required && name !== 'report_month')
          expect(columns.map(({ column }) => column)).toContain(name);
    }
  }
});

/** The cells of one row of a file, as text; rows count from 1. */
function cellsAt(file: string, sheet: string, row: number): string[] {
  if (file.endsWith('.xlsx')) {
    const found = read(bytesOf(file), { dense: true }).Sheets[sheet];
    const data = (found as unknown as { '!data': { v?: unknown }[][] })['!data'];
    return (data[row - 1] ?? []).map((cell) => String(cell?.v));
  }
  const bytes = bytesOf(file);
  const encoding = bytes[0] === 0xef ? 'utf-8' : 'gb18030';
  return Papa.parse<string[]>(new TextDecoder(encoding).decode(bytes)).data[row - 1] ?? [];
}

test('spoilt rows stand where the truth says, and look as it says', () => {
  const looks: Record<string, RegExp> = {
    unit_unknown: /^9099\d{6}$/,
    unknown_code: /^(较大|三级|待定)$/,
    not_a_number: /^若干$/,
    date_out_of_range: /^(21[12]\d|8\d{4}$)/,
  };
  expect(sample.truth.mistakes.length).toBeGreaterThan(3);
  for (const { file, sheet, row, reason } of sample.truth.mistakes) {
    const cells = cellsAt(file, sheet, row);
    expect(cells.some((cell) => /^90\d{8}$/.test(cell))).toBe(true);
    const look = looks[reason];
    if (look) expect(cells.some((cell) => look.test(cell))).toBe(true);
  }
});

test('as clean CSV: one file a dataset with the names of the contract', async () => {
  const clean = await simulated({ ...options, format: 'csv' });
  // A small district may have no accident, and a safety month only where a June is in it.
  const seldom = ['accident', 'safety_month_return'];
  for (const { dataset, columns } of contracts.filter(
    ({ dataset: name }) => !seldom.includes(name),
  )) {
    const text = readFileSync(join(clean.directory, `${dataset}.csv`), 'utf8');
    const { data } = Papa.parse<string[]>(text.trim());
    expect(data[0]).toEqual(columns.map(({ name }) => name));
    expect(data.length - 1).toBe(clean.truth.rows[dataset]?.written);
    expect(clean.truth.rows[dataset]?.current).toBe(clean.truth.rows[dataset]?.written);
  }
  expect(clean.truth.mistakes).toEqual([]);
  clean.remove();
});
