import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { sniff } from '../../pipeline/intake/sniff.ts';
import { workbook } from './intake.ts';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

test('tells a file by its bytes', () => {
  expect(sniff(workbook({ a: { rows: [['x']] } }))).toBe('xlsx');
  expect(sniff(bytes([0xd0, 0xcf, 0x11, 0xe0], 'rest'))).toBe('xls');
  expect(sniff(bytes('<html><table></table></html>'))).toBe('html');
  expect(sniff(bytes('单位代码,单位名称\n'))).toBe('csv');
  expect(sniff(bytes([0xef, 0xbb, 0xbf], '{"type":"FeatureCollection"}'))).toBe('geojson');
  expect(sniff(Buffer.from('\uFEFF单位,月份', 'utf16le'))).toBe('csv');
});

test.each([
  ['a picture', bytes([0x89], 'PNG\r\n'), 'not_a_table'],
  ['a PDF', bytes('%PDF-1.7'), 'not_a_table'],
  ['nothing', bytes(''), 'file_empty'],
  ['blank lines', bytes('\n  \r\n'), 'file_empty'],
  ['unknown binary', bytes([7, 0, 9, 0]), 'file_unknown'],
])('refuses %s', (_, content, code) => {
  expect(() => sniff(content)).toThrow(Failure);
  try {
    sniff(content);
  } catch (failure) {
    expect(failure).toMatchObject({ code, text: { zh: expect.any(String) } });
    expect((failure as Failure).options.hint?.en).toBeTruthy();
  }
});
