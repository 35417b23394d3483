import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  gammaQuantile,
  gammaTail,
  normalProbability,
} from '../../../pipeline/decision/history/gamma.ts';
import { fitWeights } from '../../../pipeline/decision/history/regression.ts';
import { stream } from './city.ts';

it('knows the normal and the Gamma distribution', () => {
  expect(normalProbability(0)).toBeCloseTo(0.5, 7);
  expect(normalProbability(1.959964)).toBeCloseTo(0.975, 6);
  // Shape 1 is the exponential: P(X > 2 means) = e⁻², median = ln 2; Wilson–Hilferty is good to about .01.
  expect(gammaTail(1, 1, 2)).toBeCloseTo(Math.exp(-2), 1);
  expect(gammaQuantile(1, 1, 0)).toBeCloseTo(Math.LN2, 1);
  // Shape 50: close to normal around the mean.
  expect(gammaTail(10, 50, 10)).toBeCloseTo(0.481, 2);
});

it('has a tail that rises with the mean and matches its quantiles', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 20, noNaN: true }),
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.double({ min: -1.2, max: 2, noNaN: true }),
      (mean, shape, z) => {
        const at = gammaQuantile(mean, shape, z);
        expect(gammaTail(mean * 1.1, shape, at)).toBeGreaterThanOrEqual(gammaTail(mean, shape, at));
        if (at > 0) expect(gammaTail(mean, shape, at)).toBeCloseTo(1 - normalProbability(z), 6);
      },
    ),
  );
});

/** A design of two columns, with an outcome that follows the first and runs against the second. */
function design(link: 'logistic' | 'poisson') {
  const random = stream(5);
  const rows = 4000;
  const x = Float64Array.from({ length: rows * 2 }, () => random() * 2 - 1);
  const y = Float64Array.from({ length: rows }, (_, row) => {
    const eta = -0.5 + 1.2 * (x[row * 2] ?? 0) - 0.6 * (x[row * 2 + 1] ?? 0);
    if (link === 'logistic') return random() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
    let count = 0;
    for (let left = Math.exp(-Math.exp(eta)); (left /= random()) < 1;) count += 1;
    return count;
  });
  return { x, columns: 2, y, offset: new Float64Array(rows) };
}

it.each(['logistic', 'poisson'] as const)('recovers the weights of a %s model', (link) => {
  const free = { centre: [0, 0], free: [true, true], ridge: 0.01 };
  const found = fitWeights(link, design(link), free);
  expect(found.intercept).toBeCloseTo(-0.5, 0);
  expect(found.weights[0]).toBeCloseTo(1.2, 0);
  expect(found.weights[1]).toBeCloseTo(-0.6, 0);
});

it.each(['logistic', 'poisson'] as const)(
  'keeps weights of a %s model from turning negative',
  (link) => {
    const found = fitWeights(link, design(link), {
      centre: [1, 0.5],
      free: [false, false],
      ridge: 1,
    });
    expect(found.weights[0]).toBeGreaterThan(1);
    expect(found.weights[1]).toBe(0);
  },
);

it('stays at its centre where there is nothing to learn from', () => {
  const empty = {
    x: new Float64Array(0),
    columns: 1,
    y: new Float64Array(0),
    offset: new Float64Array(0),
  };
  expect(fitWeights('logistic', empty, { centre: [1], free: [false], ridge: 3 })).toEqual({
    intercept: 0,
    weights: [1],
  });
});
