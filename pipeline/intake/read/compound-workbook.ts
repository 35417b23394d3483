import { createRequire } from 'node:module';
import { CFB, read, set_cptable, type ParsingOptions, type WorkBook } from '@e965/xlsx';
import { isCompleteWorkbook } from './biff.ts';
import { notATable, workbookLocked, workbookUnreadable } from './failures.ts';

/** The library's reader of compound files, which its types leave open. */
const compound = CFB as {
  read(bytes: Uint8Array, options: { type: 'buffer' }): object;
  find(file: object, name: string): { readonly content: ArrayLike<number> } | null;
};

const load = createRequire(import.meta.url);
let hasCodePages = false;

/**
 * Without them text of BIFF5, which is in the code page of its author's Windows, comes out garbled.
 * They are large, and few workbooks need them: loaded with the first that may.
 */
function needCodePages(): void {
  if (hasCodePages) return;
  set_cptable(load('@e965/xlsx/dist/cpexcel'));
  hasCodePages = true;
}

/** Code page of Chinese Windows: what BIFF5 text is in where the file does not say. */
const CHINESE = 936;
/** Streams that only WPS writes. */
const WPS_STREAMS = ['ETExtData', 'WpsCustomData'];
const WPS_NAME = /WPS (Office|表格|Spreadsheets)/;
const SUMMARY = '!SummaryInformation';

/** A workbook in a compound file, or the bare stream of one, and which program's it is. */
export interface CompoundWorkbook {
  readonly kind: 'xls' | 'et';
  readonly workbook: WorkBook;
}

/**
 * Reads a workbook of Excel 5 to 2003, or of WPS.
 * @throws Failure `file_encrypted`, `not_a_table` (a Word document …) or `workbook_unreadable`
 */
export function readCompound(bytes: Uint8Array, options: ParsingOptions): CompoundWorkbook {
  needCodePages();
  if (bytes[0] === 0x09) return { kind: 'xls', workbook: openBook(bytes, options, bytes) };
  const file = compound.read(bytes, { type: 'buffer' });
  const stream = (name: string) => compound.find(file, name)?.content;
  if (stream('EncryptedPackage') ?? stream('EncryptionInfo')) throw workbookLocked();
  if (stream('WordDocument')) throw notATable('一个 Word 文档', 'a Word document');
  if (stream('PowerPoint Document')) throw notATable('一个演示文稿', 'a presentation');
  const [workbook, book] = [stream('/Workbook'), stream('/Book')];
  const summary = Buffer.from(Uint8Array.from(stream(SUMMARY) ?? []));
  const wps =
    WPS_STREAMS.some((name) => stream(name)) ||
    WPS_NAME.test(summary.toString('latin1')) ||
    WPS_NAME.test(summary.toString('utf16le'));
  const cells = workbook ?? book;
  if (!cells) throw workbookUnreadable();
  const inChinese = workbook ? options : { ...options, codepage: CHINESE };
  return { kind: wps ? 'et' : 'xls', workbook: openBook(bytes, inChinese, cells) };
}

/**
 * Of a stream cut off the library would give what is left, without a word.
 * @param stream of bytes that are no Buffer the library makes a plain list where sectors do not follow each other
 */
function openBook(bytes: Uint8Array, options: ParsingOptions, stream: ArrayLike<number>): WorkBook {
  const whole = stream instanceof Uint8Array ? stream : Uint8Array.from(stream);
  if (!isCompleteWorkbook(whole)) throw workbookUnreadable();
  return read(bytes, options);
}
