import type { Cell, CellKind, Sheet } from './sheet.ts';

/** Excel takes a CSV file for UTF-8 only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Signs with which a spreadsheet takes a text for a formula: OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The digits of a number that came as text, because JavaScript would round it. */
const DIGITS = /^-?\d+(\.\d+)?$/;

/**
 * Writes a sheet as CSV (RFC 4180) for Excel, some rows a piece. A text that a spreadsheet would take
 * for a formula gets an apostrophe in front; numbers keep their minus.
 */
export async function* csvPieces({ columns, rows }: Sheet): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${line(columns.map((column) => quoted(column.label)))}`;
  const kinds = columns.map((column) => column.kind);
  for await (const some of rows)
    yield some
      .map((row) => line(row.map((cell, index) => field(cell, kinds[index] ?? 'text'))))
      .join('');
}

const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;

function field(cell: Cell, kind: CellKind): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dateText(cell, kind);
  if (typeof cell === 'number' || (kind === 'number' && DIGITS.test(cell))) return String(cell);
  return quoted(cell);
}

function quoted(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function dateText(value: Date, kind: CellKind): string {
  const iso = value.toISOString();
  if (kind === 'month') return iso.slice(0, 7);
  return kind === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
