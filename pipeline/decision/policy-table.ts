import type { CellValue, TableData } from '../contracts/table-data.ts';
import { text, type Text } from '../contracts/index.ts';
import type { Policy } from './policy.ts';

/** A policy with the months it is in force for: `from` included, `to` not. */
export interface PolicyInForce extends Policy {
  readonly appliesFrom: string;
  readonly appliesTo: string;
}

type Columns = TableData['columns'];

export const column = (name: string, type: string, zh: string, en: string): Columns[number] => ({
  name,
  type,
  label: text(zh, en),
});
export const both = (name: string, zh: string, en: string): Columns => [
  column(`${name}_zh`, 'varchar', `${zh}（中文）`, `${en}, in Chinese`),
  column(`${name}_en`, 'varchar', `${zh}（英文）`, `${en}, in English`),
];
export const ordinal = column('ordinal', 'integer', '序号', 'Order');
export const source = column('source_rule', 'varchar', '依据', 'Rules of the field it serves');
export const label = both('label', '名称', 'Label');
export const reason = both('reason', '理由模板', 'Template of the reason');
export const change = both('change', '改善模板', 'Template of what would change it');
export const pair = ({ zh, en }: Text): string[] => [zh, en];

/** One table of schema `policy`; every row begins with its policy version. */
export function table(
  name: string,
  comment: Text,
  columns: Columns,
  policies: readonly PolicyInForce[],
  rows: (policy: PolicyInForce) => readonly (readonly CellValue[])[],
): TableData {
  return {
    schema: 'policy',
    table: name,
    comment,
    columns: [column('policy_version', 'varchar', '规则版本', 'Policy version'), ...columns],
    rows: policies.flatMap((policy) => rows(policy).map((row) => [policy.version, ...row])),
  };
}
