import { codeLists } from '../../contracts/index.ts';
import { namedQuery, type NamedQuery } from '../named-query.ts';

const literal = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

const codeRows = Object.entries(codeLists).flatMap(([list, { codes }]) =>
  codes.map(
    ({ code, label }, index) =>
      `(${[list, index + 1, code, label.zh, label.en].map(literal).join(', ')})`,
  ),
);

const everything = (name: string, from: string, order: string) =>
  namedQuery(name, `select *\nfrom ${from}\norder by ${order}`);

/** What the numbers and codes mean: policy, dictionary, code lists. */
export const referenceQueries: readonly NamedQuery[] = [
  namedQuery(
    'relation',
    `select
  schema_name,
  relation_name,
  layer,
  kind,
  grain_zh,
  grain_en,
  cast(rows as double) as rows
from dictionary.relation
order by schema_name, relation_name`,
  ),
  namedQuery(
    'field',
    `select
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
  ),
  everything('lineage', 'dictionary.lineage', 'to_schema, to_relation, from_schema, from_relation'),
  namedQuery(
    'test',
    `select
  schema_name,
  relation_name,
  test_name,
  passed,
  cast(rows_failed as double) as rows_failed
from dictionary.test
order by schema_name, relation_name, test_name`,
  ),
  everything('policy_version', 'policy.version', 'effective_from'),
  everything('policy_indicator_group', 'policy.indicator_group', 'policy_version, ordinal'),
  everything('policy_indicator', 'policy.indicator', 'policy_version, ordinal'),
  everything('policy_tier', 'policy.tier', 'policy_version, ordinal'),
  everything('policy_regime', 'policy.regime', 'policy_version'),
  everything('policy_gate', 'policy.gate', 'policy_version, ordinal'),
  namedQuery(
    'code',
    `select *
from (values
  ${codeRows.join(',\n  ')}
) as codes (list, ordinal, code, label_zh, label_en)
order by list, ordinal`,
  ),
];
