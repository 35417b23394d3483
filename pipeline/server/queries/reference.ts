import { codeLists, contracts, text, type Text } from '../../contracts/index.ts';
import type { NamedQuery } from '../named-query.ts';

const literal = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

const codeRows = Object.entries(codeLists).flatMap(([list, { codes }]) =>
  codes.map(
    ({ code, label }, index) =>
      `(${[list, index + 1, code, label.zh, label.en].map(literal).join(', ')})`,
  ),
);

const datasetRows = contracts.map(
  ({ dataset, label, grain, columns }, index) =>
    `(${[index + 1, dataset, label.zh, label.en, grain.zh, grain.en, columns.length, columns.filter((column) => column.required).length].map(literal).join(', ')})`,
);

const everything = (name: string, title: Text, source: string, order: string): NamedQuery => ({
  name,
  title,
  source,
  sql: `select *\nfrom ${source}\norder by ${order}`,
});

/** What the numbers and codes mean: policy, dictionary, code lists. */
export const referenceQueries: readonly NamedQuery[] = [
  {
    name: 'relation',
    title: text('数据字典_表', 'Dictionary of relations'),
    sql: `select
  schema_name,
  relation_name,
  layer,
  kind,
  grain_zh,
  grain_en,
  cast(rows as double) as rows
from dictionary.relation
order by schema_name, relation_name`,
  },
  {
    name: 'field',
    title: text('数据字典_列', 'Dictionary of columns'),
    sql: `select
  schema_name,
  relation_name,
  ordinal,
  field_name,
  data_type,
  label_zh,
  label_en,
  personal
from dictionary.field
order by schema_name, relation_name, ordinal`,
  },
  everything(
    'lineage',
    text('数据来源', 'Lineage'),
    'dictionary.lineage',
    'to_schema, to_relation, from_schema, from_relation',
  ),
  {
    name: 'test',
    title: text('数据检验', 'Data tests'),
    sql: `select
  schema_name,
  relation_name,
  test_name,
  passed,
  cast(rows_failed as double) as rows_failed
from dictionary.test
order by schema_name, relation_name, test_name`,
  },
  everything(
    'policy_version',
    text('规则版本', 'Versions of the policy'),
    'policy.version',
    'effective_from',
  ),
  everything(
    'policy_indicator_group',
    text('指标组', 'Groups of indicators'),
    'policy.indicator_group',
    'policy_version, ordinal',
  ),
  everything(
    'policy_indicator',
    text('指标', 'Indicators'),
    'policy.indicator',
    'policy_version, ordinal',
  ),
  everything('policy_tier', text('风险等级', 'Tiers'), 'policy.tier', 'policy_version, ordinal'),
  everything('policy_regime', text('监管方式', 'Regimes'), 'policy.regime', 'policy_version'),
  everything('policy_gate', text('否决项', 'Gates'), 'policy.gate', 'policy_version, ordinal'),
  {
    name: 'code',
    title: text('代码', 'Codes'),
    sql: `select *
from (values
  ${codeRows.join(',\n  ')}
) as codes (list, ordinal, code, label_zh, label_en)
order by list, ordinal`,
  },
  {
    name: 'dataset',
    title: text('数据集', 'Datasets'),
    sql: `select *
from (values
  ${datasetRows.join(',\n  ')}
) as datasets (ordinal, dataset, label_zh, label_en, grain_zh, grain_en, columns, required_columns)
order by ordinal`,
  },
];
