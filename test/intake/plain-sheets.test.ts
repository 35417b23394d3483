import { read, write, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlainSheets, type Part } from '../../pipeline/intake/read/plain-sheets.ts';
import { sheetsOf } from '../../pipeline/intake/read/sheets.ts';
import { readWorkbook } from '../../pipeline/intake/read/workbook.ts';

const ALL = { dense: true, cellNF: true, cellFormula: false, cellHTML: false, cellStyles: true };

/** What the library alone makes of a workbook, cell by cell. */
const byLibrary = (bytes: Uint8Array) => sheetsOf(read(bytes, { ...ALL }), new Set());
const byUs = (bytes: Uint8Array) => readWorkbook('xlsx', bytes).sheets;

function bytesOf(sheets: readonly WorkSheet[], strings: boolean): Uint8Array {
  const book = utils.book_new();
  sheets.forEach((sheet, index) => utils.book_append_sheet(book, sheet, `表${index}`));
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: strings }) as Buffer;
}

const FORMATS = ['General', '0.00', 'yyyy-mm-dd', '000000', 'm"月"d"日"', 'h:mm', '@'];

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 6,
    arbitrary: fc.record({
      t: fc.constant('s' as const),
      v: fc.oneof(
        fc.constantFrom('', '消防', ' 前后 ', '"引号"', "'", '<甲>&', '一\n二', '_x0041_', '&lt;'),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      t: fc.constant('n' as const),
      v: fc.oneof(
        fc.integer({ min: -5, max: 99_999 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      z: fc.constantFrom(...FORMATS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('b' as const), v: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('e' as const), v: fc.constant(0x17) }) },
  {
    weight: 1,
    arbitrary: fc.constant({ t: 'n' as const, v: 3, f: 'SUM(A1:A2)' }),
  },
);

const sheet = fc
  .record({
    rows: fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }),
    hidden: fc.boolean(),
    merged: fc.boolean(),
  })
  .map(({ rows, hidden, merged }): WorkSheet => {
    const made: WorkSheet = { '!ref': 'A1:H9' };
    rows.forEach((cells, r) =>
      cells.forEach((item, c) => {
        if (item) made[utils.encode_cell({ r, c })] = { ...item };
      }),
    );
    if (hidden) made['!rows'] = [{}, { hidden: true }];
    if (merged) made['!merges'] = [utils.decode_range('A1:C2')];
    return made;
  });

/** Whether the short cut serves for a package of one sheet with this markup. */
function isPlain(sheetData: string): boolean {
  return shortCut(sheetData) !== undefined;
}

/** A package of one sheet with this markup, read by the short cut. */
function shortCut(sheetData: string): WorkBook | undefined {
  const content = `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`;
  const read = () => ({
    SheetNames: ['表'],
    Sheets: {
      表: { '!data': [[{ t: 's' as const, v: markOf(given[0]?.content) }]] },
    },
    Strings: [{ t: '甲' }],
    Styles: { CellXf: [{ numFmtId: 0 }, { numFmtId: 14 }] },
    SSF: { 0: 'General', 14: 'yyyy-mm-dd' },
  });
  let given: readonly Part[] = [];
  const parts = [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from(content) }];
  const workbook = readPlainSheets(parts, (hollow) => {
    given = hollow;
    return read();
  });
  return workbook;
}

/** The first row, read by the short cut. */
const firstRow = (sheetData: string) => shortCut(sheetData)?.Sheets['表']?.['!data']?.[0];

const markOf = (content: Buffer | undefined): string =>
  /<v>([^<]*)<\/v>/.exec(content?.toString() ?? '')?.[1] ?? '';

test.each([
  ['numbers, shared and formula texts', true, '<c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'],
  ['a formula with its value', true, '<c r="A1" t="str"><f>B1&amp;"x"</f><v>x</v></c>'],
  ['text in place', true, '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x</t></is></c>'],
  ['empty cells', true, '<c r="A1" s="0"/><c r="B1"></c>'],
  ['an error', false, '<c r="A1" t="e"><v>#REF!</v></c>'],
  ['rich text in place', false, '<c r="A1" t="inlineStr"><is><r><t>x</t></r></is></c>'],
  ['a text that is not there', false, '<c r="A1" t="s"><v>7</v></c>'],
  ['a cell without an address', false, '<c><v>1</v></c>'],
  ['codes of signs', false, '<c r="A1" t="str"><v>&#10;</v></c>'],
])('%s: read by the short cut? %s', (_, plain, cells) => {
  expect(isPlain(`<row r="1" spans="1:2">${cells}</row>`)).toBe(plain);
});

test('attributes of a cell count in whatever order they stand', () => {
  const text = { t: 's', v: '甲' };
  const day = { t: 'n', v: 45789, z: 'yyyy-mm-dd' };
  expect(firstRow('<row r="1"><c r="A1" t="s" s="1"><v>0</v></c></row>')).toEqual([text]);
  expect(firstRow('<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>')).toEqual([text]);
  expect(firstRow('<row r="1"><c r="A1" s="1" t="n"><v>45789</v></c></row>')).toEqual([day]);
  expect(firstRow('<row r="1"><c r="A1" t="n" s="1"><v>45789</v></c></row>')).toEqual([day]);
});

test('hidden rows are left to the library', () => {
  expect(isPlain('<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>')).toBe(false);
});

test('sheets are read as the library reads them, whichever of the two ways is taken', () => {
  fc.assert(
    fc.property(
      fc.array(sheet, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (sheets, strings) => {
        const bytes = bytesOf(sheets, strings);
        expect(byUs(bytes)).toEqual(byLibrary(bytes));
      },
    ),
    { numRuns: 300 },
  );
});
