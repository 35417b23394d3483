import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateOf,
  dayOf,
  expectation,
  firstVisits,
  fitHistory,
  foresee,
  priorFit,
  targetOf,
  visitTable,
  type Expectation,
  type HistoryFit,
  type Visit,
} from '../../../pipeline/decision/history/index.ts';
import { gammaTail } from '../../../pipeline/decision/history/gamma.ts';
import { cityVisits } from './city.ts';

const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
const told = { bandZ: 1.2816, threshold: 4 };
const origin = dayOf('2021-07-01');

const fitted = (visits: readonly Visit[], at = origin): HistoryFit =>
  fitHistory(visitTable(visits), at, { prior, replicates: 50 });

/** What a fit expects of a unit, from these visits. */
function expected(fit: HistoryFit, visits: readonly Visit[], unit: string): Expectation {
  const table = visitTable(visits);
  const place = table.unit.code.findLastIndex((code) => table.unit.levels[code] === unit);
  return expectation(foresee(fit, table, origin), { ...targetOf(table, place), day: origin }, told);
}

const visit = (unit: string, date: string, points: number, more: Partial<Visit> = {}): Visit => ({
  inspection: `${unit} ${date}`,
  unit,
  day: dayOf(date),
  points,
  serious: points >= 6,
  team: null,
  type: null,
  exposureClass: 'primary',
  brand: null,
  area: null,
  ...more,
});

describe('too few data', () => {
  it('keeps to the prior and says so', () => {
    const fit = fitted([visit('A', '2021-01-10', 6), visit('B', '2021-01-10', 0)]);
    expect(fit.status).toBe('prior');
    expect(fit.evidence).toBeNull();
    expect(fit.dispersion).toBe(3);
  });

  it('shrinks a unit to the mean, a visit weighing half a year later', () => {
    const visits = [
      visit('A', dateOf(origin - Math.round(12 * 30.4375)), 6),
      visit('B', dateOf(origin - Math.round(12 * 30.4375)), 0),
    ];
    const fit = priorFit(visitTable(visits), origin, prior);
    // Mean 3, as heavy as three visits; one visit of 6 points a year ago: (3 + 9) ÷ (0.5 + 3).
    expect(expected(fit, visits, 'A').expected).toBeCloseTo(12 / 3.5, 3);
    expect(expected(fit, visits, 'A').ifClean).toBeCloseTo(12 / 4.5, 3);
    // The rate is Gamma with shape (3 + weighted visits) × 3 ÷ dispersion 3; a clean visit weighs one more.
    expect(expected(fit, visits, 'A').aboveProbability).toBeCloseTo(gammaTail(12 / 3.5, 3.5, 4), 3);
    expect(expected(fit, visits, 'A').aboveIfClean).toBeCloseTo(gammaTail(12 / 4.5, 4.5, 4), 3);
    expect(expected(fit, visits, 'A').classMean).toBeCloseTo(3, 6);
  });

  it('expects nothing before the first visit', () => {
    const fit = priorFit(visitTable([]), origin, prior);
    const nobody = { unit: -1, day: origin, exposureClass: -1, brand: -1, area: -1 };
    expect(expectation(foresee(fit, visitTable([]), origin), nobody, told)).toMatchObject({
      expected: 0,
      aboveProbability: 0,
    });
  });
});

