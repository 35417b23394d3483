import { describe, expect, test } from 'vitest';
import { backtest, type MethodName, type MetricName } from '../../../pipeline/decision/index.ts';
import { day, finding, unit } from '../../models/received.ts';
import { World, type Received } from '../../models/world.ts';
import { district, visit } from './district.ts';

/** One origin, the end of September 2025, and the three months after it. */
const options = { from: '2025-09', window: 3, replicates: 40 };

async function judged(rows: readonly Received[], more: Parameters<typeof backtest>[1] = {}) {
  const { connection } = await World.of(rows);
  return backtest(connection, { ...options, ...more });
}

/** What the district itself gives, made once. */
let plain: Promise<Awaited<ReturnType<typeof judged>>> | undefined;
const judgedPlain = () => (plain ??= judged(district()));

describe('a district whose figures can be worked by hand', () => {
  const figure = async (method: MethodName, metric: MetricName) => {
    const found = await judgedPlain();
    const row = found.metrics.find(
      (one) => one.scope === 'all' && one.method === method && one.metric === metric,
    );
    return row?.value;
  };

  test('is judged by the first visit of each unit in the window', async () => {
    const found = await judged([
      ...district(),
      // A second visit in the window is not judged.
      visit('H', 'H3', '2025-12-20', '二组'),
      finding('H', 'H3', '1', '2025-12', { severity: 'major', found_date: '2025-12-20' }),
    ]);
    expect(found).toMatchObject({
      status: 'few_events',
      from: '2025-10-01',
      to: '2025-12-31',
      window: 3,
      origins: 1,
      units: 8,
      visits: 8,
      events: 3,
    });
  });

  test('last points', async () => {
    // Events at 4, 3, 1; the others at 3, 2, 1, 0, 0. Wins 5 + 4.5 + 2.5 of 15 pairs.
    expect(await figure('last_points', 'auc')).toBeCloseTo(12 / 15, 12);
    // Team 1: events 4, 1 against 3, 1 → 2 + .5 of 4. Team 2: event 3 against 2, 0, 0 → 3 of 3.
    expect(await figure('last_points', 'within_auc')).toBeCloseTo(5.5 / 7, 12);
    // A fifth of eight visits is 1.6: A, and .6 of the tie of B and C → 1.3 of 3.
    expect(await figure('last_points', 'recall_20')).toBeCloseTo(1.3 / 3, 12);
    expect(await figure('last_points', 'lift_20')).toBeCloseTo(1.3 / 3 / 0.2, 12);
  });

  test('days earlier under the fixed calendar', async () => {
    // Days from 1 October: 0 10 20 30 40 50 60 70. A stays on day 0; B and C share days 10 and 20, so C
    // gains 5; E and F share days 40 and 50, so E loses 5.
    expect(await figure('last_points', 'days_earlier')).toBeCloseTo(0, 12);
    // Longest unvisited first is the calendar itself.
    expect(await figure('time_since_last', 'days_earlier')).toBe(0);
    // Team 2 visits on days 20 30 60 70: its event C comes first. Team 1 on days 0 10 40 50: E and F share.
    expect(await figure('last_points', 'days_earlier_within')).toBeCloseTo(-5 / 3, 12);
  });

  test('the longest unvisited', async () => {
    // From A, visited first of all, to H; events at places 1, 3 and 5: 5 + 4 + 3 of 15 pairs.
    expect(await figure('time_since_last', 'auc')).toBeCloseTo(12 / 15, 12);
  });

  test('the exponentially weighted mean of one visit is its points', async () => {
    expect(await figure('ewma', 'auc')).toBe(await figure('last_points', 'auc'));
  });
});

