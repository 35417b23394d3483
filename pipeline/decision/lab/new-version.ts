import { Failure, text, type Text } from '../../contracts/index.ts';
import { loadPolicies, type PolicyFile } from '../load-policies.ts';
import { draftFile, type Draft } from './draft.ts';
import { datedVersions, DRAFT_VERSION, fileOfVersion } from './rules.ts';

/** What is said of a draft that is to become a version. */
export interface NewVersion {
  readonly version: string;
  readonly title: string;
  /** First month that is decided by it, `YYYY-MM`. */
  readonly from: string;
  readonly by: string;
  readonly note: string;
  /** ISO time. */
  readonly at: string;
}

const LONGEST = { title: 60, by: 60, note: 500 } as const;

/**
 * Makes a draft a version of its own, to be kept beside the others. Months that were decided keep the rules
 * by which they were decided, so it must begin after them.
 * @param files every version there is
 * @param newestDecided newest month whose decisions are final, `YYYY-MM`; null where there is none
 * @throws Failure with the field as `where.column`: `nothing_changed`, `version_invalid`, `policy_too_early`,
 *   `policy_unknown`, `policy_invalid`
 */
export function newVersion(
  files: readonly PolicyFile[],
  draft: Draft,
  said: NewVersion,
  newestDecided: string | null,
): PolicyFile {
  const versions = datedVersions(files);
  const base = fileOfVersion(versions, draft.base);
  if (Object.keys(draft.changes).length === 0)
    throw refused('nothing_changed', 'changes', '没有改动任何一项', 'Nothing is changed');
  const version = nameOf(said.version);
  if (versions.some((each) => each.version.toLowerCase() === version.toLowerCase()))
    throw refused(
      'version_invalid',
      'version',
      '已有这个版本号',
      'There is such a version already',
    );
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(said.from))
    throw refused('version_invalid', 'from', '生效月份应如 2027-01', 'Write the month as 2027-01');
  if (newestDecided !== null && said.from <= newestDecided)
    throw refused(
      'policy_too_early',
      'from',
      `${newestDecided} 及以前已经定案，新规则最早从下月起`,
      `Months up to ${newestDecided} are decided; new rules can begin the month after`,
    );
  const effectiveFrom = `${said.from}-01`;
  const clash = versions.find((each) => each.effectiveFrom === effectiveFrom);
  if (clash)
    throw refused(
      'version_invalid',
      'from',
      `版本 ${clash.version} 也从该月生效`,
      `Version ${clash.version} begins in that month too`,
    );
  const [title, by, note] = (['title', 'by', 'note'] as const).map((name) =>
    wordsOf(name, said[name]),
  );
  const { file, text: content } = draftFile(base, draft.changes, {
    version,
    effectiveFrom,
    title: title ?? '',
    published: { by: by ?? '', at: said.at, note: note ?? '' },
  });
  const made = { file, text: content };
  loadPolicies([...files, made]);
  return made;
}

/** A version's name is that of its file, on any system. */
function nameOf(version: string): string {
  const name = version.trim();
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  if (
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$/.test(name) &&
    !reserved &&
    name !== DRAFT_VERSION
  )
    return name;
  throw refused(
    'version_invalid',
    'version',
    '版本号只用字母、数字、点和连字符，不超过 40 个字符',
    'Letters, digits, dots and hyphens only, at most 40',
  );
}

function wordsOf(field: keyof typeof LONGEST, given: string): string {
  const words = given
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  if (words !== '' && [...words].length <= LONGEST[field]) return words;
  throw refused(
    'version_invalid',
    field,
    `必填，不超过 ${LONGEST[field]} 字`,
    `Needed, at most ${LONGEST[field]} signs`,
  );
}

const refused = (code: string, column: string, zh: string, en: string): Failure =>
  new Failure(code, text(zh, en) satisfies Text, { where: { column } });
