import { expect, test } from 'vitest';
import { dishonestHabits } from '../../data/simulator/habits.ts';
import { signalNames } from '../../pipeline/decision/signals.ts';
import { judgeDistrict, realisedRate, scoreList } from './measure.ts';

// None of these seeds was looked at when the thresholds were chosen (docs/policy.md names those that were).
const sample = await judgeDistrict('1', { units: 320, months: 36 });
const smaller = [
  await judgeDistrict('honesty-2', { units: 160, months: 30 }),
  await judgeDistrict('honesty-3', { units: 160, months: 30 }),
];

test.each([
  ['the sample district', sample.units],
  ['two smaller ones', smaller.flatMap(({ units }) => units)],
])('%s: the list names planted units, and hardly an honest one', (_, units) => {
  expect(units.filter(({ habit }) => habit !== 'plain').length).toBeGreaterThan(30);
  const { precision, recall, honestListed } = scoreList(units);
  expect(precision).toBeGreaterThanOrEqual(0.8);
  expect(recall).toBeGreaterThanOrEqual(0.6);
  expect(honestListed).toBeLessThanOrEqual(0.05);
});

test('month by month too, honest units are rarely listed', () => {
  for (const { year } of [sample, ...smaller])
    expect(year.honestListed / year.honest).toBeLessThanOrEqual(0.05);
});

test('each signal fires at honest units no more often than it states, as far as so few can tell', () => {
  const units = [sample, ...smaller].flatMap((district) => district.units);
  for (const signal of signalNames) {
    const { judged, fired } = realisedRate(units, signal);
    const stated = judged * (sample.rates.get(signal) ?? 0);
    // Three standard deviations of a Poisson count above what is stated.
    expect(fired, `${signal}: ${fired} of ${judged}`).toBeLessThanOrEqual(
      stated + 3 * Math.sqrt(stated) + 1,
    );
  }
});

test('every habit is planted, and most of them come to light', () => {
  const units = [sample, ...smaller].flatMap((district) => district.units);
  const found = dishonestHabits.filter((habit) => {
    const planted = units.filter((unit) => unit.habit === habit);
    expect(planted.length, habit).toBeGreaterThan(2);
    return planted.some(({ listed }) => listed);
  });
  expect(found.length).toBeGreaterThanOrEqual(9);
});
