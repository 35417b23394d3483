import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { readModels } from '../../pipeline/warehouse/model-file.ts';

const UNPORTABLE = ['arg_max', 'arg_min', 'strftime', 'quantile_cont'];

/** Functions that a parsed statement calls which are not portable, as CONTRIBUTING names them. */
function unportable(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(unportable);
  if (typeof node !== 'object' || node === null) return [];
  const { function_name: name, order_bys: order } = node as {
    function_name?: string;
    order_bys?: { orders?: readonly unknown[] } | null;
  };
  const isOrdered = name === 'string_agg' && (order?.orders?.length ?? 0) > 0;
  return [
    ...(name !== undefined && (isOrdered || UNPORTABLE.includes(name)) ? [name] : []),
    ...Object.values(node).flatMap(unportable),
  ];
}

test('models are written in the portable subset', async () => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const found: string[] = [];
  for (const { relation, sql } of readModels()) {
    const parsed = await connection.runAndReadAll('select json_serialize_sql($1::varchar)', [sql]);
    const calls = unportable(JSON.parse(String(parsed.getRows()[0]?.[0])));
    found.push(...calls.map((name) => `${relation}: ${name}`));
  }
  connection.closeSync();
  instance.closeSync();
  expect(found).toEqual([]);
});
