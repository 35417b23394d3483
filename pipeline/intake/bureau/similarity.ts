/** Words that tell what kind of unit it is, not which. */
const COMMON =
  /实验|中心|学校|小学|中学|初中|高中|初级|高级|幼儿园|校区|分校|民办|公办|附属|有限公司|[省市区县镇]/gu;

/** Words that turn a meaning round. */
const NEGATIONS = /[未不没非无]/u;

/** Length of the longest letters that two words share in the same order. */
function shared(one: string, other: string): number {
  const left = [...one];
  let row = [0, ...[...other].map(() => 0)];
  for (const letter of left) {
    const next = [0];
    for (const [index, its] of [...other].entries()) {
      const best = Math.max(next[index] ?? 0, row[index + 1] ?? 0);
      next.push(its === letter ? (row[index] ?? 0) + 1 : best);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const length = (word: string): number => [...word].length;

/** Share of letters in common, 0 to 1. */
const alike = (one: string, other: string): number => {
  const total = length(one) + length(other);
  return total === 0 ? 0 : (2 * shared(one, other)) / total;
};

/** How likely one word is short for the other, which has all its letters in order. */
function abbreviates(one: string, other: string): number {
  const [short, long] = length(one) <= length(other) ? [one, other] : [other, one];
  const size = length(short);
  if (size < 2 || shared(short, long) < size) return 0;
  return 0.6 + (0.35 * size) / length(long);
}

/**
 * How alike two names of units are, 0 to 1; compared as keys. What tells one school from another counts
 * as much as the whole, so that two "…实验小学" are not alike for being that.
 */
export function nameSimilarity(one: string, other: string): number {
  const core = alike(one.replace(COMMON, ''), other.replace(COMMON, ''));
  return Math.max(abbreviates(one, other), (alike(one, other) + core) / 2);
}

/** How alike a word is to a word of a code list, 0 to 1; compared as keys. */
export function wordSimilarity(written: string, known: string): number {
  const score = Math.max(abbreviates(written, known), alike(written, known));
  const turned = NEGATIONS.test(written) !== NEGATIONS.test(known);
  return turned ? score / 2 : score;
}

/** Letters that are taken for digits. */
const DIGIT_LIKE: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', z: '2', s: '5' };

const asDigits = (code: string): string =>
  code
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .replace(/[oilzs]/g, (letter) => DIGIT_LIKE[letter] ?? letter);

/** Whether one sign is wrong, missing, too many, or two neighbours have changed places. */
function oneOff(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const left = one.slice(start);
  const right = other.slice(start);
  return (
    left.slice(1) === right.slice(1) ||
    left === right.slice(1) ||
    left.slice(1) === right ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}

/** How alike two codes of units are: 1 but for signs that look alike, less with one sign off, else 0. */
export function codeSimilarity(one: string, other: string): number {
  const [left, right] = [asDigits(one), asDigits(other)];
  if (left === right) return 0.95;
  return oneOff(left, right) ? 1 - 1 / Math.max(left.length, right.length) : 0;
}
