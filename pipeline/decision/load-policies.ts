import { Failure, text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import type { PolicyInForce } from './policy-table.ts';
import { policyTables } from './policy-tables.ts';
import type { Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';

/** A policy file: `file` is the name shown in failures. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** Bounds that every date type we may run on can hold. */
const always = { from: '1900-01-01', to: '2299-12-31' };

/**
 * Reads and checks every policy version and gives the tables of schema `policy`.
 * A month uses the last version in force on its first day; the earliest also covers all months before it.
 * @throws Failure `policy_missing` without any file; `policy_invalid` naming file and line
 */
export function loadPolicies(files: readonly PolicyFile[]): TableData[] {
  const policies = files
    .map(({ file, text: content }) => readPolicy(file, content))
    .sort((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom));
  if (policies.length === 0)
    throw new Failure('policy_missing', text('没有评分规则', 'There is no policy'), {
      hint: text('请在 models/policy/ 放入规则文件', 'Put a policy file into models/policy/'),
    });
  policies.forEach((policy, index) => {
    const earlier = policies.slice(0, index);
    const clash = earlier.find(
      ({ version, effectiveFrom }) =>
        version === policy.version || effectiveFrom === policy.effectiveFrom,
    );
    if (clash) throw versionClash(policy, clash);
  });
  return policyTables(
    policies.map((policy, index): PolicyInForce => ({
      ...policy,
      appliesFrom: index === 0 ? always.from : policy.effectiveFrom,
      appliesTo: policies[index + 1]?.effectiveFrom ?? always.to,
    })),
  );
}

const versionClash = (policy: Policy, other: Policy): Failure =>
  new Failure(
    'policy_invalid',
    text(
      `规则版本或生效日期与 ${other.file} 重复`,
      `Version or effective date is the same as in ${other.file}`,
    ),
    {
      where: { file: policy.file, row: policy.line },
      hint: text('每个版本须有自己的版本号和生效日期', 'Give each version its own id and date'),
    },
  );
