import { describe, expect, it } from 'vitest';
import {
  dayOf,
  expectation,
  firstVisits,
  fitHistory,
  foresee,
  priorFit,
  probabilityOfVisit,
  targetOf,
  visitTable,
  type HistoryFit,
} from '../../../pipeline/decision/history/index.ts';
import { bernoulli, logOdds } from '../../../pipeline/decision/history/regression.ts';
import { cityVisits } from './city.ts';

const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
const first = dayOf('2018-01-01');
const table = visitTable(cityVisits({ units: 600, years: 3, seed: 5, teams: [0.7, 1, 1.5] }));
const fitAt = (days: number): HistoryFit =>
  fitHistory(table, first + days, { prior, replicates: 50 });

/** Mean log-likelihood of the events of the half-year after a fit. */
function likelihood(fit: HistoryFit): number {
  const origin = dayOf(fit.origin);
  const foresight = foresee(fit, table, origin);
  const visits = [...firstVisits(table, origin, origin + 182)];
  const sum = visits.reduce((total, visit) => {
    const chance = probabilityOfVisit(foresight, targetOf(table, visit), visit);
    return total + bernoulli(table.serious[visit] ?? 0, logOdds(chance));
  }, 0);
  return sum / visits.length;
}

describe('a young record', () => {
  it('is told by quarters while they tell more, and by half-years once those do', () => {
    const lengths = [182, 400, 669, 3 * 365].map((days) => {
      const { status, evidence } = fitAt(days);
      return [status, evidence?.windowDays];
    });
    expect(lengths).toEqual([
      ['prior', undefined],
      ['fitted', 91],
      ['fitted', 91],
      ['fitted', 182],
    ]);
  });

  it('is never judged by fewer predictions as it grows', () => {
    const made = [486, 669, 912].map((days) => fitAt(days).evidence?.predictions ?? 0);
    expect(made).toEqual(made.toSorted((one, other) => one - other));
  });

  it('foretells better by its quarters than by the prior', () => {
    const fit = fitAt(400);
    expect(fit.evidence?.liftLow).toBeGreaterThan(1);
    expect(likelihood(fit)).toBeGreaterThan(
      likelihood(priorFit(table, first + 400, prior)) + 0.005,
    );
  });
});

describe('the prior', () => {
  const origin = first + 182;
  const fit = priorFit(table, origin, prior);

  it('takes the odds of a serious visit to rise three times as steeply as the points', () => {
    const foresight = foresee(fit, table, origin);
    const mean = {
      points: Math.exp(fit.pointsReference.level),
      event: Math.exp(fit.seriousReference.level),
    };
    for (let visit = 0; visit < 20; visit++) {
      const target = { ...targetOf(table, visit), day: origin };
      const { expected, seriousProbability } = expectation(foresight, target, {
        bandZ: 1.2816,
        threshold: 4,
      });
      expect(logOdds(seriousProbability) - logOdds(mean.event)).toBeCloseTo(
        3 * Math.log(expected / mean.points),
        9,
      );
    }
  });

  it('foretells better so than with odds as flat as the points', () => {
    const flat = {
      ...fit,
      serious: { ...fit.serious, weights: fit.points.weights },
    };
    expect(likelihood(fit)).toBeGreaterThan(likelihood(flat) + 0.005);
  });
});
