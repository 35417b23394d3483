import { createHash } from 'node:crypto';
import { MADE_NUMBER, type Contract } from '../../contracts/contract.ts';
import { wordKey } from '../check/words.ts';
import { cellText } from '../grid.ts';
import type { FoundColumn } from './match.ts';
import type { Period } from './period.ts';
import type { DataRow } from './table.ts';

/** Columns and rows of a table. */
interface Numbered {
  readonly columns: readonly FoundColumn[];
  readonly rows: readonly DataRow[];
}

/**
 * Gives rows a number of their own where the table has no column for it: of the day and the words that
 * stay the same from month to month, so that a hazard listed again is known again. A place in the list
 * (序号) would not do: the next month it is another's.
 */
export function withNumbers(
  { numbering }: Contract,
  { columns, rows }: Numbered,
  period: Period,
): Numbered {
  if (!numbering || columns.some(({ column }) => column === numbering.column))
    return { columns, rows };
  const taken = columns.reduce((end, { positions }) => Math.max(end, ...positions), -1) + 1;
  const position = rows.reduce((end, { read }) => Math.max(end, read.length), taken);
  const cellOf = (row: DataRow, name: string) => {
    const found = columns.find(({ column }) => column === name);
    return found ? found.positions.map((each) => cellText(row.read, each)).join('、') : '';
  };
  const made: FoundColumn = {
    column: numbering.column,
    header: '',
    positions: [position],
    how: 'made',
    certainty: 0,
  };
  return {
    columns: [...columns, made],
    rows: rows.map((row) => {
      const words = wordKey(numbering.words.map((name) => cellOf(row, name)).join('|'));
      const digest = createHash('sha256').update(words).digest('hex').slice(0, 6).toUpperCase();
      const read = [...row.read];
      while (read.length < position) read.push('');
      read.push(`${MADE_NUMBER}${dayOf(cellOf(row, numbering.day), period)}-${digest}`);
      return { ...row, read };
    }),
  };
}

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = /^(?:(\d{4}|\d{2})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})/u;

/** One form for a day however it is written, `YYYYMMDD`; a year left out is that of the month, or the one before. */
function dayOf(cell: string, { month: reported, year: named }: Period): string {
  const value = cell.normalize('NFKC');
  if (/^\d{8}$/.test(value)) return value;
  const serial = /^[3-7]\d{4}(?:\.\d+)?$/.test(value) ? Math.floor(Number(value)) : undefined;
  if (serial !== undefined)
    return new Date(EPOCH + serial * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const [, written, month = '', day = ''] = DAY.exec(value) ?? [];
  const base = Number(reported?.slice(0, 4) ?? named ?? 0);
  const later = reported !== undefined && Number(month) > Number(reported.slice(5, 7));
  const year = written
    ? written.padStart(4, '20')
    : base > 0
      ? String(later ? base - 1 : base)
      : '';
  return `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
}
