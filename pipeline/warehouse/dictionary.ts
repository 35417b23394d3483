import type { DuckDBConnection } from '@duckdb/node-api';
import { text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import type { TestResult } from './data-test.ts';
import type { Arrow } from './lineage.ts';
import { loadTable } from './load-table.ts';
import { dataRelation, type Relation } from './relation.ts';

const column = (name: string, type: string, zh: string, en: string) => ({
  name,
  type,
  label: text(zh, en),
});

const schemaName = column('schema_name', 'varchar', '模式', 'Schema');
const relationName = column('relation_name', 'varchar', '表', 'Relation');

/** What the dictionary is made from. */
export interface DictionarySource {
  readonly relations: readonly Relation[];
  readonly arrows: readonly Arrow[];
  readonly tests: readonly TestResult[];
}

/**
 * Writes schema `dictionary`: every relation and field of the snapshot, its own included, the lineage and
 * how the data tests went.
 * @returns the dictionary's own relations, for their comments
 */
export async function writeDictionary(
  connection: DuckDBConnection,
  source: DictionarySource,
): Promise<Relation[]> {
  const own = [relationTable([]), fieldTable([]), lineageTable([]), testTable([])];
  const relations = [...source.relations, ...own.map(dataRelation)];
  const tables = [
    relationTable(relations),
    fieldTable(relations),
    lineageTable(source.arrows),
    testTable(source.tests),
  ];
  for (const table of tables) await loadTable(connection, table);
  await countRows(connection, relations);
  return own.map(dataRelation);
}

/** One statement: DuckDB answers a bare count from the tables' headers. */
async function countRows(
  connection: DuckDBConnection,
  relations: readonly Relation[],
): Promise<void> {
  const counts = relations.map(
    ({ schema, name }) =>
      `select '${schema}' as schema_name, '${name}' as relation_name, count(*) as rows from ${schema}.${name}`,
  );
  await connection.run(
    `update dictionary.relation r set rows = c.rows from (${counts.join(' union all ')}) c
     where r.schema_name = c.schema_name and r.relation_name = c.relation_name`,
  );
}

const relationTable = (relations: readonly Relation[]): TableData => ({
  schema: 'dictionary',
  table: 'relation',
  comment: text('每个表或视图一行', 'One row per table or view'),
  columns: [
    schemaName,
    relationName,
    column('layer', 'varchar', '层次', 'Layer'),
    column('kind', 'varchar', '种类', 'table or view'),
    column('grain_zh', 'varchar', '粒度（中文）', 'Grain in Chinese'),
    column('grain_en', 'varchar', '粒度（英文）', 'Grain in English'),
    column('rows', 'bigint', '行数', 'Rows'),
    column('query', 'varchar', '算法（SQL）', 'Query that makes it'),
  ],
  rows: relations.map(({ schema, name, kind, grain, query }) => [
    schema,
    name,
    schema,
    kind,
    grain.zh,
    grain.en,
    null,
    query ?? null,
  ]),
});

const fieldTable = (relations: readonly Relation[]): TableData => ({
  schema: 'dictionary',
  table: 'field',
  comment: text('每个表的每列一行', 'One row per relation and column'),
  columns: [
    schemaName,
    relationName,
    column('ordinal', 'integer', '序号', 'Order'),
    column('field_name', 'varchar', '列', 'Column'),
    column('data_type', 'varchar', '数据类型', 'Data type'),
    column('label_zh', 'varchar', '名称（中文）', 'Label in Chinese'),
    column('label_en', 'varchar', '名称（英文）', 'Label in English'),
    column('personal', 'boolean', '个人信息', 'Personal data'),
  ],
  rows: relations.flatMap(({ schema, name, fields }) =>
    fields.map((field, index) => [
      schema,
      name,
      index + 1,
      field.name,
      field.type.toLowerCase(),
      field.label.zh,
      field.label.en,
      field.personal,
    ]),
  ),
});

const lineageTable = (arrows: readonly Arrow[]): TableData => ({
  schema: 'dictionary',
  table: 'lineage',
  comment: text(
    '每条引用一行：后者读取前者',
    'One row per reference: the second relation reads the first',
  ),
  columns: [
    column('from_schema', 'varchar', '来源模式', 'Schema read'),
    column('from_relation', 'varchar', '来源表', 'Relation read'),
    column('to_schema', 'varchar', '去向模式', 'Schema that reads'),
    column('to_relation', 'varchar', '去向表', 'Relation that reads'),
  ],
  rows: arrows.map(({ from, to }) => [...split(from), ...split(to)]),
});

const testTable = (tests: readonly TestResult[]): TableData => ({
  schema: 'dictionary',
  table: 'test',
  comment: text('每项数据测试一行', 'One row per data test'),
  columns: [
    schemaName,
    relationName,
    column('test_name', 'varchar', '测试', 'Test'),
    column('passed', 'boolean', '通过', 'Passed'),
    column('rows_failed', 'bigint', '未通过行数', 'Rows that failed'),
  ],
  rows: tests.map(({ model, name, rowsFailed }) => [
    model.layer,
    model.name,
    name,
    rowsFailed === 0,
    rowsFailed,
  ]),
});

const split = (relation: string): [string, string] => {
  const [schema = '', name = ''] = relation.split('.');
  return [schema, name];
};
