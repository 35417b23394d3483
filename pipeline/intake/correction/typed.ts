import { read, type CellObject } from '@e965/xlsx';
import type { Typed } from './plain.ts';

/**
 * How the cells of an old workbook were typed, so that numbers stay numbers and dates stay dates.
 * @param bytes of a file that intake has read before
 */
export function typedCells(bytes: Uint8Array): Typed {
  const workbook = read(bytes, { type: 'buffer', dense: true, cellNF: true });
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return (name, row, column) => {
    const data = workbook.Sheets[name]?.['!data'] as (CellObject | undefined)[][] | undefined;
    const cell = data?.[row]?.[column];
    // Days counted from 1904 would be other days in a workbook that counts from 1900.
    if (cell?.t !== 'n' || typeof cell.v !== 'number' || from1904) return undefined;
    const format = typeof cell.z === 'string' && cell.z !== 'General' ? cell.z : undefined;
    return { value: cell.v, ...(format ? { numFmt: format } : {}) };
  };
}
