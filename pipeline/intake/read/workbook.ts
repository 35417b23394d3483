import { read, type WorkBook } from '@e965/xlsx';
import { Failure, text } from '../../contracts/index.ts';
import type { Sheet } from '../grid.ts';
import { textOfCell } from './cell.ts';

/** What the library says of a workbook that needs a password. */
const PASSWORD = /password|encrypt/i;

/**
 * Reads a workbook of any format the library knows, cells as text.
 * @param source the bytes, or the decoded text of HTML saved under a workbook's name
 * @throws Failure `file_encrypted` or `workbook_unreadable`
 */
export function readWorkbook(source: Uint8Array | string): Sheet[] {
  const workbook = open(source);
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name];
    const rows = Array.from(sheet?.['!data'] ?? [], (cells) =>
      Array.from(cells ?? [], (cell) => textOfCell(cell, from1904)),
    );
    const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r,
      left: s.c,
      bottom: e.r,
      right: e.c,
    }));
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return { name, hidden, rows, merges };
  });
}

function open(source: Uint8Array | string): WorkBook {
  const html = typeof source === 'string';
  try {
    return read(source, {
      type: html ? 'string' : 'buffer',
      dense: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      // Text such as 1/2 in HTML stays text; the check step reads dates.
      raw: html,
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (PASSWORD.test(message)) {
      throw new Failure(
        'file_encrypted',
        text('工作簿有打开密码，读不了', 'The workbook is locked with a password'),
        {
          cause,
          hint: text(
            '请用密码打开后另存为无密码的 .xlsx 再报送。',
            'Open it with the password, save it as .xlsx without one, and send that.',
          ),
        },
      );
    }
    throw new Failure(
      'workbook_unreadable',
      text('工作簿已损坏，或不是 Excel 文件', 'The workbook is damaged or is no Excel file'),
      {
        cause,
        hint: text(
          '请用 Excel 或 WPS 打开确认，另存为 .xlsx 后重新报送。',
          'Open it in Excel or WPS to check, save it as .xlsx and send it again.',
        ),
      },
    );
  }
}
