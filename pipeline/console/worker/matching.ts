/** A proposal for the word that is being written. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'schema' | 'table' | 'column' | 'function' | 'keyword' | 'parameter';
  /** A column's type, a table's rows, a function's signature. */
  readonly detail: string;
  readonly zh: string;
  readonly en: string;
  /** What is written where it is not the label. */
  readonly apply?: string;
}

/** The proposals that a word may mean, the likeliest first; each label once. */
export function matching(word: string, options: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return options
    .map((option, place) => ({ option, place, rank: rankOf(word.toLowerCase(), option) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ option }) => option)
    .filter(({ label, kind }) => {
      const key = `${kind} ${label}`;
      return !seen.has(key) && seen.add(key);
    });
}

const NO_MATCH = 7;

/** 0: the word itself, … 6: somewhere in the English label. */
function rankOf(word: string, { label, zh, en }: Suggestion): number {
  const name = label.toLowerCase();
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (word === '' || last === word || zh === word) return 0;
  if (last.startsWith(word) || name.startsWith(word)) return 1;
  if (zh.startsWith(word)) return 2;
  if (name.split(/[._]/).some((part) => part.startsWith(word))) return 3;
  if (name.includes(word)) return 4;
  if (zh.includes(word)) return 5;
  // One or two Latin letters are found in nearly every sentence.
  return word.length > 2 && en.toLowerCase().includes(word) ? 6 : NO_MATCH;
}
