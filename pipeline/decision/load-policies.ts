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
 * Versions that never come into force ({@link inForce}) are in no table.
 * @throws Failure `policy_missing` without any file; `policy_invalid` naming file and line
 */
export function loadPolicies(files: readonly PolicyFile[]): TableData[] {
  const policies = inForce(files.map(({ file, text: content }) => readPolicy(file, content)));
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

/**
 * The versions that come into force, the oldest first. One that says which version it succeeds does so only where
 * that one is in force by then: what comes with Xiaoan does not take over from a bureau's own version.
 */
export function inForce<Version extends Pick<Policy, 'version' | 'effectiveFrom' | 'succeeds'>>(
  versions: readonly Version[],
): readonly Version[] {
  const standing: Version[] = [];
  // Of two that begin on one day the one that takes over from any is the first.
  const sorted = versions.toSorted(
    (one, other) =>
      one.effectiveFrom.localeCompare(other.effectiveFrom) ||
      Number(one.succeeds !== null) - Number(other.succeeds !== null),
  );
  for (const each of sorted) {
    const former = standing.at(-1);
    if (each.succeeds === null || !former || former.version === each.succeeds) standing.push(each);
  }
  return standing;
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
