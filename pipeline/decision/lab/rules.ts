import { Failure, text } from '../../contracts/index.ts';
import type { TableData } from '../../contracts/table-data.ts';
import { inForce, loadPolicies, type PolicyFile } from '../load-policies.ts';
import { readPolicy } from '../read-policy.ts';
import { draftFile, type Draft, type DraftHead } from './draft.ts';
import { historyFields } from './enters-history.ts';

/** The version id that a draft goes by while it is tried. */
export const DRAFT_VERSION = 'draft';

/** The tables of the policy with a draft in force, and which of them it changes. */
export interface DraftRules {
  readonly tables: readonly TableData[];
  /** Relations `policy.*` that the draft fills otherwise than a version in force in those months. */
  readonly changed: readonly string[];
  /** Fields in which it differs from such a version and that enter the history model (enters-history.ts). */
  readonly historyFields: readonly string[];
}

/** A version's file, and its dates. */
interface Dated extends PolicyFile {
  readonly version: string;
  readonly effectiveFrom: string;
}

/** Every version that comes into force, the oldest first. */
export const datedVersions = (files: readonly PolicyFile[]): readonly Dated[] =>
  inForce(
    files.map((each) => {
      const { version, effectiveFrom, succeeds } = readPolicy(each.file, each.text);
      return { ...each, version, effectiveFrom, succeeds };
    }),
  );

/**
 * The file of a version.
 * @throws Failure `policy_unknown`
 */
export function fileOfVersion(versions: readonly Dated[], version: string): Dated {
  const file = versions.find((each) => each.version === version);
  if (file) return file;
  const name = [...version].slice(0, 40).join('');
  throw new Failure(
    'policy_unknown',
    text(`没有规则版本“${name}”`, `There is no policy version “${name}”`),
    { where: { column: 'base' } },
  );
}

/**
 * The policy as it would be had a draft been in force from one month to another; the versions of earlier
 * months stay.
 * @param files every version there is
 * @param since first month, `YYYY-MM`
 * @param month last month, `YYYY-MM`
 * @throws Failure `policy_unknown`, `policy_invalid` with the field as `where.column`
 */
export function draftRules(
  files: readonly PolicyFile[],
  draft: Draft,
  since: string,
  month: string,
): DraftRules {
  const versions = datedVersions(files);
  const head: DraftHead = { version: DRAFT_VERSION, effectiveFrom: `${since}-01` };
  const file = draftFile(fileOfVersion(versions, draft.base), draft.changes, head);
  const inThoseMonths = versions.filter(
    ({ effectiveFrom }, index) =>
      (index === 0 || effectiveFrom <= `${month}-01`) &&
      (versions[index + 1]?.effectiveFrom ?? '9999') > head.effectiveFrom,
  );
  const after = loadPolicies([file]);
  const changed = inThoseMonths.flatMap((each) => {
    const before = loadPolicies([{ file: file.file, text: draftFile(each, {}, head).text }]);
    return after.filter(
      ({ rows }, index) => JSON.stringify(rows) !== JSON.stringify(before[index]?.rows),
    );
  });
  const earlier = versions.filter(({ effectiveFrom }) => effectiveFrom < head.effectiveFrom);
  return {
    tables: loadPolicies([...earlier, file]),
    // A title is no rule.
    changed: [...new Set(changed.map(({ schema, table }) => `${schema}.${table}`))].filter(
      (relation) => relation !== 'policy.version',
    ),
    historyFields: historyFields(file, inThoseMonths),
  };
}
