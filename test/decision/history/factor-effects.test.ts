import { expect, it } from 'vitest';
import {
  effectsByFactor,
  factorEffects,
  type Factored,
} from '../../../pipeline/decision/history/factor-effects.ts';
import { inverseDiagonal, solve } from '../../../pipeline/decision/history/linear.ts';
import { stream } from './city.ts';

/** Counts of mean 3 × the factor of the visit's team, and a month that says nothing; teams take turns. */
function factored(teams: readonly number[], visits: number) {
  const random = stream(3);
  const team = Int32Array.from({ length: visits }, (_, visit) => visit % teams.length);
  const month = Int32Array.from({ length: visits }, () => Math.floor(random() * 12));
  const value = Float64Array.from(team, (of) => {
    let count = 0;
    for (let left = Math.exp(-3 * (teams[of] ?? 1)); (left /= random()) < 1;) count += 1;
    return count;
  });
  const columns = [
    [team, teams.length],
    [month, 12],
  ] as const;
  return { value, visits, columns, dispersion: 1 };
}

const fitted = (of: Factored): Float64Array[] => effectsByFactor(of.columns, factorEffects(of, 3));

const range = (effects: Float64Array | undefined): number =>
  Math.max(...(effects ?? [])) - Math.min(...(effects ?? []));

it('takes teams that differ at their word, and months that do not as alike', () => {
  const [team, month] = fitted(factored([0.5, 1, 2], 1500));
  expect(range(team)).toBeCloseTo(Math.log(4), 1);
  expect(range(month)).toBeLessThan(0.1);
});

it('sees no strictness where teams are alike, however many they are', () => {
  const [team] = fitted(factored(Array<number>(60).fill(1), 600));
  // Ten visits of mean 3: what each team found differs by chance by far more.
  expect(range(team)).toBeLessThan(0.15);
});

it('comes to the same from wherever it begins', () => {
  const of = factored([0.5, 1, 2], 1500);
  const cold = factorEffects(of, 3);
  const warm = factorEffects(of, 3, {
    effect: cold.effect.map((one, place) => one + (place % 3) / 10),
    variance: [1, 1],
  });
  warm.effect.forEach((one, place) => expect(one).toBeCloseTo(cold.effect[place] ?? NaN, 2));
});

it('tells the diagonal of an inverse', () => {
  const a = Float64Array.from([4, 0, 0, 1, 3, 0, 0.5, -1, 2]);
  const diagonal = [0, 1, 2].map((place) => {
    const unit = new Float64Array(3);
    unit[place] = 1;
    return solve(a.slice(), unit)[place] ?? Number.NaN;
  });
  inverseDiagonal(a.slice(), 3).forEach((one, place) =>
    expect(one).toBeCloseTo(diagonal[place] ?? Number.NaN, 12),
  );
});
