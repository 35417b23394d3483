import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { HeldSights } from '../../pipeline/access/held-sights.ts';
import type { Sight } from '../../pipeline/access/index.ts';
import { relationsOf } from '../../pipeline/access/sight-views.ts';

export const rowsOf = async (on: DuckDBConnection, sql: string): Promise<string[][]> =>
  (await on.runAndReadAll(sql)).getRows().map((row) => row.map(String));

/** Runs something with a connection that sees what a sight sees. */
export async function seenBy<Result>(
  instance: DuckDBInstance,
  sight: Sight,
  work: (on: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const taken = await new HeldSights(instance).take(sight);
  const on = await instance.connect();
  try {
    if (taken) await on.run(`use ${taken.catalog}`);
    return await work(on);
  } finally {
    on.closeSync();
    const own = await instance.connect();
    if (taken) await own.run(`detach ${taken.catalog}`);
    own.closeSync();
  }
}

/** Relations with a text cell that holds any of these words, each with the column and an example. */
export async function holding(on: DuckDBConnection, words: readonly string[]): Promise<string[]> {
  const relations = await relationsOf(
    on,
    (await rowsOf(on, 'select current_database()'))[0]?.[0] ?? '',
  );
  const pattern = words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')).join('|');
  const found: string[] = [];
  for (const [relation, columns] of relations) {
    if (relation.startsWith('main.')) continue;
    for (const { name, type } of columns) {
      if (!/VARCHAR|JSON/.test(type)) continue;
      const cell = `"${name}"::varchar`;
      // One look at a cell: what a view makes of it would be made again for each word.
      const clause = `regexp_matches(${cell}, '${pattern}')`;
      const [first] = await rowsOf(on, `select ${cell} from ${relation} where ${clause} limit 1`);
      if (first) found.push(`${relation}.${name}: ${first[0]}`);
    }
  }
  return found;
}
