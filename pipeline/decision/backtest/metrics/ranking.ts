/**
 * How often each visit counts, one entry a visit: the whole numbers of a bootstrap. Where none are given each
 * visit counts once.
 */
export type Weights = ArrayLike<number>;

/** Visits in the order of their scores, made once and read by every metric. */
export interface Ranking {
  /** Visits of equal score together, the highest score first. */
  readonly ties: readonly Uint32Array[];
  /** The scores as given, one a visit. */
  readonly score: ArrayLike<number>;
}

/**
 * Ranks visits by score. Equal scores form one tie: no metric lets the order of the input decide between
 * them, each takes what a random order would give on average.
 * @param score one a visit, higher is riskier
 * @throws RangeError where a score is not a number
 */
export function rank(score: ArrayLike<number>): Ranking {
  const order = new Uint32Array(score.length);
  for (let visit = 0; visit < order.length; visit++) {
    if (Number.isNaN(score[visit])) throw new RangeError(`score ${visit} is not a number`);
    order[visit] = visit;
  }
  order.sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b);
  const ties: Uint32Array[] = [];
  let start = 0;
  for (let end = 1; end <= order.length; end++) {
    if (end < order.length && score[order[end] ?? 0] === score[order[start] ?? 0]) continue;
    ties.push(order.subarray(start, end));
    start = end;
  }
  return { ties, score };
}

/** The sum of the weights of some visits. */
export function totalWeight(visits: Uint32Array, weights?: Weights): number {
  if (!weights) return visits.length;
  let total = 0;
  for (const visit of visits) total += weights[visit] ?? 0;
  return total;
}

/**
 * The ranking of each inspector's (or team's) own visits.
 * @param inspector a whole number ≥ 0 a visit; below 0 = not known, such visits are left out
 */
export function splitRanking(
  { ties, score }: Ranking,
  inspector: ArrayLike<number>,
): Map<number, Ranking> {
  const parts = new Map<number, number[][]>();
  ties.forEach((tie, place) => {
    for (const visit of tie) {
      const of = inspector[visit] ?? -1;
      if (of < 0) continue;
      const part = parts.get(of) ?? [];
      parts.set(of, part);
      (part[place] ??= []).push(visit);
    }
  });
  return new Map(
    Array.from(parts, ([of, part]) => [
      of,
      { score, ties: part.filter(Boolean).map((tie) => Uint32Array.from(tie)) },
    ]),
  );
}
