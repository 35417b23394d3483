import { read, type ParsingOptions } from '@e965/xlsx';
import { Failure } from '../../contracts/index.ts';
import type { Sheet } from '../grid.ts';
import type { FileKind } from '../file-kind.ts';
import { readCompound } from './compound-workbook.ts';
import { workbookLocked, workbookUnreadable } from './failures.ts';
import { hiddenSheets } from './hidden-sheets.ts';
import { refuseEndlessRepeats } from './repeats.ts';
import { sheetsOf } from './sheets.ts';
import { readZipped, type OpenedWorkbook } from './zipped-workbook.ts';

const NONE: ReadonlySet<string> = new Set();

/** What the library says of a workbook that needs a password. */
const PASSWORD = /password|encrypt/i;

/** A workbook's sheets, and its kind as its bytes have it. */
export interface ReadWorkbook {
  readonly kind: FileKind;
  readonly sheets: Sheet[];
}

/** The library changes the options that it is given: each call needs its own. */
const optionsOf = (type: 'buffer' | 'string'): ParsingOptions => ({
  type,
  dense: true,
  cellNF: true,
  cellFormula: false,
  cellHTML: false,
  // Only with styles does the library tell which rows are hidden.
  cellStyles: true,
  // Text such as 1/2 in HTML stays text; the check step reads dates.
  raw: type === 'string',
});

/**
 * Reads a workbook of any format the library knows, cells as text: a formula as the value last
 * calculated, never calculated here.
 * @param source the bytes of a binary workbook, or the decoded text of one in HTML or XML
 * @throws Failure `file_encrypted`, `file_too_large`, `not_a_table` or `workbook_unreadable`
 */
export function readWorkbook(kind: FileKind, source: Uint8Array | string): ReadWorkbook {
  try {
    const opened = open(kind, source);
    return { kind: opened.kind, sheets: sheetsOf(opened.workbook, opened.hidden) };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw PASSWORD.test(message) ? workbookLocked(cause) : workbookUnreadable(cause);
  }
}

function open(kind: FileKind, source: Uint8Array | string): OpenedWorkbook & { kind: FileKind } {
  if (typeof source === 'string') {
    refuseEndlessRepeats(source);
    const hidden = hiddenSheets(source);
    return { kind, workbook: read(source, optionsOf('string')), hidden };
  }
  if (kind === 'xls') return { ...readCompound(source, optionsOf('buffer')), hidden: NONE };
  return { kind, ...readZipped(source, optionsOf('buffer')) };
}
