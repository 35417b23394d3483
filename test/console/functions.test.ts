import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import {
  refusedFunctions,
  refusedRelations,
  tableFunctions,
} from '../../pipeline/console/worker/functions.ts';

async function names(sql: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  return (await connection.runAndReadAll(sql)).getRowsJson().map(([name]) => String(name));
}

test('somebody has looked at every function that this DuckDB has', async () => {
  const found = await names(
    `select distinct function_type || ' ' || function_name from duckdb_functions()
     where not starts_with(function_name, 'icu_collate_') order by 1`,
  );
  // After an upgrade: read what is new, decide in functions.ts, then take the new list with -u.
  await expect(`${found.join('\n')}\n`).toMatchFileSnapshot('../golden/console/functions.txt');
});

test('the lists name what there is', async () => {
  const functions = await names('select distinct function_name from duckdb_functions()');
  const relations = await names('select view_name from duckdb_views()');
  for (const name of tableFunctions) expect(functions).toContain(name);
  // What only other builds of DuckDB have is refused there, too.
  const elsewhere = ['getenv', 'duckdb_secrets', 'duckdb_settings'];
  for (const name of refusedFunctions) expect([...functions, ...elsewhere]).toContain(name);
  for (const name of refusedRelations) expect([...relations, ...elsewhere]).toContain(name);
});
