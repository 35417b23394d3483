import { SSF, type CellObject } from '@e965/xlsx';

/** The library leaves its number formatter untyped. */
const formatter = SSF as {
  is_date(format: string): boolean;
  format(format: string, value: number): string;
};

const DAY_MS = 86_400_000;
/** Day 0 of the two calendars that Excel counts in. */
const EPOCHS = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };

/** Formats come from a short list that every cell refers to: worth remembering. */
const dateFormats = new Map<string, boolean>();

function isDateFormat(format: string): boolean {
  const known = dateFormats.get(format);
  if (known !== undefined) return known;
  const answer = formatter.is_date(format);
  dateFormats.set(format, answer);
  return answer;
}

/** An Excel serial as ISO text: a date, a date with time, or a time alone where there is no day. */
function serialText(serial: number, from1904: boolean): string {
  const milliseconds = Math.round((serial * DAY_MS) / 1000) * 1000;
  const iso = new Date((from1904 ? EPOCHS.from1904 : EPOCHS.from1900) + milliseconds).toISOString();
  const [day = '', time = ''] = iso.slice(0, 19).split('T');
  if (!from1904 && serial < 1) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** 0.00 and the like; above this the library itself would write an exponent. */
const DECIMALS = /^0\.(0{1,9})(?:_ |_\))?$/;
const LARGE = 1e15;

/**
 * Whether a cell is a number such as 6.3, in which a day written 6.30 has lost its zero.
 * @param shown its text as {@link textOfCell} gives it
 */
export const mayBeShortened = (cell: CellObject | undefined, shown: string): boolean =>
  cell?.t === 'n' && /^(?:[1-9]|1[0-2])\.[123]$/.test(shown);

/** A picture of WPS in a cell, which is there as a formula that shows it. */
const PICTURE = /^=?(_xlfn\.)?DISPIMG\s*\(/i;

/**
 * A cell's value as text: dates in ISO form by the cell's number format, numbers in full precision,
 * those shown with leading zeros (codes) or more decimals (6.30) as they are shown, errors as Excel
 * shows them (#REF!); a picture is no text.
 * @param from1904 whether the workbook counts its days from 1904
 */
export function textOfCell(cell: CellObject | undefined, from1904: boolean): string {
  if (!cell || cell.v === undefined) return '';
  const { t, v } = cell;
  if (t === 'e') return cell.w ?? '#ERROR';
  if (t !== 'n' || typeof v !== 'number') return PICTURE.test(String(v)) ? '' : String(v);
  if (!Number.isFinite(v)) return '#NUM!';
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  if (format === 'General') return String(v);
  if (/^0{2,}$/.test(format)) return formatter.format(format, v);
  const decimals = DECIMALS.exec(format)?.[1]?.length ?? 0;
  if (decimals > (String(v).split('.')[1]?.length ?? 0) && Math.abs(v) < LARGE)
    return v.toFixed(decimals);
  const inCalendar = v >= 0 && v < 2_958_466;
  return inCalendar && isDateFormat(format) ? serialText(v, from1904) : String(v);
}
