import type { DuckDBConnection } from '@duckdb/node-api';
import { refusedFunctions, tableFunctions } from './functions.ts';

/** A column as readers see it. */
export interface ColumnEntry {
  readonly name: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly personal: boolean;
  readonly nullable: boolean;
}

export interface TableEntry {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly rows: number | null;
  readonly columns: readonly ColumnEntry[];
}

export interface FunctionEntry {
  readonly name: string;
  readonly signature: string;
  readonly description: string;
}

/** All that a statement can name. */
export interface Schema {
  readonly schemas: readonly { readonly name: string; readonly tables: readonly TableEntry[] }[];
  readonly functions: readonly FunctionEntry[];
}

/** Comments are `中文 · English`; the dictionary, where there is one, is asked before them. */
const COLUMNS = (dictionary: boolean) => `
select
  c.schema_name,
  c.table_name,
  c.column_name,
  c.data_type,
  c.is_nullable,
  ${dictionary ? 'f.label_zh' : 'null'},
  ${dictionary ? 'f.label_en' : 'null'},
  ${dictionary ? 'coalesce(f.personal, false)' : 'false'},
  c.comment
from duckdb_columns() c
${
  dictionary
    ? `left join dictionary.field f on f.schema_name = c.schema_name
  and f.relation_name = c.table_name and f.field_name = c.column_name`
    : ''
}
where not c.internal
order by c.schema_name, c.table_name, c.column_index`;

const RELATIONS = (dictionary: boolean) => `
select
  r.schema_name,
  r.name,
  ${dictionary ? 'd.grain_zh' : 'null'},
  ${dictionary ? 'd.grain_en' : 'null'},
  ${dictionary ? 'coalesce(d.rows, r.rows)' : 'r.rows'},
  r.comment
from (
  select schema_name, table_name as name, estimated_size as rows, comment from duckdb_tables() where not internal
  union all
  select schema_name, view_name, null, comment from duckdb_views() where not internal
) r
${
  dictionary
    ? 'left join dictionary.relation d on d.schema_name = r.schema_name and d.relation_name = r.name'
    : ''
}`;

/** The overload with the fewest parameters stands for all of a name. */
const FUNCTIONS = `
select
  function_name,
  min_by(
    function_name || '(' || array_to_string(list_transform(parameters, lambda p, i:
      p || coalesce(' ' || lower(parameter_types[i]), '')), ', ') || ')'
      || coalesce(' → ' || lower(return_type), ''),
    len(parameters)
  ),
  coalesce(any_value(description), ''),
  any_value(function_type)
from duckdb_functions()
where function_type in ('scalar', 'aggregate', 'macro', 'table', 'table_macro')
  and regexp_matches(function_name, '^[a-z]\\w*$')
  and not regexp_matches(function_name, '^(icu_collate_|pg_|has_\\w+_privilege|inet_)')
group by function_name
order by function_name`;

type Row = readonly (string | number | boolean | null)[];

/** What statements can name: schemas, tables and columns with their labels, and functions. */
export async function schemaOf(connection: DuckDBConnection): Promise<Schema> {
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson() as Row[];
  const found = await ask(
    `select count(*) = 2 from duckdb_tables()
     where schema_name = 'dictionary' and table_name in ('field', 'relation')`,
  );
  const dictionary = found[0]?.[0] === true;
  const columns = new Map<string, ColumnEntry[]>();
  for (const [schema, table, name, type, nullable, zh, en, personal, comment] of await ask(
    COLUMNS(dictionary),
  )) {
    const key = `${schema}.${table}`;
    const own = columns.get(key) ?? [];
    own.push({
      name: String(name),
      type: String(type).toLowerCase(),
      ...labels(zh, en, comment),
      personal: personal === true,
      nullable: nullable === true,
    });
    columns.set(key, own);
  }
  const schemas = new Map<string, TableEntry[]>();
  for (const [schema, name, zh, en, rows, comment] of await ask(RELATIONS(dictionary))) {
    const tables = schemas.get(String(schema)) ?? [];
    tables.push({
      name: String(name),
      ...labels(zh, en, comment),
      rows: rows === null ? null : Number(rows),
      columns: columns.get(`${schema}.${name}`) ?? [],
    });
    schemas.set(String(schema), tables);
  }
  return {
    schemas: [...schemas]
      .map(([name, tables]) => ({ name, tables: tables.sort(byName) }))
      .sort(byName),
    functions: (await ask(FUNCTIONS))
      .filter(([name, , , kind]) => usable(String(name), String(kind)))
      .map(([name, signature, description]) => ({
        name: String(name),
        signature: String(signature),
        description: String(description),
      })),
  };
}

const usable = (name: string, kind: string): boolean =>
  !refusedFunctions.has(name) && (!kind.startsWith('table') || tableFunctions.has(name));

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

function labels(zh: Row[number] | undefined, en: Row[number] | undefined, comment: unknown) {
  const [first = '', second = first] = typeof comment === 'string' ? comment.split(' · ') : [];
  return { zh: String(zh ?? first), en: String(en ?? second) };
}
