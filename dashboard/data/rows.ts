import { DataType, type Table, type Vector } from 'apache-arrow';

/** What a cell of a {@link rows} object may hold. */
export type Cell = string | number | boolean | null;

/**
 * An Arrow table as plain objects, for tables of a page's size. Dates become `YYYY-MM-DD`,
 * timestamps `YYYY-MM-DDTHH:MM:SS` (as stored, without a zone), 64-bit integers numbers.
 * @typeParam Row the columns the query is known to answer with
 */
export function rows<Row extends object>(table: Table): Row[] {
  const columns = table.schema.fields.map((field, index) => ({
    name: field.name,
    cell: reader(field.type, table.getChildAt(index)),
  }));
  return Array.from({ length: table.numRows }, (_, index) => {
    const row: Record<string, Cell> = {};
    for (const { name, cell } of columns) row[name] = cell(index);
    return row as Row;
  });
}

/** How to read one column's cells as {@link Cell}s. */
function reader(type: DataType, vector: Vector | null): (index: number) => Cell {
  if (!vector) return () => null;
  const raw = (index: number): unknown => vector.get(index);
  if (DataType.isDate(type)) return (index) => isoText(raw(index), 10);
  if (DataType.isTimestamp(type)) return (index) => isoText(raw(index), 19);
  return (index) => plain(raw(index));
}

const isoText = (value: unknown, length: number): string | null =>
  value === null || value === undefined
    ? null
    : new Date(Number(value)).toISOString().slice(0, length);

function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
