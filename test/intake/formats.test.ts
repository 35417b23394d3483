import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readContent } from '../../pipeline/intake/read/content.ts';
import { listZip, unzip } from '../../pipeline/intake/read/zip.ts';
import { sniff } from '../../pipeline/intake/sniff.ts';
import { delimited, encoded, ENCODINGS, LEDGER, ledgerFiles } from '../fixtures/formats/writers.ts';
import { zipOf } from '../fixtures/zip.ts';
import { openWithUnits, workbook } from './intake.ts';

const folder = new URL('../fixtures/formats/', import.meta.url);
const readAll = (bytes: Uint8Array) => readContent(sniff(bytes), bytes);

test.each(readdirSync(folder).filter((name) => /^calc\.\w+$/.test(name)))(
  'every cell of %s, saved by LibreOffice, is read as stored beside it',
  async (name) => {
    const { kind, encoding, sheets } = readAll(readFileSync(new URL(name, folder)));
    await expect(
      `${JSON.stringify({ kind, encoding, sheets }, undefined, 1)}\n`,
    ).toMatchFileSnapshot(new URL(`${name}.cells.json`, folder).pathname);
  },
);

/** The ledger's cells, without the empty ones at the end of a row. */
const cells = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1));

const KINDS: Readonly<Record<string, string>> = {
  'ledger-95.xls': 'xls',
  'ledger.fods': 'xml',
  'ledger-tabs.xls': 'tsv',
};

test.each([...ledgerFiles()])('every cell of %s is read, whatever its format', (name, bytes) => {
  const { kind, sheets } = readAll(bytes);
  expect(kind).toBe(KINDS[name] ?? name.split('.').at(-1));
  const text = ['csv', 'tsv'].includes(kind);
  const rows = sheets[0]?.rows ?? [];
  expect(cells(text ? rows.slice(0, -1) : rows)).toEqual(cells(LEDGER));
  expect(sheets).toHaveLength(1);
  if (text) return;
  const merge = { top: 0, left: 0, bottom: 0, right: 7 };
  expect(sheets[0]?.merges).toEqual(name === 'ledger-95.xls' ? [] : [merge]);
});

test.each([...ledgerFiles()])(
  '%s is loaded, and the ledger names its format',
  async (name, bytes) => {
    const intake = await openWithUnits();
    const outcome = await intake.give('台账.dat', bytes);
    expect(outcome).toMatchObject({ status: 'loaded', rows_in: 3, rows_accepted: 3 });
    expect(outcome.file_kind).toBe(KINDS[name] ?? name.split('.').at(-1));
  },
);

test.each(
  ENCODINGS.flatMap((encoding) =>
    [',', '\t', ';', '|', '，', '；', '、'].map((delimiter) => [encoding, delimiter] as const),
  ),
)('text in %s delimited by "%s" is read', (encoding, delimiter) => {
  const { sheets, encoding: found } = readAll(encoded(delimited(delimiter), encoding));
  expect(cells(sheets[0]?.rows.slice(0, -1) ?? [])).toEqual(cells(LEDGER));
  expect(found).toBe(encoding.replace(/(?<=16..)-bom/, ''));
});

test('a delimiter that Excel is told in the first line is taken, and the line is no row', () => {
  for (const delimiter of [';', '、', '^']) {
    const { sheets } = readAll(Buffer.from(`sep=${delimiter}\n${delimited(delimiter)}`));
    expect(sheets[0]?.rows[1]?.slice(0, 2)).toEqual(['报送月份', '单位代码']);
  }
});

test('a quotation mark that is never closed swallows nothing', () => {
  const content = '名称,数量\n"甲,1\n乙,2\n"丁",4\n';
  expect(readAll(Buffer.from(content)).sheets[0]?.rows).toEqual([
    ['名称', '数量'],
    ['"甲', '1'],
    ['乙', '2'],
    ['丁', '4'],
    [''],
  ]);
});

test('a formula counts as the value last calculated; without one it is an error, not nothing', () => {
  const bytes = workbook({
    表: {
      rows: [['a', 'b', 'c', 'd', 'e']],
      change: (sheet) => {
        sheet['A1'] = { t: 'n', v: 3, f: '[1]外部.xlsx!A1+1' };
        sheet['B1'] = { t: 's', v: '好', f: 'HYPERLINK("http://192.0.2.1/","好")' };
        sheet['C1'] = { t: 'e', v: 0x17, w: '#REF!' };
        sheet['D1'] = { t: 's', v: '=DISPIMG("ID_1",1)', f: '_xlfn.DISPIMG("ID_1",1)' };
        sheet['E1'] = { t: 'n', v: 7, f: 'SUM(A1:A2)' };
      },
    },
  });
  expect(readAll(bytes).sheets[0]?.rows).toEqual([['3', '好', '#REF!', '', '7']]);
});

test('a formula that no program has calculated yet is an error, not an empty cell', () => {
  const bytes = workbook({ 表: { rows: [['甲', 987_654, 2]] } });
  const parts = listZip(bytes).map((entry) => {
    const content = Buffer.from(unzip(bytes, entry)).toString();
    return [entry.name, content.replace('<v>987654</v>', '<f>SUM(C1:C9)</f>')] as const;
  });
  expect(readAll(zipOf(parts)).sheets[0]?.rows).toEqual([['甲', '#CALC!', '2']]);
});
