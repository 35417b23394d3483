/** What clerks write into a cell to say that there is nothing to write. */
const NOTHING_WORDS = [
  ...['/', '／', '\\', '-', '--', '—', '——', '－', '－－', '–'],
  ...['无', '暂无', '没有', '未填', 'n/a', 'null'],
];

const YES_WORDS = [
  ...['是', '有', '对', '已', '已有', '√', '✓', '✔', '☑', '1', 'y', 'yes', 't', 'true'],
];
const NO_WORDS = [
  ...[
    '否',
    '无',
    '没有',
    '未',
    '不是',
    '错',
    '×',
    '✗',
    '✘',
    '☐',
    '□',
    '0',
    'n',
    'no',
    'x',
    'f',
    'false',
  ],
];

/** Full-width forms and the brackets and signs that Chinese keyboards make, with what they stand for. */
const FULL_WIDTH =
  '０１２３４５６７８９．，－／：（）＋％＃＿ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ';
const HALF_WIDTH = '0123456789.,-/:()+%#_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A text as an SQL literal. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Whether a cell is one of the words, as SQL. DuckDB would make a join of a long list after IN. */
const isOneOf = (cell: string, words: readonly string[]): string =>
  `contains(${literal(`|${words.join('|')}|`)}, '|' || ${cell} || '|')`;

/**
 * Macros about words. Each takes a trimmed cell or null and gives null for null.
 * Slow work (character by character) is done only for cells that hold more than ASCII.
 */
export const wordMacros: readonly string[] = [
  `create or replace temp macro is_nothing(cell) as ${isOneOf('lower(cell)', NOTHING_WORDS)}`,
  `create or replace temp macro half_width(cell) as
     case when strlen(cell) = length(cell) then cell
     else translate(cell, ${literal(FULL_WIDTH)}, ${literal(HALF_WIDTH)}) end`,
  // What two words must share to be the same word: width, case and spaces do not count.
  `create or replace temp macro word_key(cell) as
     case when regexp_matches(cell, '^[\\x{4E00}-\\x{9FFF}a-z0-9_]*$') then cell
     else lower(regexp_replace(half_width(cell), '[\\s\\x{3000}\\x{A0}]', '', 'g')) end`,
  `create or replace temp macro read_yes_no(cell) as
     case when ${isOneOf('lower(half_width(cell))', YES_WORDS)} then true
     when ${isOneOf('lower(half_width(cell))', NO_WORDS)} then false end`,
];
