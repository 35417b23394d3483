import { codeLists, type Column, type Contract } from '../../pipeline/contracts/index.ts';
import { clock, isoDay, numberOfMonth, partsOf, yearOfMonth } from './calendar.ts';
import type { Handwriting } from './handwriting.ts';
import type { Value } from './row.ts';
import type { Cell } from './workbook.ts';

/** Days from 1899-12-30, the zero of Excel's serials after its invented 29 February 1900. */
const EXCEL_ZERO = 25_569;

/** Writes a value into a cell the way a hand does. */
export function cellOf(column: Column, value: Value | undefined, hand: Handwriting): Cell {
  if (value === null || value === undefined) return column.required ? '' : hand.blank;
  switch (column.type) {
    case 'date':
      return typeof value === 'number' ? dateCell(value, hand) : String(value);
    case 'month':
      return monthText(Number(value), hand.monthStyle);
    case 'timestamp': {
      const { year, month, day } = partsOf(Math.floor(Number(value) / 1440));
      return `${year}/${month}/${day} ${clock(Number(value))}`;
    }
    case 'boolean':
      return value ? hand.yes : hand.no;
    case 'code':
      return wordOf(column, String(value), hand.words);
    case 'integer':
    case 'number':
      return typeof value === 'number' && hand.measures && column.unit
        ? `${value}${column.unit.zh}`
        : (value as Cell);
    case 'text':
      return column.name === 'unit_code' && hand.numericCodes ? Number(value) : String(value);
  }
}

function dateCell(day: number, hand: Handwriting): Cell {
  const { year, month, day: number } = partsOf(day);
  switch (hand.dates) {
    case 'serial':
      return { serial: day + EXCEL_ZERO, format: 'short' };
    case 'serial_chinese':
      return { serial: day + EXCEL_ZERO, format: 'chinese' };
    case 'dot':
      return `${year}.${month}.${number}`;
    case 'chinese':
      return `${year}年${month}月${number}日`;
    case 'slash':
      return `${year}/${month}/${number}`;
    case 'iso':
      return isoDay(day);
  }
}

/** A month in words: 2025年3月, 2025-03 or 2025.3. */
export function monthText(month: number, style: Handwriting['monthStyle']): string {
  const [year, number] = [yearOfMonth(month), numberOfMonth(month)];
  if (style === 'chinese') return `${year}年${number}月`;
  return style === 'dot' ? `${year}.${number}` : `${year}-${String(number).padStart(2, '0')}`;
}

/** The word for a code; a word that is no code, as spoilt rows hold, stays as it is. */
function wordOf(column: Column, code: string, words: number): string {
  const list = column.codes && codeLists[column.codes];
  const found = list?.codes.find((item) => item.code === code);
  if (!found) return code;
  return [found.label.zh, ...found.synonyms][Math.min(words, found.synonyms.length)] ?? code;
}

/** The text of a cell in a CSV file. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? String(cell.serial) : String(cell);
}

/** A value as a machine writes it: ISO dates, codes, true and false. */
export function machineText(column: Column, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (column.type === 'date') return isoDay(Number(value));
  if (column.type === 'month') return `${monthText(Number(value), 'iso')}-01`;
  if (column.type === 'timestamp') {
    const minute = Number(value);
    return `${isoDay(Math.floor(minute / 1440))} ${clock(minute)}:00`;
  }
  return String(value);
}

/** The columns of a contract by name. */
export const columnsOf = (contract: Contract): ReadonlyMap<string, Column> =>
  new Map(contract.columns.map((column) => [column.name, column]));
