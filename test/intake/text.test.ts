import { expect, test } from 'vitest';
import { decodeText } from '../../pipeline/intake/read/text.ts';

/** 单位代码 as Excel saves it on a Chinese Windows. */
const GBK = Buffer.from('b5a5cebbb4fac2eb', 'hex');

test.each([
  ['utf-8', Buffer.from('单位代码')],
  ['utf-8-bom', Buffer.from('\uFEFF单位代码')],
  ['utf-16le', Buffer.from('\uFEFF单位代码', 'utf16le')],
  ['utf-16be', Buffer.from('\uFEFF单位代码', 'utf16le').swap16()],
  ['gb18030', GBK],
])('decodes %s', (encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ content: '单位代码', encoding });
});

test('refuses what is no text in any of them', () => {
  expect(() => decodeText(Buffer.from('80ffff', 'hex'))).toThrow('encoding is unknown');
});
