/**
 * How often each visit counts, one entry a visit: the whole numbers of a bootstrap. Where none are given each
 * visit counts once.
 */
export type Weights = ArrayLike<number>;

/** Visits in the order of their scores, made once and read by every metric. */
export interface Ranking {
  /** Visits, the highest score first, those of equal score together. */
  readonly order: Uint32Array;
  /** Where each tie ends in `order`, so that the next begins there. */
  readonly ends: Uint32Array;
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
  return { order, ends: endsOf(order, score), score };
}

/**
 * The ranking of each inspector's (or team's) own visits.
 * @param inspector a whole number ≥ 0 a visit; below 0 = not known, such visits are left out
 */
export function splitRanking(
  { order, score }: Ranking,
  inspector: ArrayLike<number>,
): Map<number, Ranking> {
  const parts = new Map<number, number[]>();
  for (const visit of order) {
    const of = inspector[visit] ?? -1;
    if (of < 0) continue;
    const part = parts.get(of);
    if (part) part.push(visit);
    else parts.set(of, [visit]);
  }
  return new Map(
    Array.from(parts, ([of, visits]) => {
      const part = Uint32Array.from(visits);
      return [of, { order: part, ends: endsOf(part, score), score }];
    }),
  );
}

function endsOf(order: Uint32Array, score: ArrayLike<number>): Uint32Array {
  const ends: number[] = [];
  for (let end = 1; end <= order.length; end++)
    if (end === order.length || score[order[end] ?? 0] !== score[order[end - 1] ?? 0])
      ends.push(end);
  return Uint32Array.from(ends);
}

/** The sum of the weights of visits from one place of an order up to another, not included. */
export function weightBetween(
  order: Uint32Array,
  from: number,
  to: number,
  weights?: Weights,
): number {
  if (!weights) return to - from;
  let total = 0;
  for (let at = from; at < to; at++) total += weights[order[at] ?? 0] ?? 0;
  return total;
}
