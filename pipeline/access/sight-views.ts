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
  const queries = await queriesOf(connection, from);
  const schemas = new Set(ruled.map(({ relation }) => relation.split('.')[0] ?? ''));
  const statements = [
    ...[...schemas].map((schema) => `create schema ${into}.${identifier(schema)}`),
    // Those that are made of others last.
    ...ruled
      .toSorted((one, other) => placeOf(one) - placeOf(other))
      .map(({ relation, columns, rule }) =>
        rule.rows === 'remade' && sight.scope.kind !== 'district'
          ? remade(relation, queries.get(relation), into)
          : viewOf(relation, columns, rule, sight, from, into),
      ),
  ];
  await connection.run(statements.join(';\n'));
}

/** Where the views are made, and of what. */
export interface SightPlace {
  readonly source: string;
  readonly catalog: string;
  readonly relations: SnapshotRelations;
}

const places = [...tableRules.keys()];

/** What is remade stands after everything else, in the order of the rules. */
const placeOf = ({ relation, rule }: { relation: string; rule: TableRule }): number =>
  rule.rows === 'remade' ? places.indexOf(relation) : -1;

/** The queries of the models, as the snapshot keeps them. */
async function queriesOf(
  connection: DuckDBConnection,
  source: string,
): Promise<ReadonlyMap<string, string>> {
  const reader = await connection.runAndReadAll(
    `select schema_name || '.' || relation_name, query from ${source}.dictionary.relation
     where query is not null`,
  );
  return new Map(reader.getRows().map(([relation, query]) => [String(relation), String(query)]));
}

/** A view by a model's own query, every relation of which is the catalog's. */
function remade(relation: string, query: string | undefined, into: string): string {
  if (query === undefined) throw new RangeError(`the snapshot has no query of ${relation}`);
  const there = query.replace(/\b(from|join)\s+([a-z_]+\.[a-z_]+)/g, `$1 ${into}.$2`);
  return `create view ${into}.${relation} as ${there}`;
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
  const replaced = replacedColumns(columns, rule, sight, scoped, into);
  const list = replaced.length === 0 ? '*' : `* replace (${replaced.join(', ')})`;
  return `create view ${into}.${path} as select ${list} from ${from}.${path} where ${rowsOf(rule, sight, scoped, from, into)}`;
}

function rowsOf(
  rule: TableRule,
  sight: Sight,
  scoped: boolean,
  source: string,
  catalog: string,
): string {
  if (rule.bureau && !sight.bureau) return 'false';
  if (!scoped || rule.rows === 'open') return 'true';
  const unit = `${identifier(rule.column ?? 'unit_code')} in (select unit_code from ${catalog}.main.scope_unit)`;
  const file = `file_id in (select file_id from ${catalog}.main.scope_file)`;
  if (rule.rows === 'unit') return unit;
  if (rule.rows === 'file') return file;
  if (rule.rows === 'debtor')
    return `debtor_number in (select debtor_number from ${source}.facts.debtor where ${unit})`;
  if (rule.rows === 'unit_or_file') return `(${unit} or (unit_code is null and ${file}))`;
  return 'false';
}
