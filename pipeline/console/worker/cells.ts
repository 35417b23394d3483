import {
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell, CellKind, Sheet } from '../../server/export/sheet.ts';
import type { ResultRows } from './rows.ts';
import { valueText } from './value-column.ts';

const NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
]);

export const isNumber = (type: DuckDBType): boolean => NUMBERS.has(type.typeId);

/** A number where JavaScript holds it exactly, else its digits as DuckDB writes them. */
export function exactNumber(digits: string): number | string {
  const number = Number(digits);
  const exact = Number.isInteger(number)
    ? Number.isSafeInteger(number)
    : String(number) === digits.replace(/(\.\d*?)0+$/, '$1');
  return exact ? number : digits;
}

/** A day or a time for a workbook; undefined for one that a spreadsheet has no number for. */
function workbookDate(value: DuckDBValue): Date | undefined {
  const milliseconds =
    value instanceof DuckDBDateValue
      ? value.days * 86_400_000
      : value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue
        ? Number(value.micros / 1000n)
        : NaN;
  // Excel's calendar: 1900 to 9999.
  return milliseconds >= -2_203_891_200_000 && milliseconds < 253_402_300_800_000
    ? new Date(milliseconds)
    : undefined;
}

/**
 * A result as a sheet: columns keep their names, no code is put into words.
 * @param typed whether numbers, days and times are wanted as such, for a workbook, or as DuckDB writes them
 */
export function sheetOf(result: ResultRows, typed: boolean): Sheet {
  const types = result.columnTypes();
  const columns = result.deduplicatedColumnNames().map((name, index) => {
    const type = types[index]?.typeId;
    const kind: CellKind =
      type === DuckDBTypeId.DATE
        ? 'date'
        : type === DuckDBTypeId.TIMESTAMP || type === DuckDBTypeId.TIMESTAMP_TZ
          ? 'timestamp'
          : types[index] && isNumber(types[index])
            ? 'number'
            : 'text';
    return { name, label: name, kind };
  });
  return { columns, rows: rowsOf(result, (value, type) => cellOf(value, type, typed)) };
}

/** Rows chunk by chunk, each value converted. */
export async function* rowsOf<Value>(
  result: ResultRows,
  convert: (value: DuckDBValue, type: DuckDBType) => Value | null,
): AsyncGenerator<(Value | null)[][]> {
  for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk())
    yield chunk.convertRows(convert);
}

function cellOf(value: DuckDBValue, type: DuckDBType, typed: boolean): Cell {
  if (value === null) return null;
  const date = typed ? workbookDate(value) : undefined;
  if (date) return date;
  const written = valueText(value, type);
  return written !== null && typed && isNumber(type) ? exactNumber(written) : written;
}
