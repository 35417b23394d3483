import {
  JsonDuckDBValueConverter,
  type DuckDBValue,
  type DuckDBType,
  type Json,
} from '@duckdb/node-api';
import { exactNumber, isNumber, rowsOf } from '../cells.ts';
import type { ResultRows } from '../rows.ts';

/** An array of objects, a row a line. Numbers that JSON readers would round are texts. */
export async function* jsonPieces(result: ResultRows): AsyncGenerator<string> {
  const names = result.deduplicatedColumnNames().map((name) => JSON.stringify(name));
  let separator = '[\n';
  for await (const rows of rowsOf(result, jsonValue)) {
    const lines = rows.map(
      (row) =>
        `{${row.map((value, index) => `${names[index]}:${JSON.stringify(value)}`).join(',')}}`,
    );
    yield separator + lines.join(',\n');
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function jsonValue(value: DuckDBValue, type: DuckDBType): Json {
  const json = JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter);
  return typeof json === 'string' && isNumber(type) ? exactNumber(json) : json;
}
