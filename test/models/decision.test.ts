import { expect, test } from 'vitest';
import { column, decisions, enter, leave, scoring, series, yellow } from './decided.ts';
import type { Row } from './world.ts';

test('a gate decides alone, and lifts the tier', async () => {
  const rows = await decisions([
    ...series('accident', [{ gate_accident_recent: 1 }, {}]),
    ...series('false', [{ gate_false_return: 2 }]),
    ...series('major', [{ gate_open_major_hazard: 1 }, {}, {}, {}]),
    ...series('none', [{}]),
  ]);
  const of = (code: string) => rows.filter((row) => row['unit_code'] === code);
  expect(column(of('accident'), 'regime')).toEqual(['intensified', 'intensified']);
  expect(column(of('accident'), 'tier')).toEqual(['yellow', 'blue']);
  expect(of('false')[0]).toMatchObject({ regime: 'intensified', tier: 'orange' });
  expect(column(of('major'), 'regime')).toEqual([
    'intensified',
    'intensified',
    'intensified',
    'full_checkup',
  ]);
  expect(of('none')[0]).toMatchObject({ regime: 'full_checkup', tier: 'blue' });
});

test('weak responsibility or lax management calls for more checks whatever the score', async () => {
  const rows = await decisions([
    ...series('responsibility', [{ return_missing: 9 }]),
    ...series('hazard', [{ hazard_overdue: 9 }]),
  ]);
  expect(column(rows, 'regime')).toEqual(['intensified', 'intensified']);
});

test('while past visits decide nothing, a band that straddles a cut holds regime and tier', async () => {
  const unsure = (score: number, low: number, high: number): Row => {
    const row = scoring(score);
    const expected = Number(row['finding_expected']);
    const points = 3; // weight ÷ cap of finding_expected
    return {
      ...row,
      history_verdict: 'unsure',
      above_probability: 0.5,
      finding_expected_low: expected - (score - low) / points,
      finding_expected_high: expected + (high - score) / points,
    };
  };
  const rows = await decisions([
    ...series('A', [scoring(yellow - 5), unsure(yellow + 1, yellow - 2, yellow + 2)]),
    ...series('B', [scoring(enter - 6), unsure(enter + 1, enter - 3, enter + 2)]),
    ...series('C', [scoring(yellow - 5), unsure(yellow + 1, yellow, yellow + 2)]),
  ]);
  const last = (code: string) => rows.filter((row) => row['unit_code'] === code).at(-1);
  expect(last('A')).toMatchObject({ tier: 'blue', history_unsure: true });
  expect(last('B')).toMatchObject({ regime: 'full_checkup', held: true, history_unsure: true });
  expect(last('C')).toMatchObject({ tier: 'yellow', history_unsure: false });
});

test('a verdict of above intensifies at once; only one of below lets a unit leave', async () => {
  const low = { ...scoring(leave - 1), history_verdict: 'below' };
  const rows = await decisions(
    series('A', [
      low,
      { ...low, history_verdict: 'above', above_probability: 0.9 },
      { ...low, history_verdict: 'unsure', above_probability: 0.5 },
      { ...low, history_verdict: 'unsure', above_probability: 0.5 },
      { ...low, history_verdict: 'unsure', above_probability: 0.5 },
      low,
      low,
      low,
    ]),
  );
  expect(column(rows, 'regime')).toEqual([
    'full_checkup',
    ...Array<string>(6).fill('intensified'),
    'full_checkup',
  ]);
  expect(column(rows, 'history_above')).toEqual([false, true, ...Array<boolean>(6).fill(false)]);
});

test('the points of a model that is not relied on decide nothing, and the decision says so', async () => {
  const [silent] = await decisions(
    series('A', [{ ...scoring(yellow + 1), history_verdict: 'silent' }]),
  );
  const [trusted] = await decisions(series('A', [scoring(yellow + 1)]));
  expect(trusted).toMatchObject({ tier: 'yellow', history_silent: false });
  expect(silent).toMatchObject({ tier: 'blue', history_silent: true });
});
