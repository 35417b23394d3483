/** What clerks write into a cell to say that there is nothing to write. */
const NOTHING_WORDS = [
  ...['/', '\\', '-', '--', '—', '——', '–'],
  ...['无', '暂无', '没有', '未填', 'n/a', 'null'],
];

const YES_WORDS = [
  ...['是', '有', '对', '已', '已有', '√', '✓', '✔', '☑', '1', 'y', 'yes', 't', 'true'],
];
const NO_WORDS = [
  ...['否', '无', '没有', '未', '不是', '错', '×', '✗', '✘', '☐', '□'],
  ...['0', 'n', 'no', 'x', 'f', 'false'],
];

/** Words that answer yes or no, in lower case. */
export const YES_OR_NO: ReadonlySet<string> = new Set([...YES_WORDS, ...NO_WORDS]);

/** Whether a cell is empty or says that there is nothing to write. */
export const isNothing = (cell: string): boolean => {
  const word = cell.trim().toLowerCase();
  return word === '' || NOTHING_WORDS.includes(word);
};

const range = (first: string, last: string): string => {
  const start = first.codePointAt(0) ?? 0;
  const length = (last.codePointAt(0) ?? 0) - start + 1;
  return String.fromCodePoint(...Array.from({ length }, (_, step) => start + step));
};

/** Full-width forms that Chinese keyboards make, with what they stand for. */
const FULL_WIDTH = `${range('０', '９')}${range('Ａ', 'Ｚ')}${range('ａ', 'ｚ')}．，－／：（）＋％＃＿\u3000`;
const HALF_WIDTH = `${range('0', '9')}${range('A', 'Z')}${range('a', 'z')}.,-/:()+%#_ `;

/** A text as an SQL literal. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Whether a cell is one of the words, as SQL. DuckDB would make a join of a long list after IN. */
const isOneOf = (cell: string, words: readonly string[]): string =>
  `contains(${literal(`|${words.join('|')}|`)}, '|' || ${cell} || '|')`;

/**
 * Macros about words. Each gives null for null; all but `half_width` take half-width text.
 * Translating goes letter by letter and is slow, so it is done only where there is need.
 */
export const wordMacros: readonly string[] = [
  `create or replace temp macro half_width(cell) as
     case when strlen(cell) = length(cell) or not regexp_matches(cell, '[${FULL_WIDTH}]') then cell
     else translate(cell, ${literal(FULL_WIDTH)}, ${literal(HALF_WIDTH)}) end`,
  `create or replace temp macro is_nothing(cell) as
     case when length(cell) > ${Math.max(...NOTHING_WORDS.map(({ length }) => length))} then false
     else ${isOneOf('lower(cell)', NOTHING_WORDS)} end`,
  // What two words must share to be the same word: width, case and spaces do not count.
  `create or replace temp macro word_key(cell) as
     lower(replace(replace(replace(cell, ' ', ''), chr(10), ''), chr(160), ''))`,
  `create or replace temp macro read_yes_no(cell) as
     case when ${isOneOf('lower(cell)', YES_WORDS)} then true
     when ${isOneOf('lower(cell)', NO_WORDS)} then false end`,
];

/** The same key as the macros `word_key(half_width(word))` make. */
export const wordKey = (word: string): string =>
  [...word]
    .map((letter) => {
      const position = FULL_WIDTH.indexOf(letter);
      return position < 0 ? letter : (HALF_WIDTH[position] ?? letter);
    })
    .join('')
    .replace(/[ \n\u00A0]/g, '')
    .toLowerCase();
