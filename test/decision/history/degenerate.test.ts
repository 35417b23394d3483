import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  expectation,
  fitHistory,
  foresee,
  isSound,
  probabilityOfVisit,
  targetOf,
  visitTable,
  type Visit,
} from '../../../pipeline/decision/history/index.ts';
import { cityVisits, stream } from './city.ts';

const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
const told = { bandZ: 1.2816, threshold: 2 };
const first = 17_532;

/** How a history can be degenerate: each alone is legal, and a bureau may hand in any mixture. */
const history = fc.record({
  units: fc.constantFrom(1, 2, 60, 120),
  teams: fc.constantFrom(0, 1, 2, 200),
  classes: fc.constantFrom(1, 2, 40),
  /** One month, or up to five years. */
  days: fc.constantFrom(30, 400, 1825),
  visits: fc.constantFrom(0, 1, 40, 600),
  /** Points: none at all, always the same, few, mostly none but now and then enormous. */
  points: fc.constantFrom('none', 'same', 'few', 'huge', 'vast'),
  serious: fc.constantFrom('never', 'always', 'by points', 'by chance'),
  seed: fc.nat(1000),
});

type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

function visitsOf({
  units,
  teams,
  classes,
  days,
  visits,
  points,
  serious,
  seed,
}: History): Visit[] {
  const random = stream(seed);
  const upTo = (many: number): number => Math.floor(random() * many);
  return Array.from({ length: visits }, (_, number) => {
    const found = {
      none: 0,
      same: 3,
      few: upTo(6),
      huge: random() < 0.05 ? 1e9 : 0,
      vast: random() < 0.5 ? Number.MAX_VALUE : Number.MIN_VALUE,
    }[points];
    return {
      inspection: String(number),
      unit: `unit ${upTo(units)}`,
      day: first + upTo(days),
      points: found,
      serious: { never: false, always: true, 'by points': found > 2, 'by chance': random() < 0.4 }[
        serious
      ],
      team: teams === 0 ? null : `team ${upTo(teams)}`,
      type: null,
      exposureClass: `class ${upTo(classes)}`,
      brand: random() < 0.5 ? null : 'brand',
      area: null,
    };
  });
}

it('expects finite points and probabilities of whatever history', () => {
  fc.assert(
    fc.property(history, fc.constantFrom(200, 1826), (of, after) => {
      const visits = visitsOf(of);
      const table = visitTable(visits);
      const origin = first + after;
      const fit = fitHistory(table, origin, { prior, replicates: 5 });
      expect(isSound(fit)).toBe(true);
      expect(fit.priorBecause === null).toBe(fit.status === 'fitted');
      const foresight = foresee(fit, table, origin);
      const stranger = { unit: -1, day: origin, exposureClass: -1, brand: -1, area: -1 };
      const targets = [stranger, ...visits.slice(0, 30).map((_, place) => targetOf(table, place))];
      for (const target of targets) {
        const one = expectation(foresight, { ...target, day: origin + 30 }, told);
        expect(Object.values(one).filter((figure) => !Number.isFinite(figure))).toEqual([]);
        expect(one.low).toBeLessThanOrEqual(one.expected);
        expect(one.high).toBeGreaterThanOrEqual(one.expected);
        expect(one.ifClean).toBeLessThanOrEqual(one.expected);
        expect(one.low).toBeGreaterThanOrEqual(0);
        for (const chance of [one.seriousProbability, one.aboveProbability]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
      }
      visits.slice(0, 10).forEach((_, place) => {
        const chance = probabilityOfVisit(foresight, targetOf(table, place), place);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      });
    }),
    { numRuns: 80 },
  );
  // Vast points by 200 teams take half a minute, several times as long with coverage on a busy machine.
}, 400_000);

it('does not take a fit that lacks a number for one to predict with', () => {
  const visits = cityVisits({ units: 120, years: 4, seed: 1 });
  const fit = fitHistory(visitTable(visits), first + 1300, { prior, replicates: 5 });
  expect(fit.status).toBe('fitted');
  expect(isSound(fit)).toBe(true);
  const older = { ...fit.pointsReference, usualSeason: undefined };
  const written = JSON.stringify({ ...fit, pointsReference: older });
  expect(isSound(JSON.parse(written) as typeof fit)).toBe(false);
  // JSON has no NaN: it is written as null.
  const notANumber = JSON.stringify({ ...fit, dispersion: Number.NaN });
  expect(isSound(JSON.parse(notANumber) as typeof fit)).toBe(false);
});

it('says that the prior stands because the fit came to no finite numbers', () => {
  const table = visitTable(cityVisits({ units: 120, years: 4, seed: 5 }));
  const origin = first + 4 * 365;
  expect(fitHistory(table, origin, { prior, replicates: 5 }).status).toBe('fitted');
  table.points[table.visits >> 2] = Number.NaN;
  const fit = fitHistory(table, origin, { prior, replicates: 5 });
  expect(fit).toMatchObject({ status: 'prior', priorBecause: 'no_convergence', evidence: null });
});
