import fc from 'fast-check';
import { expect, test } from 'vitest';
import { World, type Row } from './world.ts';

/** P(K ≥ k) of a beta-binomial by the ratio of neighbouring terms, without a gamma function. */
function betaBinomialTail(n: number, k: number, mean: number, dispersion: number): number {
  const alpha = (mean * (1 - dispersion)) / dispersion;
  const beta = ((1 - mean) * (1 - dispersion)) / dispersion;
  let term = 1;
  for (let index = 0; index < n; index++) term *= (beta + index) / (alpha + beta + index);
  let below = 0;
  for (let j = 0; j < k; j++) {
    below += term;
    term *= ((n - j) / (j + 1)) * ((alpha + j) / (beta + n - j - 1));
  }
  return 1 - below;
}

/** P(K ≤ k) of a negative binomial, likewise. */
function negativeBinomialTail(k: number, mean: number, dispersion: number): number {
  const shape = 1 / dispersion;
  let term = (shape / (shape + mean)) ** shape;
  let sum = 0;
  for (let j = 0; j <= k; j++) {
    sum += term;
    term *= ((shape + j) / (j + 1)) * (mean / (shape + mean));
  }
  return sum;
}

const month = '2025-06-01';
const rule = (signal: string, months: number, least: number): Row => ({
  month,
  month_index: 305,
  signal,
  months,
  least,
  dispersion: 0.05,
  rate: 0.004,
});

async function tailOf(relation: string, given: Readonly<Record<string, readonly Row[]>>) {
  const world = await World.of([], { given, chain: ['signals.number', relation] });
  return world.numbers(relation, 'probability');
}

test('the tail of a share is that of the beta-binomial, and 1 where nothing is above the peers', async () => {
  const cases = fc.sample(
    fc.record({
      trials: fc.integer({ min: 1, max: 120 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      mean: fc.double({ min: 0.002, max: 0.7, noNaN: true }),
      dispersion: fc.double({ min: 0.005, max: 0.4, noNaN: true }),
    }),
    { numRuns: 150, seed: 5 },
  );
  const rows = cases.map(({ trials, part, mean, dispersion }, index) => ({
    unit_code: `U${index}`,
    month,
    signal: 'digit_heaping',
    trials,
    hits: Math.round(trials * part),
    peer_share: mean,
    dispersion,
  }));
  const found = await tailOf('signals.share_tail', { 'signals.share': rows });
  expect(found.size).toBe(rows.length);
  for (const { unit_code, trials, hits, peer_share, dispersion } of rows) {
    const expected =
      hits > trials * peer_share ? betaBinomialTail(trials, hits, peer_share, dispersion) : 1;
    expect(found.get(`${unit_code} 2025-06`)).toBeCloseTo(Math.max(1e-12, expected), 9);
  }
});

test('of thousands of occasions a thousand are weighed, so that the sum stays short', async () => {
  const found = await tailOf('signals.share_tail', {
    'signals.share': [
      {
        ...{ unit_code: 'U', month, signal: 'digit_heaping', trials: 5000, hits: 2500 },
        ...{ peer_share: 0.2, dispersion: 0.05 },
      },
    ],
  });
  expect(found.get('U 2025-06')).toBeCloseTo(betaBinomialTail(1000, 500, 0.2, 0.05), 9);
});

test('the tail of a count is that of the negative binomial; one report more never lowers it', async () => {
  const rows = Array.from({ length: 40 }, (_, hazards) => ({
    ...{ unit_code: `U${hazards}`, month, returns: 12, hazards, expected: 24.5, dispersion: 0.08 },
  }));
  const found = await tailOf('signals.report_shortfall', {
    'signals.own_rate': rows,
    'signals.signal_rule': [rule('report_shortfall', 12, 6)],
  });
  let before = 0;
  for (const { hazards } of rows) {
    const tail = found.get(`U${hazards} 2025-06`) ?? NaN;
    const expected = hazards < 24.5 ? negativeBinomialTail(hazards, 24.5, 0.08) : 1;
    expect(tail).toBeCloseTo(expected, 9);
    expect(tail).toBeGreaterThanOrEqual(before);
    before = tail;
  }
});

/** Twelve returns with these numbers of hazards. */
const returns = (code: string, hazards: readonly number[]): Row[] =>
  hazards.map((count, index) => ({
    ...{ unit_code: code, month, month_index: 305, return_index: 294 + index, hazards: count },
    season_mean: 2,
  }));

test('counts too even are told by the lower tail of χ²', async () => {
  const found = await tailOf('signals.count_steady', {
    'signals.own_return': [
      ...returns('even', Array<number>(12).fill(3)),
      // D = 3.0 about a mean of 4, and 4.5: beside the 1 % and 5 % points of χ² with 11 degrees, 3.053 and 4.575.
      ...returns('nearly', [4, 4, 4, 3, 5, 3, 5, 6, 2, 4, 4, 4]),
      ...returns('uneven', [0, 9, 1, 0, 7, 2, 0, 0, 8, 3, 1, 5]),
      ...returns('few', [0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
    ],
    'signals.signal_rule': [rule('count_steady', 12, 10)],
  });
  expect(found.get('even 2025-06')).toBeLessThan(1e-9);
  const nearly = found.get('nearly 2025-06') ?? NaN;
  expect(nearly).toBeGreaterThan(0.007);
  expect(nearly).toBeLessThan(0.0101);
  expect(found.get('uneven 2025-06')).toBe(1);
  // Fewer than one a month vary too little to be told apart.
  expect(found.has('few 2025-06')).toBe(false);
});

test('a run of zero returns is as unlikely as the peers of its kind make it, and a broken one is no sign', async () => {
  const found = await tailOf('signals.zero_run', {
    'signals.own_return': [
      ...returns('silent', Array<number>(12).fill(0)),
      ...returns('lately', [2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0]),
      ...returns('again', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ],
    'signals.own_rate': ['silent', 'lately', 'again'].map((unit_code) => ({
      ...{ unit_code, month, rate: 1.5, dispersion: 0.1 },
    })),
    'signals.signal_rule': [rule('zero_run', 24, 4)],
  });
  // a = 10, μ = 36 and 15: (a ÷ (a + μ))^a.
  expect(found.get('silent 2025-06')).toBeCloseTo((10 / 46) ** 10, 12);
  expect(found.get('lately 2025-06')).toBeCloseTo((10 / 25) ** 10, 9);
  expect(found.get('again 2025-06')).toBe(1);
});
