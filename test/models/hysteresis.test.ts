import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomNumbers } from '../../pipeline/decision/backtest/metrics/index.ts';
import { featureRow, givenFeatures } from './given.ts';
import { nextMonth } from './received.ts';
import { repositoryPolicy, World, type Row } from './world.ts';

/** The policy's number of that name. */
function limit(tableName: string, column: string, row = 0): number {
  const table = repositoryPolicy.find(({ table: name }) => name === tableName);
  const index = table?.columns.findIndex(({ name }) => name === column) ?? -1;
  return Number(table?.rows[row]?.[index]);
}
const enter = limit('regime', 'enter_score');
const leave = limit('regime', 'leave_score');
const monthsToLeave = limit('regime', 'months_to_leave');
const margin = limit('regime', 'tier_margin');
const [red = 0, orange = 0, yellow = 0] = [0, 1, 2].map((row) =>
  limit('tier', 'minimum_score', row),
);

/** A score made of indicators that no group limit watches. */
function scoring(score: number): Row {
  const weight = (name: string): { cap: number; weight: number } => {
    const table = repositoryPolicy.find(({ table: of }) => of === 'indicator');
    const at = (column: string) => table?.columns.findIndex(({ name: of }) => of === column) ?? -1;
    const row = table?.rows.find((cells) => cells[at('indicator')] === name);
    return { cap: Number(row?.[at('cap')]), weight: Number(row?.[at('weight')]) };
  };
  let left = score;
  const indicators: Record<string, number> = {};
  for (const name of [
    'finding_expected',
    'exposure_facilities',
    'drill_missed',
    'exposure_people',
    'finding_repeated',
    'accident_history',
    'drill_incomplete',
  ]) {
    const { cap, weight: most } = weight(name);
    const points = Math.min(left, most);
    indicators[name] = (points / most) * cap;
    left -= points;
  }
  const expected = indicators['finding_expected'] ?? 0;
  return { ...indicators, finding_expected_low: expected, finding_expected_high: expected };
}

/** One unit through months from January 2025 on. */
function series(code: string, rows: readonly Row[], first = '2025-01'): Row[] {
  let month = first;
  return rows.map((row) => {
    const dated = featureRow(code, month, row);
    month = nextMonth(month);
    return dated;
  });
}

async function decisions(
  rows: readonly Row[],
  published: readonly Row[] = [],
): Promise<Record<string, unknown>[]> {
  const world = await World.of([], { given: givenFeatures(rows), published });
  await world.test();
  return world.ask(`
    select unit_code, left(month::varchar, 7) as month, regime, tier, held,
      left(regime_since::varchar, 7) as since, regime_kept, history_unsure,
      history_silent, history_above, tier_kept
    from scores.decision order by unit_code, month`);
}

const column = (rows: readonly Record<string, unknown>[], name: string) =>
  rows.map((row) => row[name]);

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

test('reasons come gates first, then holds, then indicators by points, with their texts filled in', async () => {
  const world = await World.of([], {
    given: givenFeatures([
      ...series('A', [
        { gate_accident_recent: 2, hazard_overdue: 3, return_late: 1, ...scoring(9) },
        { return_late: 1 },
      ]),
    ]),
  });
  const reasons = await world.ask(`
    select left(month::varchar, 7) as month, ordinal, reason_kind, indicator, points, reason_zh, change_zh
    from scores.decision_reason order by month, ordinal`);
  const january = reasons.filter(({ month }) => month === '2025-01');
  expect(january.map((row) => row['indicator'])).toEqual([
    'accident_recent',
    'hazard_overdue',
    'finding_expected',
    'return_late',
  ]);
  expect(january[0]).toMatchObject({
    reason_kind: 'gate',
    reason_zh: '近 36 个月发生 2 起一般及以上责任事故',
    // The accident of June 2024 and 36 months.
    change_zh: '此后无新的责任事故，自 2027-06 起解除',
  });
  expect(january[1]).toMatchObject({
    reason_zh: '3 条隐患超过整改期限仍未整改',
    change_zh: '整改并销号这 3 条隐患后，得分降 12',
  });
  const february = reasons.filter(({ month }) => month === '2025-02');
  expect(february.map((row) => row['indicator'])).toEqual(['regime_kept', 'return_late']);
});

test('a noisy unit on the edge moves seldom, and never oftener than the months to leave allow', async () => {
  const months = 60;
  const units = 60;
  const random = randomNumbers(11);
  /** Near normal, of standard deviation 1. */
  const noise = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0) - 6;
  // Its true level is the very line at which checks intensify; each month's score is off by two points or so.
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
