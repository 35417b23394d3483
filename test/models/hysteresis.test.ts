import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomNumbers } from '../../pipeline/decision/backtest/metrics/index.ts';
import {
  column,
  decisions,
  enter,
  leave,
  margin,
  monthsToLeave,
  orange,
  red,
  scoring,
  series,
  yellow,
} from './decided.ts';

test('a unit enters at once and leaves only after enough months in a row below the limit', async () => {
  const low = leave - 1;
  const rows = await decisions(
    series('A', [low, enter, low, low, (enter + leave) / 2, low, low, low, low].map(scoring)),
  );
  expect(monthsToLeave).toBe(3);
  expect(column(rows, 'regime')).toEqual([
    'full_checkup',
    ...Array.from({ length: 6 }, () => 'intensified'),
    'full_checkup',
    'full_checkup',
  ]);
  expect(column(rows, 'held')).toEqual([false, false, true, true, true, true, true, false, false]);
  expect(column(rows, 'since')).toEqual([
    '2025-01',
    ...Array.from({ length: 6 }, () => '2025-02'),
    '2025-08',
    '2025-08',
  ]);
});

test('a score that wavers about the limit does not flap', async () => {
  const between = (enter + leave) / 2;
  const wavering = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? enter : between));
  const rows = await decisions(series('A', wavering.map(scoring)));
  expect(new Set(column(rows, 'regime'))).toEqual(new Set(['intensified']));
});

test('a tier goes up at once and comes down only below the margin', async () => {
  const scores = [yellow - 1, yellow, yellow - margin / 2, yellow - margin - 0.1, orange, red];
  const rows = await decisions(series('A', scores.map(scoring)));
  expect(column(rows, 'tier')).toEqual(['blue', 'yellow', 'yellow', 'blue', 'orange', 'red']);
  expect(column(rows, 'tier_kept')).toEqual([false, false, true, false, false, false]);
});

test('whatever the scores, a unit moves at most once for each crossing of its band', async () => {
  const paths = fc.sample(
    fc.array(fc.double({ min: 0, max: 45, noNaN: true }), { minLength: 24, maxLength: 24 }),
    { numRuns: 40, seed: 7 },
  );
  const rows = await decisions(
    paths.flatMap((path, index) => series(`U${index}`, path.map(scoring))),
  );
  for (const [index, path] of paths.entries()) {
    const own = rows.filter(({ unit_code: code }) => code === `U${index}`);
    let intensified = false;
    let clear = 0;
    // The rule told month by month, as a person would keep the book.
    const expected = path.map((score) => {
      clear = score < leave ? clear + 1 : 0;
      if (score >= enter) intensified = true;
      else if (clear >= monthsToLeave) intensified = false;
      return intensified ? 'intensified' : 'full_checkup';
    });
    expect(column(own, 'regime')).toEqual(expected);
  }
});

test('what was published is where the next month goes on from', async () => {
  const low = scoring(leave - 1);
  const rows = await decisions(series('A', [low, low, low, low, low, low]), [
    {
      unit_code: 'A',
      month: '2025-05-01',
      regime: 'intensified',
      tier: 'red',
      regime_since: '2025-03-01',
    },
  ]);
  // Five clear months come before June: it may leave, although May was published as intensified.
  expect(column(rows, 'regime').slice(4)).toEqual(['intensified', 'full_checkup']);
  const high = scoring((enter + leave) / 2);
  const held = await decisions(series('A', [low, low, low, low, low, high]), [
    {
      unit_code: 'A',
      month: '2025-05-01',
      regime: 'intensified',
      tier: 'red',
      regime_since: '2025-03-01',
    },
  ]);
  expect(held.at(-1)).toMatchObject({ regime: 'intensified', since: '2025-03' });
});

test('a noisy unit on the edge moves seldom, and never oftener than the months to leave allow', async () => {
  const months = 60;
  const units = 60;
  const random = randomNumbers(11);
  /** Near normal, of standard deviation 1. */
  const noise = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0) - 6;
  // Its true level is the very line at which inspection intensifies; each month's score is off by two points or so.
  const paths = Array.from({ length: units }, () =>
    Array.from({ length: months }, () => Math.min(45, Math.max(0, enter + 2 * noise()))),
  );
  const rows = await decisions(
    paths.flatMap((path, index) => series(`N${index}`, path.map(scoring), '2020-01')),
  );
  const flips = (states: readonly unknown[]) =>
    states.slice(1).filter((state, index) => state !== states[index]).length;
  let decided = 0;
  let alone = 0;
  for (const [index, path] of paths.entries()) {
    const own = column(
      rows.filter(({ unit_code: code }) => code === `N${index}`),
      'regime',
    );
    decided += flips(own);
    alone += flips(path.map((score) => score >= enter));
    // Out takes months_to_leave months below the lower line, so in and out again takes one more.
    expect(flips(own)).toBeLessThanOrEqual(Math.ceil((2 * months) / (monthsToLeave + 1)));
  }
  expect(alone / (units * months), 'without hysteresis it would flap').toBeGreaterThan(0.3);
  expect(decided / (units * months), 'flips a month').toBeLessThan(0.02);
});
