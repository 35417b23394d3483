import type { Column, Contract } from '../../contracts/index.ts';
import type { CodeWords } from '../check/code-words.ts';
import { isNothing, wordKey, YES_OR_NO } from '../check/words.ts';

/** What is known of the words that stand in cells. */
export interface CellWords {
  readonly codes: CodeWords;
  /** Whether a word key is the name or the code of a unit of the register. */
  readonly isUnit: (key: string) => boolean;
}

const YEAR = String.raw`(?:(?:19|20)?\d{2})`;
const MONTH = String.raw`(?:1[0-2]|0?[1-9])`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const DATE = new RegExp(
  `^(?:${YEAR}\\s*[-/.年、]\\s*${MONTH}\\s*[-/.月、]\\s*${DAY}(?!\\d)|${MONTH}\\s*月\\s*${DAY}\\s*[日号]?|${MONTH}[./]${DAY}$|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])$)`,
  'u',
);
const SERIAL = /^[3-7]\d{4}(?:\.\d+)?$/;
const MONTH_CELL = new RegExp(
  `^(?:${YEAR}\\s*[-/.年]\\s*${MONTH}\\s*月?份?|${MONTH}\\s*月份?|(?:19|20)\\d{2}(?:0[1-9]|1[0-2]))$`,
  'u',
);
const NUMBER = /^(?:约|共|[¥￥])?\s*-?\d[\d,]*(?:\.\d+)?\s*[万亿]?\s*\p{Script=Han}{0,2}$/u;
const COUNT = /^(?:约|共)?\s*\d[\d,]*\s*\p{Script=Han}{0,2}$/u;

/** A cell that is surely a day, in whatever style. */
export const looksLikeDate = (cell: string): boolean => DATE.test(cell);

const isDay = (cell: string): boolean => DATE.test(cell) || SERIAL.test(cell);

/** Whether a cell may stand in a column, by its type, codes, units and limits. */
export function fits(
  cell: string,
  column: Column,
  contract: Contract,
  { codes, isUnit }: CellWords,
): boolean {
  const value = cell.normalize('NFKC').trim();
  switch (column.type) {
    case 'date':
    case 'timestamp':
      return isDay(value);
    case 'month':
      return MONTH_CELL.test(value) || isDay(value);
    case 'integer':
    case 'number': {
      if (!(column.type === 'integer' ? COUNT : NUMBER).test(value)) return false;
      const number = Number.parseFloat(value.replaceAll(/[^\d.-]/g, ''));
      return number >= Number(column.min ?? -Infinity) && number <= Number(column.max ?? Infinity);
    }
    case 'boolean':
      return YES_OR_NO.has(value.toLowerCase());
    case 'code':
      return column.codes !== undefined && codes(column.codes).has(wordKey(cell));
    case 'text':
      return fitsText(value, column, contract, isUnit);
  }
}

function fitsText(
  value: string,
  { name, personal }: Column,
  { dataset }: Contract,
  isUnit: CellWords['isUnit'],
): boolean {
  const aboutUnits = name === 'unit_code' || name === 'unit_name';
  if (aboutUnits && dataset !== 'unit') return isUnit(wordKey(value));
  if (looksLikeDate(value)) return false;
  if (/_(code|number)$/.test(name)) return value.length <= 40 && /[\p{L}\p{N}]/u.test(value);
  if (name.includes('telephone')) return /^[\d\s+()（）、,;/-]{7,}$/u.test(value);
  if (/^-?[\d.,]+$/.test(value)) return false;
  return personal === true ? value.length <= 20 : /\p{L}{2}/u.test(value);
}

/** How many of some cells say anything, and how many of these fit a column. */
export interface Fit {
  readonly cells: number;
  readonly fitting: number;
}

export function fitOf(
  cells: readonly string[],
  column: Column,
  contract: Contract,
  words: CellWords,
): Fit {
  const filled = cells.filter((cell) => !isNothing(cell));
  const fitting = filled.filter((cell) => fits(cell, column, contract, words)).length;
  return { cells: filled.length, fitting };
}
