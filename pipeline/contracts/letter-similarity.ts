const pairsOf = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter);

/** Twice what two lists share, by how many they are: 1 where they are the same. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of one) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of other) {
    const count = left.get(item) ?? 0;
    if (count === 0) continue;
    left.set(item, count - 1);
    shared++;
  }
  const total = one.length + other.length;
  return total === 0 ? 0 : (2 * shared) / total;
}

/** Letters to be put in, taken out or changed, at least. */
function editDistance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, index) => index + 1);
  one.forEach((letter, position) => {
    let corner = position;
    let left = position + 1;
    row = row.map((above, index) => {
      left = Math.min(left + 1, above + 1, corner + (letter === other[index] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return row.at(-1) ?? one.length;
}

/** How alike two words are by their letters, 0 to 1: the same letters, pairs of them, and order. */
export function letterSimilarity(one: string, other: string): number {
  const [first, second] = [[...one], [...other]];
  const longest = Math.max(first.length, second.length);
  if (longest === 0) return 0;
  return (
    0.5 * overlap(first, second) +
    0.25 * overlap(pairsOf(first), pairsOf(second)) +
    0.25 * (1 - editDistance(first, second) / longest)
  );
}
