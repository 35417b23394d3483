import { describe, expect, it } from 'vitest';
import {
  auc,
  brierSkill,
  calibrationBins,
  calibrationError,
  calibrationFit,
  calibrationLimit,
  daysEarlier,
  daysEarlierWithin,
  liftAt,
  quantile,
  rank,
  recallAt,
  splitRanking,
  stepsOf,
  tierFlipRate,
  topStability,
  withinAuc,
} from '../../../../pipeline/decision/backtest/metrics/index.ts';

// Worked by hand: ten visits, four events, one tie (two visits at .5, one of them an event).
const score = [0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.4, 0.3, 0.2, 0.1];
const event = [1, 1, 0, 1, 1, 0, 0, 0, 0, 0];
const ranking = rank(score);

describe('AUC', () => {
  it('counts the pairs that are ordered rightly, ties by half', () => {
    // Of 24 pairs, wins 6 + 6 + 5 + 4.5.
    expect(auc(ranking, event)).toBeCloseTo(21.5 / 24, 12);
  });

  it('is one half where nothing is said', () => {
    expect(auc(rank([3, 3, 3, 3]), [1, 0, 0, 1])).toBe(0.5);
  });

  it('has no value where all visits found the same', () => {
    expect(auc(rank([1, 2]), [0, 0])).toBeNaN();
    expect(auc(rank([1, 2]), [1, 1])).toBeNaN();
  });
});

describe('AUC within inspectors', () => {
  it('weighs each inspector by its pairs', () => {
    // Inspector 0: events .9 .7, without .8 .1 → 3 of 4. Inspector 1: event .2, without .3 .2 → ½ of 2.
    const scores = rank([0.9, 0.8, 0.7, 0.1, 0.3, 0.2, 0.2]);
    const found = [1, 0, 1, 0, 0, 0, 1];
    expect(withinAuc(scores, found, [0, 0, 0, 0, 1, 1, 1])).toBeCloseTo(3.5 / 6, 12);
  });

  it('gives nothing for knowing which inspector finds more', () => {
    const scores = rank([2, 2, 2, 1, 1, 1]);
    const found = [1, 1, 0, 1, 0, 0];
    expect(auc(scores, found)).toBeGreaterThan(0.6);
    expect(withinAuc(scores, found, [0, 0, 0, 1, 1, 1])).toBe(0.5);
  });

  it('leaves out visits of nobody known', () => {
    expect(withinAuc(rank([1, 2, 9]), [0, 1, 0], [0, 0, -1])).toBe(1);
    expect(withinAuc(rank([1, 2]), [0, 1], [0, 1])).toBeNaN();
  });
});

describe('recall and lift at a share', () => {
  it('counts the events in the top', () => {
    expect(recallAt(ranking, event, 0.2)).toBe(0.5);
    expect(liftAt(ranking, event, 0.2)).toBe(2.5);
  });

  it('takes of a tie at the edge what fits', () => {
    // Five of ten: four whole visits with three events and half of the tie with one event.
    expect(recallAt(ranking, event, 0.5)).toBeCloseTo(3.5 / 4, 12);
    // A quarter is two visits and a half.
    expect(recallAt(ranking, event, 0.25)).toBeCloseTo(2 / 4, 12);
  });

  it('finds all events in all visits', () => {
    expect(recallAt(ranking, event, 1)).toBe(1);
    expect(recallAt(rank([1]), [0], 0.5)).toBeNaN();
  });
});

describe('Brier skill', () => {
  it('measures against the rate', () => {
    // Errors .01 .16 .09 .04 = .30 against .25 × 4.
    expect(brierSkill([0.9, 0.6, 0.3, 0.2], [1, 1, 0, 0])).toBeCloseTo(0.7, 12);
    expect(brierSkill([0.5, 0.5], [1, 0])).toBe(0);
    expect(brierSkill([0, 1], [0, 1])).toBe(1);
    // Where nothing, or everything, happened, the rate makes no error to be held against.
    expect(brierSkill([0.2, 0.4], [0, 0])).toBeNaN();
    expect(brierSkill([0.2, 0.4], [1, 1])).toBeNaN();
    expect(brierSkill([0.2, 0.4], [1, 0], Uint32Array.of(0, 2))).toBeNaN();
  });
});