describe('a city of units that differ', () => {
  const visits = cityVisits({ units: 150, years: 4, seed: 1, teams: [0.5, 1, 2] });
  const fit = fitted(visits);

  it('is fitted, and predicts better than the rate', () => {
    expect(fit.status).toBe('fitted');
    const { evidence } = fit;
    expect(evidence?.logLikelihood).toBeGreaterThan(evidence?.logLikelihoodOfRate ?? 0);
    expect(evidence?.liftLow).toBeGreaterThan(1);
  });

  it('finds how strict the teams are', () => {
    const { team } = fit.pointsReference;
    const effect = (name: string): number => team[name] ?? Number.NaN;
    expect(effect('team 2') - effect('team 0')).toBeCloseTo(Math.log(4), 0);
    expect(effect('team 1') - effect('team 0')).toBeCloseTo(Math.log(2), 0);
  });

  it('does not hold a strict team against the unit it saw', () => {
    const seen = (unit: string, team: string, points: number): Visit[] =>
      ['2020-08-01', '2021-01-15'].map((date) => visit(unit, date, points, { team }));
    const same = [...visits, ...seen('strict', 'team 2', 6), ...seen('lenient', 'team 0', 6)];
    expect(expected(fit, same, 'lenient').expected).toBeGreaterThan(
      1.3 * expected(fit, same, 'strict').expected,
    );
  });

  it('gives the same bits whatever order the visits came in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(visits, { minLength: visits.length }), (shuffled) => {
        expect(JSON.stringify(fitted(shuffled))).toBe(JSON.stringify(fit));
      }),
      { numRuns: 2 },
    );
  });

  it('looks at nothing from the origin on', () => {
    const late = cityVisits({ units: 150, years: 5, seed: 9, spread: 2 }).filter(
      ({ day }) => day >= origin,
    );
    const changed = [...visits.filter(({ day }) => day < origin), ...late];
    expect(JSON.stringify(fitted(changed))).toBe(JSON.stringify(fit));
  });

  it('never expects less after a worse visit, whichever visit it is', () => {
    const units = [...new Set(visits.map(({ unit }) => unit))];
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.nat(),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        (unit, which, worse) => {
          const own = visits.filter((one) => one.unit === unit && one.day < origin);
          const changed = own[which % own.length];
          const after = visits.map((one) =>
            one === changed
              ? { ...one, points: one.points + worse, serious: one.serious || worse > 5 }
              : one,
          );
          const before = expected(fit, visits, unit);
          const then = expected(fit, after, unit);
          expect(then.expected).toBeGreaterThanOrEqual(before.expected);
          expect(then.seriousProbability).toBeGreaterThanOrEqual(before.seriousProbability);
          expect(then.aboveProbability).toBeGreaterThanOrEqual(before.aboveProbability - 1e-7);
          expect(then.high).toBeGreaterThanOrEqual(before.high);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds the expectation in its band, and below it after a clean visit', () => {
    const table = visitTable(visits);
    const foresight = foresee(fit, table, origin);
    for (const place of firstVisits(table, origin, origin + 182)) {
      const one = expectation(foresight, targetOf(table, place), told);
      expect(one.low).toBeLessThanOrEqual(one.expected);
      expect(one.high).toBeGreaterThanOrEqual(one.expected);
      expect(one.ifClean).toBeLessThanOrEqual(one.expected);
      expect(one.aboveIfClean).toBeLessThanOrEqual(one.aboveProbability);
      expect(one.seriousProbability).toBeGreaterThan(0);
      expect(one.seriousProbability).toBeLessThan(1);
    }
  });

  it('survives being written down as JSON', () => {
    const again = JSON.parse(JSON.stringify(fit)) as HistoryFit;
    expect(expected(again, visits, 'U00007')).toEqual(expected(fit, visits, 'U00007'));
  });
});

it('finds no lift where units do not differ', () => {
  const visits = cityVisits({ units: 150, years: 4, seed: 3, spread: 0 });
  const fit = fitted(visits);
  expect(fit.evidence?.liftLow ?? 0).toBeLessThanOrEqual(1);
});

it('finds no lift either where teams differ but units do not: who goes is not what a unit showed', () => {
  // A 95 % interval: of ten cities one may lie above 1 by chance.
  const above = Array.from({ length: 10 }, (_, seed) => {
    const city = { units: 200, years: 3.5, seed, spread: 0, teams: [0.5, 1, 2] };
    return fitted(cityVisits(city)).evidence?.liftLow ?? Number.NaN;
  }).filter((low) => low > 1);
  expect(above.length).toBeLessThanOrEqual(1);
});

it('finds no lift where findings grow with the time since the last visit and units do not differ', () => {
  const lows = [1, 2, 3, 4].map((seed) => {
    const last = new Map<string, number>();
    const grown = cityVisits({ units: 300, years: 3, seed: seed + 100, spread: 0 })
      .toSorted((one, other) => one.day - other.day)
      .map((each) => {
        const points = Math.round(
          (each.points * (each.day - (last.get(each.unit) ?? each.day - 180))) / 180,
        );
        last.set(each.unit, each.day);
        return { ...each, points, serious: points >= 6 };
      });
    return fitted(grown, dayOf('2021-01-01')).evidence?.liftLow ?? Number.NaN;
  });
  expect(lows.filter((low) => low > 1)).toEqual([]);
});

it('judges the first visit of each unit that has an earlier one', () => {
  const table = visitTable([
    visit('A', '2021-01-10', 1),
    visit('A', '2021-07-10', 2),
    visit('A', '2021-08-10', 3),
    visit('B', '2021-07-10', 4),
    visit('B', '2021-09-10', 5),
    visit('C', '2021-09-10', 6),
  ]);
  const places = firstVisits(table, dayOf('2021-07-01'), dayOf('2022-01-01'));
  expect([...places].map((place) => table.points[place])).toEqual([2, 5]);
});
