import { expect, test } from 'vitest';
import { readWorkbook as readAny } from '../../pipeline/intake/read/workbook.ts';
import { Reader } from '../../pipeline/intake/read/reader.ts';
import { workbook } from './intake.ts';

const readWorkbook = (bytes: Uint8Array) => readAny('xlsx', bytes).sheets;

/** Gives the first cell a number with a format. */
const formatted = (value: number, format: string) =>
  workbook({
    表: {
      rows: [[value]],
      change: (sheet) => (sheet['A1'] = { t: 'n', v: value, z: format }),
    },
  });

test.each([
  ['a date', 45811, 'yyyy/m/d', '2025-06-03'],
  ['a Chinese date', 45811, 'yyyy"年"m"月"d"日"', '2025-06-03'],
  ['a date with time', 45811.604166667, 'yyyy-mm-dd hh:mm', '2025-06-03 14:30:00'],
  ['a time alone', 0.5, 'h:mm', '12:00:00'],
  ['a code with leading zeros', 1001, '000000', '001001'],
  ['a full number', 13800000000, '0', '13800000000'],
  ['a plain number', 0.1, 'General', '0.1'],
])('reads %s by its number format', (_, value, format, text) => {
  expect(readWorkbook(formatted(value, format))[0]?.rows).toEqual([[text]]);
});

test('reads dates of a workbook that counts from 1904', () => {
  const bytes = workbook(
    {
      表: {
        rows: [[44349]],
        change: (sheet) => (sheet['A1'] = { t: 'n', v: 44349, z: 'yyyy-mm-dd' }),
      },
    },
    (book) => (book.Workbook = { WBProps: { date1904: true } }),
  );
  expect(readWorkbook(bytes)[0]?.rows).toEqual([['2025-06-03']]);
});

test('keeps merges, and tells hidden sheets', () => {
  const bytes = workbook(
    { 表: { rows: [['题'], ['甲', '乙']], merges: ['A1:B1'] }, 藏: { rows: [['x']] } },
    (book) => (book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }),
  );
  const [shown, hidden] = readWorkbook(bytes);
  expect(shown).toMatchObject({
    name: '表',
    hidden: false,
    merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
  });
  expect(hidden).toMatchObject({ name: '藏', hidden: true });
});

test('a reader gives up on a file that takes too long or is too large, and reads the next', async () => {
  const bytes = workbook({ 表: { rows: [['x']] } });
  const hasty = new Reader({ bytes: 1e6, seconds: 0.001, megabytes: 200 });
  await expect(hasty.read('xlsx', bytes)).rejects.toMatchObject({ code: 'file_too_slow' });
  const small = new Reader({ bytes: 10, seconds: 60, megabytes: 200 });
  await expect(small.read('xlsx', bytes)).rejects.toMatchObject({ code: 'file_too_large' });
  const patient = new Reader();
  await expect(patient.read('xlsx', Buffer.from('PK\u0003\u0004junk'))).rejects.toMatchObject({
    code: 'workbook_unreadable',
  });
  await expect(patient.read('xlsx', bytes)).resolves.toMatchObject({ sheets: [{ rows: [['x']] }] });
});