describe('calibration', () => {
  it('cuts into bins of equal count, a tie in proportion', () => {
    const cut = calibrationBins(rank([0.1, 0.5, 0.5, 0.9]), [0, 1, 0, 1], 2);
    expect(cut).toEqual([
      { predicted: 0.3, observed: 0.25, visits: 2 },
      { predicted: 0.7, observed: 0.75, visits: 2 },
    ]);
  });

  it('averages the gaps of the bins', () => {
    expect(calibrationError(rank([0.1, 0.5, 0.5, 0.9]), [0, 1, 0, 1], 2)).toBeCloseTo(0.05, 12);
    expect(calibrationError(rank([0.2, 0.2, 0.2, 0.2, 0.2]), [1, 0, 0, 0, 0], 5)).toBeCloseTo(0);
  });

  it('finds the slope and intercept of a logistic regression', () => {
    // Two groups with rates .2 and .8 said to be .1 and .9: the line through their logits.
    const said = [...Array<number>(10).fill(0.1), ...Array<number>(10).fill(0.9)];
    const found = said.map((_, visit) => Number(visit < 2 || (visit >= 10 && visit < 18)));
    const fit = calibrationFit(said, found);
    expect(fit?.slope.value).toBeCloseTo(Math.log(4) / Math.log(9), 6);
    expect(fit?.intercept.value).toBeCloseTo(0, 6);
    expect(fit?.inTheLarge.value).toBeCloseTo(0, 6);
    // Information of each group 10 × .16, at logits ± log 9.
    const error = 1 / Math.sqrt(2 * 1.6 * Math.log(9) ** 2);
    expect(fit?.slope.high).toBeCloseTo(Math.log(4) / Math.log(9) + 1.959964 * error, 6);
  });

  it('has no fit where one probability is said of all, or events part without error', () => {
    expect(calibrationFit([0.3, 0.3, 0.3], [0, 1, 0])).toBeUndefined();
    expect(calibrationFit([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])).toBeUndefined();
    expect(calibrationFit([0.1, 0.2], [0, 0])).toBeUndefined();
  });

  it('knows how large the error of a calibrated model may be', () => {
    const said = Array.from({ length: 400 }, (_, visit) => (visit % 40) / 80);
    const limit = calibrationLimit(rank(said), { replicates: 400 });
    // One bin of 40 visits at rate .25 has a mean gap of about √(2/π · .19/40) = .055.
    expect(limit).toBeGreaterThan(0.05);
    expect(limit).toBeLessThan(0.09);
    expect(calibrationLimit(rank(said), { replicates: 400 })).toBe(limit);
    expect(calibrationLimit(rank(said), { replicates: 400, seed: 2 })).not.toBe(limit);
  });
});

describe('days earlier', () => {
  it('puts the highest score on the earliest date', () => {
    // Visit 2 (event, day 20) moves to day 0; visit 0 (event, day 0) to day 10: (20 − 10) ÷ 2.
    const calendar = rank([0, 10, 20]);
    expect(daysEarlier(rank([0.5, 0.1, 0.9]), [1, 0, 1], calendar)).toBe(5);
    expect(daysEarlier(rank([0.9, 0.5, 0.1]), [0, 0, 0], calendar)).toBeNaN();
  });

  it('shares the dates of a tie', () => {
    // All tie at day 10: the event of day 20 gains ten days, that of day 0 loses ten.
    const calendar = rank([0, 10, 20]);
    expect(daysEarlier(rank([1, 1, 1]), [0, 0, 1], calendar)).toBe(10);
    expect(daysEarlier(rank([1, 1, 1]), [1, 0, 1], calendar)).toBe(0);
  });

  it('reorders within inspectors only', () => {
    const day = [0, 10, 20, 30];
    const found = [0, 1, 0, 1];
    const scores = rank([1, 2, 3, 4]);
    const inspector = [0, 0, 1, 1];
    expect(daysEarlier(scores, found, rank(day))).toBe((10 - 20 + 30) / 2);
    expect(
      daysEarlierWithin(splitRanking(scores, inspector), found, splitRanking(rank(day), inspector)),
    ).toBe(10);
  });
});

describe('steadiness over months', () => {
  const months = { unit: [0, 1, 2, 3, 0, 1, 2, 3, 0], month: [1, 1, 1, 1, 2, 2, 2, 2, 4] };

  it('counts changed tiers of months that follow each other', () => {
    const tier = ['red', 'blue', 'blue', 'blue', 'red', 'blue', 'red', 'blue', 'blue'];
    expect(tierFlipRate(months, stepsOf(months), tier)).toBe(0.25);
    expect(tierFlipRate({ unit: [0], month: [1] }, [], ['red'])).toBeNaN();
  });

  it('counts who stays in the top', () => {
    expect(topStability(months, stepsOf(months), [4, 3, 2, 1, 3, 4, 1, 2, 9], 0.5)).toBe(1);
    expect(topStability(months, stepsOf(months), [4, 3, 2, 1, 4, 1, 3, 2, 9], 0.5)).toBe(0.5);
    expect(topStability(months, stepsOf(months), [1, 1, 1, 1, 1, 1, 1, 1, 1], 0.5)).toBe(1);
  });
});

describe('quantiles', () => {
  it('lie on the line between neighbours', () => {
    expect(quantile(Float64Array.of(4, 1, 3, 2), 0.5)).toBe(2.5);
    expect(quantile(Float64Array.of(5), 0.95)).toBe(5);
    expect(quantile(new Float64Array(), 0.5)).toBeNaN();
  });
});
