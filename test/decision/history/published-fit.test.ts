import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  dayOf,
  expectation,
  foresee,
  isSound,
  probabilityOfVisit,
  targetOf,
  visitTable,
  type Expectation,
  type HistoryFit,
} from '../../../pipeline/decision/history/index.ts';
import { cityVisits } from './city.ts';

interface Published {
  readonly fit: HistoryFit;
  readonly places: readonly number[];
  readonly told: readonly (Expectation & { readonly ofVisit: number })[];
}

it('foretells by a fit that an earlier program wrote down what that program foretold, bit by bit', () => {
  const { fit, places, told } = JSON.parse(
    readFileSync(new URL('fit-with-fixed-shrinkage.json', import.meta.url), 'utf8'),
  ) as Published;
  expect(isSound(fit)).toBe(true);
  const table = visitTable(cityVisits({ units: 120, years: 4, seed: 1, teams: [0.5, 1, 2] }));
  const origin = dayOf(fit.origin);
  const foresight = foresee(fit, table, origin);
  const now = places.map((place) => {
    const target = targetOf(table, place);
    return {
      ...expectation(foresight, { ...target, day: origin }, { bandZ: 1.2816, threshold: 4 }),
      ofVisit: probabilityOfVisit(foresight, target, place),
    };
  });
  expect(now).toEqual(told);
});