describe('nothing is seen before it was received', () => {
  test('a visit received after the origin changes no figure, however long ago it was', async () => {
    const late = [
      visit('G', 'G0', '2025-08-12', '一组', '2025-10-02 09:00:00'),
      ...['1', '2', '3', '4', '5', '6'].map((number) => ({
        ...finding('G', 'G0', number, '2025-08', { severity: 'major' }),
        receivedAt: '2025-10-02 09:00:00',
      })),
    ];
    expect(await judged([...district(), ...late])).toEqual(await judgedPlain());
  });

  test('the same visit received in time does', async () => {
    const early = [
      visit('G', 'G0', '2025-08-12', '一组'),
      finding('G', 'G0', '1', '2025-08', { severity: 'major' }),
    ];
    expect((await judged([...district(), ...early])).metrics).not.toEqual(
      (await judgedPlain()).metrics,
    );
  });

  const correction = (receivedAt: string) => ({
    ...finding('B', 'B1', '1', '2024-07', { severity: 'major' }),
    file: 'correction',
    receivedAt,
  });

  test('a correction received after the origin changes no figure', async () => {
    const corrected = [...district(), correction('2025-11-03 09:00:00')];
    expect(await judged(corrected)).toEqual(await judgedPlain());
  });

  test('the same correction received in time does', async () => {
    const corrected = [...district(), correction('2025-08-03 09:00:00')];
    expect((await judged(corrected)).metrics).not.toEqual((await judgedPlain()).metrics);
  });

  test('nor does what came after the last window', async () => {
    const after = [
      unit('H9', { ownership: 'public' }),
      visit('H9', 'Z1', '2025-12-02', '一组'),
      visit('A', 'A9', '2025-12-20', '一组'),
      finding('A', 'A9', '1', '2025-12', { severity: 'major', found_date: '2025-12-20' }),
    ];
    const window = { from: '2025-08', to: '2025-08', window: 3 };
    expect(await judged([...district(), ...after], window)).toEqual(
      await judged([...district(), unit('H9', { ownership: 'public' })], window),
    );
  });
});

test('the order of the rows received decides nothing', async () => {
  expect(await judged(district().toReversed())).toEqual(await judgedPlain());
});

test('the same seed gives the same intervals, another seed others of the same figures', async () => {
  const { connection } = await World.of(district());
  const [first, again, other] = [
    await backtest(connection, { ...options, seed: 3 }),
    await backtest(connection, { ...options, seed: 3 }),
    await backtest(connection, { ...options, seed: 4 }),
  ];
  expect(again).toEqual(first);
  const drawn = (one: typeof first, of: 'value' | 'low') =>
    one.metrics.filter(({ method }) => method === 'ewma').map((row) => row[of]);
  expect(drawn(other, 'value')).toEqual(drawn(first, 'value'));
  expect(drawn(other, 'low')).not.toEqual(drawn(first, 'low'));
});

describe('where there is too little to judge by', () => {
  const bare = ['A', 'B'].map((code) => unit(code));

  test('no visits', async () => {
    expect(await judged(bare)).toMatchObject({ status: 'no_visits', metrics: [], visits: 0 });
  });

  test('less than a year before the first window', async () => {
    const { connection } = await World.of([...bare, visit('A', '1', '2025-11-12', '一组')]);
    expect(await backtest(connection)).toMatchObject({ status: 'few_months', origins: 0 });
  });

  test('nothing serious found', async () => {
    const clean = district().filter(({ row }) => row['severity'] !== 'major');
    expect(await judged(clean)).toMatchObject({ status: 'no_events', visits: 8, events: 0 });
  });

  test('no figure is ever NaN', async () => {
    const one = [...bare, visit('A', '1', '2024-11-12', '一组'), visit('A', '2', '2025-11-12', '')];
    const serious = finding('A', '2', '1', '2025-11', { severity: 'major' });
    for (const rows of [one, [...one, serious, visit('B', '3', '2025-11-13', '')], district()])
      // NaN would become null in JSON, which the figures themselves do not hold where there are any.
      expect(
        JSON.stringify(await judged(rows), (_, value) => (value !== value ? 'NaN' : value)),
      ).not.toContain('NaN');
  });
});

test('a month or window that is none is refused', async () => {
  const { connection } = await World.of([unit('A')]);
  await expect(backtest(connection, { from: '2025-13' })).rejects.toThrow(/2025-13/);
  await expect(backtest(connection, { to: 'soon' })).rejects.toThrow(/soon/);
  await expect(backtest(connection, { window: 0 })).rejects.toThrow(/from 1 to 24/);
  await expect(backtest(connection, { window: 2.5 })).rejects.toThrow(/2\.5/);
});

test('an origin named by hand needs no year before it', async () => {
  const found = await judged(district(), { from: '2024-12', to: '2025-09', window: 3 });
  expect(found.origins).toBe(4);
  expect(day('2025-10', 1)).toBe(found.metrics.at(-1)?.from);
});
