import { DuckDBVector, JsonDuckDBValueConverter, type DuckDBType } from '@duckdb/node-api';
import { makeBuilder, Utf8 } from 'apache-arrow';
import { arrowColumn, type ArrowColumn } from '../../server/arrow/index.ts';

/** The Arrow column of any type: as pages get it, or as text where Arrow columns are not made for it. */
export function consoleColumn(type: DuckDBType, place: number): ArrowColumn {
  try {
    return arrowColumn(type, place);
  } catch (error) {
    if (error instanceof TypeError) return valueColumn(type);
    throw error;
  }
}

/**
 * A column of a type that Arrow columns are not made for (lists, structs, maps, intervals, UUIDs, …) as
 * text: nested values as JSON, others as DuckDB writes them.
 */
function valueColumn(type: DuckDBType): ArrowColumn {
  return {
    type: new Utf8(),
    build(parts) {
      const builder = makeBuilder({ type: new Utf8(), nullValues: [null] });
      for (const part of parts) {
        const vector = DuckDBVector.create(part.vector, part.rows, type);
        for (let row = 0; row < part.rows; row++)
          builder.append(valueText(vector.getItem(row) ?? null, type));
      }
      return builder.finish().flush();
    },
  };
}

/** A value as text; null stays null. */
export function valueText(
  value: Parameters<typeof JsonDuckDBValueConverter>[0],
  type: DuckDBType,
): string | null {
  const json = JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter);
  if (json === null || json === undefined) return null;
  return typeof json === 'string' ? json : JSON.stringify(json);
}
