import { sqlParts } from './sql-parts.ts';

/**
 * Rewrites the console's `:name` as DuckDB's `$name`, of the same length, so that positions stay. Only
 * names that values were given for: a colon that means something else is left alone.
 */
export function bindable(sql: string, names: ReadonlySet<string>): string {
  let rewritten = '';
  let done = 0;
  for (const { kind, start, end, name } of sqlParts(sql)) {
    if (kind !== 'parameter' || name === undefined || !names.has(name)) continue;
    rewritten += `${sql.slice(done, start)}$${name}`;
    done = end;
  }
  return rewritten + sql.slice(done);
}
