import { Failure, text } from '../contracts/index.ts';

/** How a file is to be read, told by its first bytes; the extension lies too often. */
export type FileKind = 'xlsx' | 'xls' | 'html' | 'csv' | 'geojson';

/** Formats that turn up under a table's name, by the bytes that they start with. */
const STRANGERS: readonly (readonly [signature: string, zh: string, en: string])[] = [
  ['89504e47', '一张 PNG 图片', 'a PNG picture'],
  ['ffd8ff', '一张 JPEG 图片', 'a JPEG picture'],
  ['47494638', '一张 GIF 图片', 'a GIF picture'],
  ['424d', '一张 BMP 图片', 'a BMP picture'],
  ['25504446', '一个 PDF 文档', 'a PDF document'],
  ['52617221', '一个 RAR 压缩包', 'a RAR archive'],
  ['377abcaf', '一个 7z 压缩包', 'a 7z archive'],
  ['1f8b', '一个 gzip 压缩包', 'a gzip archive'],
];

const hint = text(
  '请用 Excel 或 WPS 打开原表，另存为 .xlsx 或 CSV 后重新报送。',
  'Open the original table in Excel or WPS, save it as .xlsx or CSV and send that.',
);

/** Enough of a file to tell what it is. */
const HEAD_BYTES = 65_536;

/**
 * Tells how to read a file.
 * @throws Failure `file_empty`, `not_a_table` (a picture, an archive …) or `file_unknown`
 */
export function sniff(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const hex = head.toString('hex', 0, 8);
  if (hex.startsWith('504b0304')) return 'xlsx';
  if (hex.startsWith('d0cf11e0')) return 'xls';
  const stranger = STRANGERS.find(([signature]) => hex.startsWith(signature));
  if (stranger) {
    throw new Failure(
      'not_a_table',
      text(`这不是表格，而是${stranger[1]}`, `This is no table but ${stranger[2]}`),
      { hint },
    );
  }
  const wide = hex.startsWith('fffe') || hex.startsWith('feff');
  if (!wide && head.includes(0)) {
    throw new Failure(
      'file_unknown',
      text('认不出这是什么文件', 'This is no kind of file that we know'),
      { hint },
    );
  }
  const start = (wide ? new TextDecoder('utf-16').decode(head) : head.toString('latin1'))
    .replace(/^(ï»¿|\uFEFF)/, '')
    .trimStart();
  if (start === '' && bytes.length <= HEAD_BYTES) {
    throw new Failure('file_empty', text('文件是空的', 'The file is empty'), {
      hint: text('请确认报送的是填好的表。', 'Check that the table filled in is the one sent.'),
    });
  }
  if (/^<(!doctype html|html|table|\?xml|meta|head)/i.test(start)) return 'html';
  return start.startsWith('{') && start.includes('"FeatureCollection"') ? 'geojson' : 'csv';
}
