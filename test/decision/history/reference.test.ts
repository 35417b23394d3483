import { expect, it } from 'vitest';
import { dayOf, visitTable, type Visit } from '../../../pipeline/decision/history/index.ts';
import { fitReference, shownByOthers } from '../../../pipeline/decision/history/reference.ts';
import { stream } from './city.ts';

const first = dayOf('2018-01-01');
const origin = dayOf('2021-01-01');

/** Visits to units of one class, half of them hard, by two teams; the keen one is sent to hard units more often. */
function visitsOf(strictness: Readonly<Record<'keen' | 'calm', number>>): Visit[] {
  const random = stream(5);
  return Array.from({ length: 400 }, (_, unit) =>
    Array.from({ length: 6 }, (_, time): Visit => {
      const hard = unit % 2 === 0;
      const team = random() < (hard ? 0.8 : 0.2) ? 'keen' : 'calm';
      let points = 0;
      const mean = (hard ? 6 : 1.5) * strictness[team];
      for (let left = Math.exp(-mean); (left /= 1 - random()) < 1;) points += 1;
      return {
        inspection: `${unit}-${time}`,
        unit: `U${unit}`,
        day: first + time * 180 + Math.floor(random() * 180),
        points,
        serious: points >= 6,
        team,
        type: null,
        exposureClass: 'primary',
        brand: null,
        area: null,
      };
    }),
  ).flat();
}

const keenAgainstCalm = (visits: readonly Visit[]): number => {
  const table = visitTable(visits);
  const { team } = fitReference(table, table.points, origin);
  return (team['keen'] ?? 0) - (team['calm'] ?? 0);
};

it('does not take a team for strict that is sent to hard units', () => {
  // What the teams find differs by a factor of 2.1, though they write down alike. From six visits a unit is not
  // known for certain: more than half of it is seen to be the units', on the scale of logarithms.
  expect(keenAgainstCalm(visitsOf({ keen: 1, calm: 1 }))).toBeLessThan(Math.log(2.1) / 2);
});

it('still sees how strict a team is that is sent there', () => {
  const strict = keenAgainstCalm(visitsOf({ keen: 2, calm: 1 }));
  const alike = keenAgainstCalm(visitsOf({ keen: 1, calm: 1 }));
  expect(Math.exp(strict - alike)).toBeCloseTo(2, 0);
});

it('tells of a unit by its other visits, never by the visit itself', () => {
  const unit = { code: Int32Array.from([0, 0, 1, 2, 2]), levels: ['A', 'B', 'C'] };
  const told = (found: readonly number[]) => [
    ...shownByOthers({ unit }, Float64Array.from(found), new Float64Array(5).fill(3), 5),
  ];
  const before = told([9, 0, 9, 3, 3]);
  // Two average visits, of 3 points, stand beside the other one.
  expect(before[0]).toBeCloseTo(Math.log(6 / 9), 12);
  expect(before[1]).toBeCloseTo(Math.log(15 / 9), 12);
  expect(before[2]).toBeCloseTo(0, 12);
  expect(before[3]).toBeCloseTo(0, 12);
  const after = told([9, 0, 9, 30, 3]);
  expect(after[3]).toBe(before[3]);
  expect(after[4]).toBeGreaterThan(before[4] ?? 0);
});
