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
  it('is told by quarters where half-years are too few, and by half-years once they are enough', () => {
    const lengths = [182, 400, 669, 3 * 365].map((days) => {
      const { status, evidence } = fitAt(days);
      return [status, evidence?.windowDays];
    });
    expect(lengths).toEqual([
      ['prior', undefined],
      ['fitted', 91],
      ['fitted', 182],
      ['fitted', 182],
    ]);
  });

  it('foretells better by its quarters than by the prior', () => {
    const fit = fitAt(400);
    expect(fit.evidence?.liftLow).toBeGreaterThan(1);
    expect(likelihood(fit)).toBeGreaterThan(
      likelihood(priorFit(table, first + 400, prior)) + 0.005,
    );
  });
});

it('learns nothing from a window that nothing lies before', () => {
  // The records begin on the very day on which the first of four half-years would.
  const begun = Math.min(...table.day);
  const fit = fitHistory(table, begun + 4 * 182, { prior, replicates: 50 });
  expect([fit.status, fit.evidence?.windows]).toEqual(['fitted', 1]);
  expect(fit.dispersion).toBeLessThan(10);
  const foresight = foresee(fit, table, dayOf(fit.origin));
  const mean = table.points.reduce((sum, points) => sum + points, 0) / table.visits;
  for (let visit = 0; visit < 200; visit++) {
    const { expected } = expectation(foresight, targetOf(table, visit), {
      bandZ: 1.2816,
      threshold: 4,
    });
    expect(expected / mean).toBeGreaterThan(0.02);
    expect(expected / mean).toBeLessThan(50);
  }
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
