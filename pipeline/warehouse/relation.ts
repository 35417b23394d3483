import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts, text, type Text } from '../contracts/index.ts';
import { isPersonal } from '../contracts/personal.ts';
import type { TableData } from '../contracts/table-data.ts';
import { labelOf } from './labels.ts';
import { ownSchemas } from './migrate.ts';
import type { Model } from './model-file.ts';
import { modelFailure } from './yaml-node.ts';

/** A column of a relation in the snapshot. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: Text;
  readonly personal: boolean;
}

/** A table or view of the snapshot, with what it means. */
export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly grain: Text;
  readonly fields: readonly Field[];
  /** The query that makes it, where a model does. */
  readonly query?: string;
}

type Described = { name: string; type: string; label: Text };

const fieldsOf = (columns: readonly Described[]): Field[] =>
  columns.map((column) => ({ ...column, personal: isPersonal(column.name) }));

/** The tables that the pipeline's own file brings along. */
export const ownRelations: readonly Relation[] = ownSchemas.flatMap(({ schema, tables }) =>
  tables.map(({ name, grain, columns }) => ({
    schema,
    name,
    kind: 'table' as const,
    grain: contracts.find(({ dataset }) => schema === 'intake' && dataset === name)?.grain ?? grain,
    fields: fieldsOf(columns),
  })),
);

/** A table given as data, as a relation. */
export const dataRelation = (data: Omit<TableData, 'rows'>): Relation => ({
  schema: data.schema,
  name: data.table,
  kind: 'table',
  grain: data.comment,
  fields: fieldsOf(data.columns),
});

/**
 * The models that have been run, as relations.
 * @param shared labels of `models/columns.yaml`
 * @throws Failure `model_invalid` for a column without a label, or a label without a column
 */
export async function modelRelations(
  connection: DuckDBConnection,
  models: readonly Model[],
  shared: ReadonlyMap<string, Text>,
): Promise<Relation[]> {
  const reader = await connection.runAndReadAll(
    `select schema_name || '.' || table_name, column_name, data_type
     from duckdb_columns() where database_name = current_database()
     order by schema_name, table_name, column_index`,
  );
  const columns = new Map<string, [name: string, type: string][]>();
  for (const [relation = '', name = '', type = ''] of reader
    .getRows()
    .map((row) => row.map(String)))
    columns.set(relation, [...(columns.get(relation) ?? []), [name, type]]);
  return models.map((model) => {
    const found = columns.get(model.relation) ?? [];
    const names = new Set(found.map(([name]) => name));
    for (const name of model.columns.keys())
      if (!names.has(name))
        throw labelProblem(model, name, '没有这一列', 'there is no such column');
    const fields = found.map(([name, type]) => {
      const label = labelOf(model, name, shared);
      if (!label)
        throw labelProblem(model, name, '缺少中英文名称', 'it has no Chinese and English label');
      return { name, type, label, personal: isPersonal(name) };
    });
    const { layer, materialized, grain, sql } = model;
    return { schema: layer, name: model.name, kind: materialized, grain, fields, query: sql };
  });
}

const labelProblem = (model: Model, column: string, zh: string, en: string) =>
  modelFailure(
    model.file.replace(/\.sql$/, '.yaml'),
    undefined,
    text(`列 ${column}：${zh}`, `column ${column}: ${en}`),
  );
