import type { DuckDBConnection } from '@duckdb/node-api';
import { text } from '../contracts/index.ts';
import type { Model } from './model-file.ts';
import { modelFailure } from './yaml-node.ts';

interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

interface BaseTable {
  readonly schema: string;
  readonly table: string;
  readonly location: number;
}

/**
 * The relations that a model's SQL reads, found by DuckDB's own parser.
 * @returns names as `schema.relation`, each once, sorted
 * @throws Failure `model_invalid` at the line of a syntax error, of a second statement, or of a relation
 *   named without its schema
 */
export async function referencesOf(connection: DuckDBConnection, model: Model): Promise<string[]> {
  const reader = await connection.runAndReadAll('select json_serialize_sql($1::varchar)', [
    model.sql,
  ]);
  const parsed = JSON.parse(String(reader.getRows()[0]?.[0])) as Parsed;
  const lineAt = (offset: number) => model.sql.slice(0, offset).split('\n').length;
  if (parsed.error) {
    const message = parsed.error_message ?? '';
    throw modelFailure(model.file, lineAt(Number(parsed.position ?? 0)), text(message, message));
  }
  if (parsed.statements?.length !== 1)
    throw modelFailure(
      model.file,
      undefined,
      text('应恰为一条 select', 'expected exactly one select'),
    );
  const ctes = new Set<string>();
  const tables: BaseTable[] = [];
  walk(parsed.statements[0], ctes, tables);
  for (const { schema, table, location } of tables)
    if (schema === '' && !ctes.has(table))
      throw modelFailure(
        model.file,
        lineAt(location),
        text(`表 ${table} 须写明所属模式`, `name the schema of ${table}`),
      );
  const names = tables.filter(({ schema }) => schema !== '');
  return [...new Set(names.map(({ schema, table }) => `${schema}.${table}`))].sort();
}

function walk(node: unknown, ctes: Set<string>, tables: BaseTable[]): void {
  if (Array.isArray(node)) for (const item of node) walk(item, ctes, tables);
  else if (typeof node === 'object' && node !== null) {
    const record = node as Record<string, unknown>;
    if (record['type'] === 'BASE_TABLE')
      tables.push({
        schema: String(record['schema_name']),
        table: String(record['table_name']),
        location: Number(record['query_location']),
      });
    for (const [key, value] of Object.entries(record)) {
      if (key === 'cte_map')
        for (const { key: name } of (value as { map: { key: string }[] }).map) ctes.add(name);
      walk(value, ctes, tables);
    }
  }
}
