import { MASK } from './mask.ts';
import { literal } from './sql-words.ts';

/** Digits of a set such as `3-9`, full-width ones too, as people type them. */
const digit = (set: string): string =>
  `[${set}${set.replace(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))}]`;

const ANY = digit('0-9');
const NO = `[^${ANY.slice(1)}`;
/** What people put between groups of digits. */
const GAP = '[-－—–· \u00a0\u3000]?';

const DAY = `(?:${digit('0')}${digit('1-9')}|${digit('12')}${ANY}|${digit('3')}${digit('01')})`;
const MONTH = `(?:${digit('0')}${digit('1-9')}|${digit('1')}${digit('0-2')})`;
const YEAR = `(?:${digit('1')}${digit('89')}|${digit('2')}${digit('0')})${ANY}{2}`;

/** A resident's identity number: 18 signs with a birthday within; one typed wrong names somebody no less. */
const IDENTITY = `${digit('1-9')}${ANY}{5}${GAP}${YEAR}${MONTH}${DAY}${GAP}${ANY}{3}[${ANY.slice(1, -1)}XxＸｘ]`;
const MOBILE = `(?:[+＋]?${digit('8')}${digit('6')}${GAP})?${digit('1')}${digit('3-9')}${ANY}${GAP}${ANY}{4}${GAP}${ANY}{4}`;
/** With its area code, and an extension. */
const LANDLINE = `[(（]?${digit('0')}${digit('1-9')}${ANY}{1,2}[)）]?${GAP}${ANY}{3,4}${GAP}${ANY}{4}(?:[-－转]${ANY}{1,6})?`;
/** Without an area code it may be anything, unless a word before says that it is a telephone. */
const CALLED = `(?:电话|座机|固话|传真|手机|联系方式|[Tt][Ee][Ll]|[Pp]hone)[^0-9０-９，。；,;\\n]{0,6}`;
const LOCAL = `${digit('2-9')}${ANY}{2,3}${GAP}${ANY}{4}`;

const EMAIL = '[A-Za-z0-9][A-Za-z0-9._%+-]*[@＠][A-Za-z0-9-]+(?:[.][A-Za-z0-9-]+)*[.][A-Za-z]{2,}';

/** What every number and address holds: most texts, dates in them or not, are done with after one look. */
const WORTH_A_LOOK = `(?:${ANY}${GAP}){7}|[@＠]`;

const numbers = `(^|${NO})(?:${IDENTITY}|${MOBILE}|${LANDLINE})(${NO}|$)`;

/** Patterns, which RE2 and JavaScript read alike, and what stands for a find; in turn. */
const passes: readonly (readonly [pattern: string, replacement: string])[] = [
  [EMAIL, MASK],
  [numbers, `$1${MASK}$2`],
  // Again: of two with one sign between, the first takes the sign that the second must follow.
  [numbers, `$1${MASK}$2`],
  [`(${CALLED})${LOCAL}(${NO}|$)`, `$1${MASK}$2`],
];

/** A text without the telephone and identity numbers and the e-mail addresses that can be told by their form. */
export function withoutNumbers(written: string): string {
  if (!new RegExp(WORTH_A_LOOK, 'u').test(written)) return written;
  return passes.reduce(
    (left, [pattern, replacement]) => left.replaceAll(new RegExp(pattern, 'gu'), replacement),
    written,
  );
}

/** {@link withoutNumbers} as SQL, of an expression that is a text. */
export function sqlWithoutNumbers(expression: string): string {
  const masked = passes.reduce(
    (inner, [pattern, replacement]) =>
      `regexp_replace(${inner}, ${literal(pattern)}, ${literal(replacement.replaceAll('$', '\\'))}, 'g')`,
    expression,
  );
  return `case when regexp_matches(${expression}, ${literal(WORTH_A_LOOK)}) then ${masked} else ${expression} end`;
}
