import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auc,
  bootstrapUnits,
  brierSkill,
  calibrationBins,
  calibrationError,
  daysEarlier,
  daysEarlierWithin,
  pairedDifferences,
  percentileInterval,
  randomNumbers,
  rank,
  recallAt,
  splitRanking,
  withinAuc,
} from '../../../../pipeline/decision/backtest/metrics/index.ts';

interface Visit {
  readonly score: number;
  readonly event: number;
  readonly day: number;
  readonly inspector: number;
  readonly weight: number;
}

/** Few values, so that ties abound. */
const visit: fc.Arbitrary<Visit> = fc.record({
  score: fc.integer({ min: 0, max: 6 }).map((value) => value / 7),
  event: fc.integer({ min: 0, max: 1 }),
  day: fc.integer({ min: 0, max: 9 }),
  inspector: fc.integer({ min: -1, max: 2 }),
  weight: fc.integer({ min: 0, max: 3 }),
});
const visits = fc.array(visit, { minLength: 1, maxLength: 25 });

/** Every figure of a sample, with its visits' weights or with each once. */
function figures(sample: readonly Visit[], weighted: boolean): number[] {
  const weights = weighted ? sample.map(({ weight }) => weight) : undefined;
  const event = sample.map((one) => one.event);
  const inspector = sample.map((one) => one.inspector);
  const score = sample.map((one) => one.score);
  const ranking = rank(score);
  const calendar = rank(sample.map(({ day }) => day));
  return [
    auc(ranking, event, weights),
    withinAuc(ranking, event, inspector, weights),
    recallAt(ranking, event, 0.2, weights),
    brierSkill(score, event, weights),
    calibrationError(ranking, event, 5, weights),
    daysEarlier(ranking, event, calendar, weights),
    daysEarlierWithin(
      splitRanking(ranking, inspector),
      event,
      splitRanking(calendar, inspector),
      weights,
    ),
  ];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, figure) => {
    const other = expected[figure] ?? Number.NaN;
    if (Number.isNaN(value)) expect(other, `figure ${figure}`).toBeNaN();
    else expect(value, `figure ${figure}`).toBeCloseTo(other, 9);
  });
}

describe('every metric', () => {
  it('does not depend on the order of the visits', () => {
    fc.assert(
      fc.property(
        visits.chain((sample) =>
          fc.tuple(
            fc.constant(sample),
            fc.shuffledSubarray(sample, { minLength: sample.length, maxLength: sample.length }),
          ),
        ),
        ([sample, shuffled]) => {
          expectClose(figures(shuffled, true), figures(sample, true));
        },
      ),
    );
  });

  it('counts a visit of weight n as n visits', () => {
    fc.assert(
      fc.property(visits, (sample) => {
        const repeated = sample.flatMap((one) => Array<Visit>(one.weight).fill(one));
        expectClose(figures(sample, true), figures(repeated, false));
      }),
    );
  });
});

describe('AUC', () => {
  const naive = (sample: readonly Visit[], comparable: (a: Visit, b: Visit) => boolean): number => {
    let wins = 0;
    let pairs = 0;
    for (const a of sample)
      for (const b of sample)
        if (a.event === 1 && b.event === 0 && comparable(a, b)) {
          pairs += 1;
          wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
        }
    return wins / pairs;
  };

  it('is the share of pairs ordered rightly', () => {
    fc.assert(
      fc.property(visits, (sample) => {
        const [overall, within] = figures(sample, false);
        expectClose(
          [overall ?? 0, within ?? 0],
          [
            naive(sample, () => true),
            naive(sample, (a, b) => a.inspector >= 0 && a.inspector === b.inspector),
          ],
        );
      }),
    );
  });

  it('turns round with the scores', () => {
    fc.assert(
      fc.property(visits, (sample) => {
        const event = sample.map((one) => one.event);
        const there = auc(rank(sample.map(({ score }) => score)), event);
        const back = auc(rank(sample.map(({ score }) => -score)), event);
        expectClose([there], [1 - back]);
      }),
    );
  });

  it('does not change under a rising function of the scores', () => {
    fc.assert(
      fc.property(visits, (sample) => {
        const risen = sample.map((one) => ({ ...one, score: Math.exp(3 * one.score) }));
        const event = sample.map((one) => one.event);
        expect(auc(rank(risen.map(({ score }) => score)), event)).toEqual(
          auc(rank(sample.map(({ score }) => score)), event),
        );
      }),
    );
  });
});

