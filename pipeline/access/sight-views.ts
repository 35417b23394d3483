import type { DuckDBConnection } from '@duckdb/node-api';
import { replacedColumns, type SnapshotColumn } from './masked-columns.ts';
import { makeScopeTables } from './scope-tables.ts';
import type { Sight } from './sight.ts';
import { identifier, literal } from './sql-words.ts';
import { tableRules, type TableRule } from './table-rules.ts';

/** Relations of a snapshot, `schema.name`, each with its columns. */
export type SnapshotRelations = ReadonlyMap<string, readonly SnapshotColumn[]>;

/** The tables and views of an attached snapshot. */
export async function relationsOf(
  connection: DuckDBConnection,
  source: string,
): Promise<SnapshotRelations> {
  const reader = await connection.runAndReadAll(
    `select schema_name || '.' || table_name, column_name, data_type
     from duckdb_columns()
     where database_name = ${literal(source)} and not internal
     order by schema_name, table_name, column_index`,
  );
  const relations = new Map<string, SnapshotColumn[]>();
  for (const [relation = '', name = '', type = ''] of reader
    .getRows()
    .map((row) => row.map(String)))
    relations.set(relation, [...(relations.get(relation) ?? []), { name, type }]);
  return relations;
}

/**
 * Makes, in a catalog of its own, a view under the name of each relation of the snapshot, through which a
 * sight sees its rows and masked columns: a query that reads `facts.hazard` runs there unchanged. A relation
 * without a rule is left out: nobody with less than everything can read it.
 * @param source catalog of the snapshot
 * @param catalog attached, empty
 */
export async function makeSightViews(
  connection: DuckDBConnection,
  sight: Sight,
  { source, catalog, relations }: SightPlace,
): Promise<void> {
  const [from, into] = [identifier(source), identifier(catalog)];
  const names = new Map(
    [...relations].map(([relation, columns]) => [relation, columns.map(({ name }) => name)]),
  );
  await makeScopeTables(connection, sight.scope, from, into, names);
  const ruled = [...relations].flatMap(([relation, columns]) => {
    const rule = tableRules.get(relation);
    return rule ? [{ relation, columns, rule }] : [];
  });
  const schemas = new Set(ruled.map(({ relation }) => relation.split('.')[0] ?? ''));
  const statements = [
    ...[...schemas].map((schema) => `create schema ${into}.${identifier(schema)}`),
    // Those that are made of others last.
    ...ruled
      .toSorted(
        (one, other) => Number(one.rule.rows === 'remade') - Number(other.rule.rows === 'remade'),
      )
      .map(({ relation, columns, rule }) => viewOf(relation, columns, rule, sight, from, into)),
  ];
  await connection.run(statements.join(';\n'));
}

/** Where the views are made, and of what. */
export interface SightPlace {
  readonly source: string;
  readonly catalog: string;
  readonly relations: SnapshotRelations;
}

function viewOf(
  relation: string,
  columns: readonly SnapshotColumn[],
  rule: TableRule,
  sight: Sight,
  from: string,
  into: string,
): string {
  const [schema = '', name = ''] = relation.split('.');
  const path = `${identifier(schema)}.${identifier(name)}`;
  const scoped = sight.scope.kind !== 'district';
  if (scoped && rule.sql) return `create view ${into}.${path} as ${rule.sql(into)}`;
  const replaced = replacedColumns(columns, rule, sight, scoped, into);
  const list = replaced.length === 0 ? '*' : `* replace (${replaced.join(', ')})`;
  return `create view ${into}.${path} as select ${list} from ${from}.${path} where ${rowsOf(rule, sight, scoped, into)}`;
}

function rowsOf(rule: TableRule, sight: Sight, scoped: boolean, catalog: string): string {
  if (rule.bureau && !sight.bureau) return 'false';
  if (!scoped || rule.rows === 'open') return 'true';
  const unit = `${identifier(rule.column ?? 'unit_code')} in (select unit_code from ${catalog}.main.scope_unit)`;
  const file = `file_id in (select file_id from ${catalog}.main.scope_file)`;
  if (rule.rows === 'unit') return unit;
  if (rule.rows === 'file') return file;
  if (rule.rows === 'unit_or_file') return `(${unit} or (unit_code is null and ${file}))`;
  return 'false';
}
