import {
  formatDate,
  formatFixed,
  formatMonth,
  formatNumber,
  formatPercent,
} from '../../../i18n/format.ts';
import type { ColumnKind, ResultColumn } from './result-set.ts';

/** Ways to write the cells of a column; `auto` and `exact` suit every kind. */
export const formats = {
  number: ['auto', 'exact', 'grouped', 'one', 'two', 'percent'],
  date: ['auto', 'long', 'month'],
  timestamp: ['auto', 'long', 'month'],
} as const satisfies Partial<Record<ColumnKind, readonly string[]>>;
export type CellFormat = (typeof formats)[keyof typeof formats][number];

/** Which formats a kind of column can be written in; one that can be written in a single way has none. */
export const formatsOf = (kind: ColumnKind): readonly CellFormat[] =>
  kind === 'number' || kind === 'date' || kind === 'timestamp' ? formats[kind] : [];

/** A cell as it is copied and compared: exact, the same in every language. */
export function cellText(value: unknown, column: ResultColumn): string {
  if (value === null || value === undefined) return '';
  if (column.kind === 'date') return isoText(Number(value), 10);
  if (column.kind === 'timestamp') return timestampText(Number(value));
  if (column.kind === 'time') return timeText(value);
  if (value instanceof Uint8Array) {
    return `\\x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }
  return String(value);
}

/**
 * A cell as it is shown; null is the caller's, who shows it as such. Reactive by language.
 * @param decimals of a column of numbers, so that they line up; undefined: as each needs
 */
export function shownText(
  value: unknown,
  column: ResultColumn,
  format: CellFormat,
  decimals?: number,
): string {
  if (column.kind === 'number') return numberText(value, format, decimals);
  if ((column.kind === 'date' || column.kind === 'timestamp') && format !== 'auto') {
    const iso = isoText(Number(value), 10);
    if (format === 'month') return formatMonth(iso);
    if (format === 'long') {
      const time = column.kind === 'timestamp' ? ` ${cellText(value, column).slice(11, 16)}` : '';
      return `${formatDate(iso)}${time}`;
    }
  }
  return cellText(value, column);
}

function numberText(value: unknown, format: CellFormat, decimals: number | undefined): string {
  if (format === 'exact') return String(value);
  const number = Number(value);
  // A whole number too wide for a double must not be rounded for its looks.
  if (typeof value === 'bigint' && !Number.isSafeInteger(number)) return String(value);
  if (!Number.isFinite(number)) return String(number);
  if (format === 'grouped') return formatNumber(number, 6);
  if (format === 'percent') return formatPercent(number, 1);
  if (format === 'one') return number.toFixed(1);
  if (format === 'two') return number.toFixed(2);
  if (decimals !== undefined && decimals > 0 && Math.abs(number) < 1e15) {
    return formatFixed(number, decimals);
  }
  // Years and codes of four digits read best as they are; longer ones are grouped.
  if (Number.isInteger(number))
    return Math.abs(number) < 10_000 ? String(number) : formatNumber(number);
  const size = Math.abs(number);
  return size >= 1e15 || size < 1e-6
    ? number.toPrecision(6)
    : formatNumber(number, size < 1 ? 6 : 4);
}

const isoText = (milliseconds: number, length: number): string => {
  const date = new Date(Math.floor(milliseconds));
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString().slice(0, length);
};

/** With as many digits of the second as it has. */
function timestampText(milliseconds: number): string {
  const text = isoText(milliseconds, 19).replace('T', ' ');
  const micros = Math.round((milliseconds - Math.floor(milliseconds / 1000) * 1000) * 1000);
  return micros === 0 ? text : `${text}.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
}

/** Times come as microseconds of the day. */
function timeText(value: unknown): string {
  const micros = Number(value);
  const seconds = Math.floor(micros / 1e6);
  const part = (number: number): string => String(number).padStart(2, '0');
  const whole = `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
  const rest = Math.round(micros % 1e6);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
}