describe('recall', () => {
  it('rises with the share and is the share where nothing is said', () => {
    fc.assert(
      fc.property(
        visits.filter((sample) => sample.some(({ event }) => event === 1)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sample, a, b) => {
          const event = sample.map((one) => one.event);
          const ranking = rank(sample.map(({ score }) => score));
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          expect(recallAt(ranking, event, low)).toBeLessThanOrEqual(
            recallAt(ranking, event, high) + 1e-12,
          );
          expect(recallAt(rank(sample.map(() => 1)), event, a)).toBeCloseTo(a, 9);
        },
      ),
    );
  });
});

describe('calibration bins', () => {
  it('hold all visits and all events, whatever the ties', () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: 1, max: 12 }), (sample, bins) => {
        const event = sample.map((one) => one.event);
        const cut = calibrationBins(rank(sample.map(({ score }) => score)), event, bins);
        const sum = (of: (bin: (typeof cut)[number]) => number) =>
          cut.reduce((total, bin) => total + of(bin), 0);
        expect(cut).toHaveLength(bins);
        expect(sum(({ visits }) => visits)).toBeCloseTo(sample.length, 9);
        expect(sum(({ visits, observed }) => visits * observed)).toBeCloseTo(
          event.reduce((total, one) => total + one, 0),
          9,
        );
        cut.slice(1).forEach(({ predicted }, bin) => {
          expect(predicted).toBeGreaterThanOrEqual((cut[bin]?.predicted ?? 0) - 1e-12);
        });
      }),
    );
  });
});

describe('bootstrap over units', () => {
  const unit = [0, 0, 1, 2, 2, 2, 3, 4];

  it('draws units whole: the visits of a unit count alike', () => {
    bootstrapUnits(
      unit,
      (weights) => {
        const counts = unit.map((_, visit) => weights[visit] ?? 0);
        unit.forEach((of, visit) => {
          expect(counts[visit]).toBe(counts[unit.indexOf(of)]);
        });
        const drawn = [0, 1, 2, 3, 4].reduce((sum, of) => sum + (counts[unit.indexOf(of)] ?? 0), 0);
        expect(drawn).toBe(5);
        return [drawn];
      },
      { replicates: 50 },
    );
  });

  it('gives the same for the same seed, and other draws for another', () => {
    const replicates = (seed: number) =>
      bootstrapUnits(unit, (weights) => [weights[0] ?? 0, weights[7] ?? 0], {
        seed,
        replicates: 40,
      });
    expect(replicates(7)).toEqual(replicates(7));
    expect(replicates(7)).not.toEqual(replicates(8));
  });

  it('covers the mean of units about as often as it says', () => {
    // 100 samples of 60 units from a known rate of .3: 95 % intervals should hold it in most of them.
    const random = randomNumbers(11);
    const unit = Array.from({ length: 60 }, (_, one) => one);
    const covered = Array.from({ length: 100 }).filter(() => {
      const event = unit.map(() => Number(random() < 0.3));
      const [means] = bootstrapUnits(
        unit,
        (weights) => [event.reduce((sum, found, one) => sum + found * (weights[one] ?? 0), 0) / 60],
        { replicates: 300 },
      );
      const { low, high } = percentileInterval(means ?? new Float64Array());
      return low <= 0.3 && 0.3 <= high;
    });
    expect(covered.length).toBeGreaterThanOrEqual(88);
    expect(covered.length).toBeLessThan(100);
  });

  it('pairs the differences of what saw the same draw', () => {
    const [first, second] = bootstrapUnits(
      unit,
      (weights) => [(weights[0] ?? 0) + 5, weights[0] ?? 0],
      { replicates: 30 },
    );
    const difference = pairedDifferences(first ?? new Float64Array(), second ?? new Float64Array());
    expect(percentileInterval(difference)).toEqual({ low: 5, high: 5 });
  });

  it('gives no interval where most samples hold no event', () => {
    const few = Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 1);
    expect(percentileInterval(few).low).toBeNaN();
  });
});
