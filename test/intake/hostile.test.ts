import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { Reader } from '../../pipeline/intake/read/reader.ts';
import { readContent } from '../../pipeline/intake/read/content.ts';
import { listZip, unzip } from '../../pipeline/intake/read/zip.ts';
import { sniff } from '../../pipeline/intake/sniff.ts';
import { byLibrary, delimited, et, LEDGER } from '../fixtures/formats/writers.ts';
import { zipFile, zipOf } from '../fixtures/zip.ts';
import { openWithUnits, workbook } from './intake.ts';

const read = (bytes: Uint8Array) => readContent(sniff(bytes), bytes);

/** A zip package with one of its parts changed, its checksum made to fit. */
const changed = (bytes: Uint8Array, part: string, change: (text: string) => string): Buffer =>
  zipOf(
    listZip(bytes).map((entry) => {
      const content = Buffer.from(unzip(bytes, entry));
      return [entry.name, entry.name === part ? change(content.toString()) : content] as const;
    }),
  );

const SHEET = 'xl/worksheets/sheet1.xml';
const plain = workbook({
  表: {
    rows: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
});
const rowsOf = (bytes: Uint8Array) => read(bytes).sheets[0]?.rows;

test('a dimension that says the sheet is full allocates nothing', () => {
  const full = (text: string) =>
    text.replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"');
  expect(rowsOf(changed(plain, SHEET, full))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('a cell in the far corner is read; one beyond it is refused', () => {
  const far = rowsOf(changed(plain, SHEET, (text) => text.replace('r="B2"', 'r="XFD1048576"')));
  expect(far).toHaveLength(1_048_576);
  expect(far?.at(-1)).toHaveLength(16_384);
  for (const address of ['A4294967295', 'ZZZZ1', 'A99999999']) {
    const beyond = changed(plain, SHEET, (text) => text.replace('r="B2"', `r="${address}"`));
    expect(() => read(beyond)).toThrow(/too large|damaged/);
  }
});

test('a merge over whole columns is cut to the cells in use', () => {
  const bytes = workbook({
    表: {
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      merges: ['A1:XFD1048576'],
    },
  });
  expect(read(bytes).sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 1 }]);
});

test.each(['rows', 'columns'])('%s of an OpenDocument repeated without end are refused', (what) => {
  const row = what === 'rows' ? 'table:table-row' : 'table:table-cell office:value-type="string"';
  const times = `table:number-${what}-repeated="99999999"`;
  const bytes = changed(byLibrary('ods'), 'content.xml', (text) =>
    text.replace(/<table:table-(row|cell)( office:value-type="string")?/g, (tag) =>
      tag.startsWith(`<${row}`) ? `${tag} ${times}` : tag,
    ),
  );
  const started = performance.now();
  expect(() => read(bytes)).toThrow('too large');
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('a filled row repeated down to the last of a sheet is refused, an empty one is not', () => {
  const times = '<table:table-row table:number-rows-repeated="1048576" ';
  const content = byLibrary('fods').toString();
  const started = performance.now();
  expect(() => read(Buffer.from(content.replace('<table:table-row', times)))).toThrow('too large');
  expect(performance.now() - started).toBeLessThan(30_000);
  const empty = `${times}><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`;
  expect(rowsOf(Buffer.from(content.replace('</table:table>', empty)))).toHaveLength(LEDGER.length);
});

test('a formula bomb is not calculated, nor is what lies in another file asked for', () => {
  const bomb = `<f>${'SUM('.repeat(100_000)}1${')'.repeat(100_000)}</f>`;
  const bytes = changed(plain, SHEET, (text) =>
    text.replace(
      /<c r="B2"[^>]*>.*?<\/c>/,
      `<c r="B2">${bomb}<v>4</v></c><c r="C2"><f>[1]x!A1</f><v>5</v></c>`,
    ),
  );
  expect(rowsOf(bytes)?.[1]).toEqual(['c', '4', '5']);
});

test('a workbook whose bytes changed on the way is refused, not read wrongly', () => {
  const entry = listZip(plain).find(({ name }) => name === SHEET);
  const flipped = Buffer.from(plain);
  const at = (entry?.offset ?? 0) + 30 + SHEET.length + 40;
  flipped[at] = (flipped[at] ?? 0) ^ 4;
  expect(() => read(flipped)).toThrow('damaged');
});

test('a package that would unpack to more than memory is refused before it is', () => {
  const parts = listZip(plain).map((entry) => ({ name: entry.name, content: unzip(plain, entry) }));
  const bytes = zipFile([
    ...parts,
    { name: 'xl/worksheets/sheet2.xml', content: 'x', size: 700_000_000 },
  ]);
  expect(() => read(bytes)).toThrow('unpacked it takes 700 MB');
});

test('a sheet that cannot be read is named, not left out', () => {
  const bytes = changed(byLibrary('xlsx'), SHEET, (text) =>
    text.replace('<v>1</v>', '<v>99999</v>'),
  );
  expect(() => read(bytes)).toThrow(
    expect.objectContaining({ options: expect.objectContaining({ where: { sheet: '台账' } }) }),
  );
});

test('an old workbook cut off is refused, not read up to the cut', () => {
  const book = utils.book_new();
  const rows = Array.from({ length: 500 }, (_, index) => [index, `第${index}行`]);
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '表');
  const bytes = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  expect(rowsOf(bytes)).toHaveLength(500);
  expect(() => read(bytes.subarray(0, bytes.length - 6_000))).toThrow('damaged');
});

test('a page cut off is refused; one that leaves tags open is read', () => {
  const page =
    '<meta charset=gb2312><h1>青禾小学<p>2025年6月</h1><table title="a>b"><tr><td>甲<td rowspan=2>乙<br>丙<tr><td>丁&nbsp;&#20013;</table>合计';
  expect(read(Buffer.from(page)).sheets).toMatchObject([
    {
      rows: [['青禾小学'], ['2025年6月'], ['甲', '乙\n丙'], ['丁 中'], ['合计']],
      merges: [{ top: 2, left: 1, bottom: 3, right: 1 }],
    },
  ]);
  expect(() => read(Buffer.from(page.slice(0, -20)))).toThrow('cut off');
});

test('a workbook of WPS cut in its middle names no other kind', () => {
  expect(read(et()).kind).toBe('et');
  expect(() => read(et().subarray(0, 1_500))).toThrow('damaged');
});

test('a file that hangs or fills the memory costs only itself', async () => {
  const reader = new Reader({ bytes: 1e9, seconds: 60, megabytes: 60 });
  const huge = Buffer.from(`${delimited(',')}${'a,b,c,d,e,f,g,h\n'.repeat(1_000_000)}`);
  await expect(reader.read('csv', huge)).rejects.toMatchObject({ code: 'file_too_large' });
  const next = await reader.read('xlsx', byLibrary('xlsx'));
  expect(next.sheets[0]?.rows).toHaveLength(LEDGER.length);
});

test('bytes damaged in text cost their own row only, and text almost UTF-8 is not taken for GBK', async () => {
  const intake = await openWithUnits();
  const bytes = Buffer.from(delimited(','));
  const at = bytes.indexOf('护栏') + 1;
  bytes[at] = 0x20;
  const { encoding, sheets } = read(bytes);
  expect(encoding).toBe('utf-8');
  expect(sheets[0]?.rows[2]?.[4]).toBe('灭火器过期，"严重"');
  expect(await intake.give('台账.csv', bytes)).toMatchObject({
    status: 'partly',
    rows_accepted: 2,
    rows_quarantined: 1,
  });
});

test('a failed formula in a cell of text is held back, not taken for text', async () => {
  const intake = await openWithUnits();
  const bytes = Buffer.from(delimited(',').replace('<b>&amp; 线路老化', '#REF!'));
  expect(await intake.give('台账.csv', bytes)).toMatchObject({ rows_accepted: 2 });
  expect(await intake.rows('select reason_code, cell from intake.quarantine')).toEqual([
    { reason_code: 'cell_error', cell: 'E5' },
  ]);
});

test('half a character becomes the sign for what cannot be read, in cells and in HTML', async () => {
  const intake = await openWithUnits();
  const half = LEDGER.map((cells) => cells.map((cell) => cell.replace('灭火器', '灭\uDF0C器')));
  const xls = byLibrary('biff8', half);
  expect(read(xls).sheets[0]?.rows.flat().join('')).toContain('灭\uFFFD器');
  const { status } = await intake.give('台账.xls', xls);
  expect(status).not.toBe('rejected');
  const html = '<table><tr><td>灭&#xD83D;器</td><td>&#xD83D;&#xDE00;</td></tr></table>';
  expect(rowsOf(Buffer.from(html))).toEqual([['灭\uFFFD器', '😀']]);
});

test('a sheet that lost its name is read without; of two of one name none is, which damage makes', () => {
  const fods = byLibrary('fods').toString();
  const [named] = /table:name="[^"]*"/.exec(fods) ?? [''];
  expect(read(Buffer.from(fods.replace(` ${named}`, ''))).sheets[0]?.name).toBe('');
  const table = /<table:table [\s\S]*<\/table:table>/.exec(fods)?.[0] ?? '';
  const twice = Buffer.from(fods.replace(table, () => table + table));
  expect(() => read(twice)).toThrow(/damaged/);
});
