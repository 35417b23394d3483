import { Failure, text } from '../contracts/index.ts';
import type { FileKind } from './file-kind.ts';
import { notATable } from './read/failures.ts';
import { wideEncoding } from './read/text.ts';
import { looksZipped } from './read/zip.ts';
import { zipKind } from './sniff-zip.ts';

/** Formats that turn up under a table's name, by the bytes that they start with. */
const STRANGERS: readonly (readonly [signature: RegExp, zh: string, en: string])[] = [
  [/^89504e47/, '一张 PNG 图片', 'a PNG picture'],
  [/^ffd8ff/, '一张 JPEG 图片', 'a JPEG picture'],
  [/^47494638/, '一张 GIF 图片', 'a GIF picture'],
  [/^424d.{8}00/, '一张 BMP 图片', 'a BMP picture'],
  [/^.{8}66747970/, '一张手机照片或一段视频', 'a photo or video of a phone'],
  [/^25504446/, '一个 PDF 文档', 'a PDF document'],
  [/^7b5c727466/, '一个 RTF 文档', 'an RTF document'],
  [/^52617221/, '一个 RAR 压缩包', 'a RAR archive'],
  [/^377abcaf/, '一个 7z 压缩包', 'a 7z archive'],
  [/^1f8b/, '一个 gzip 压缩包', 'a gzip archive'],
];

/** Enough of a file to tell what it is. */
const HEAD_BYTES = 65_536;

/** A workbook stream without the compound file around it, as Excel wrote before 1993. */
const isBareWorkbook = (hex: string): boolean => /^09(00|02|04|08)(04|06|08|10)00/.test(hex);

/** XML and HTML alike start with a bracket; what a workbook is saved as is named within. */
function markupKind(start: string): FileKind | undefined {
  if (!start.startsWith('<')) return undefined;
  if (/<([\w-]+:)?(Workbook|document|UOF)[\s>]/.test(start)) return 'xml';
  if (/<(!doctype html|html|head|meta|body|table|tr)[\s>]/i.test(start)) return 'html';
  return start.startsWith('<?xml') ? 'xml' : undefined;
}

/**
 * Tells what a file is.
 * @returns its kind; `xls` and `csv` as far as the first bytes tell: their readers know whether they
 *   are `et` and `tsv`
 * @throws Failure `file_empty`, `not_a_table` (a picture, a document …) or `file_unknown`
 */
export function sniff(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const hex = head.toString('hex', 0, 16);
  if (looksZipped(bytes)) return zipKind(bytes);
  if (hex.startsWith('d0cf11e0') || isBareWorkbook(hex)) return 'xls';
  const stranger = STRANGERS.find(([signature]) => signature.test(hex));
  if (stranger) throw notATable(stranger[1], stranger[2]);
  const wide = wideEncoding(head);
  if (!wide && head.includes(0)) {
    throw new Failure(
      'file_unknown',
      text('认不出这是什么文件', 'This is no kind of file that we know'),
      {
        hint: text(
          '请用 Excel 或 WPS 打开原表，另存为 .xlsx 或 CSV 后重新报送。',
          'Open the original table in Excel or WPS, save it as .xlsx or CSV and send that.',
        ),
      },
    );
  }
  const start = (wide ? new TextDecoder(wide).decode(head) : head.toString('latin1'))
    .replace(/^(ï»¿|\uFEFF)/, '')
    .trimStart();
  if (start === '' && bytes.length <= HEAD_BYTES) {
    throw new Failure('file_empty', text('文件是空的', 'The file is empty'), {
      hint: text('请确认报送的是填好的表。', 'Check that the table filled in is the one sent.'),
    });
  }
  if (start.startsWith('{') && start.includes('"FeatureCollection"')) return 'geojson';
  return markupKind(start) ?? 'csv';
}
