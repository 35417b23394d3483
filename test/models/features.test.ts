import { expect, test } from 'vitest';
import {
  accident,
  blameless,
  drill,
  finding,
  hazard,
  inspection,
  monthlyReturn,
  unit,
} from './received.ts';
import { valuesOf } from './values-of.ts';
import { repositoryPolicy, World, type Received } from './world.ts';

const without = (rows: readonly Received[], dataset: string, ...months: string[]): Received[] =>
  rows.filter(
    ({ dataset: of, row }) =>
      of !== dataset || !months.some((month) => String(row['report_month']).startsWith(month)),
  );

test('a blameless school has no points but those of a visit to be expected', async () => {
  const world = await World.of(blameless('A'));
  const rows = await world.ask('select max(score) as worst, count(*) as months from scores.point');
  expect(rows).toEqual([{ worst: 0, months: '24' }]);
  expect(await world.test()).toBeGreaterThan(80);
});

test('exposures count by the policy, and a building becomes old', async () => {
  const rows = blameless('A').map((item) =>
    item.dataset === 'unit'
      ? unit('A', {
          canteen: true,
          gas: true,
          lifts: 3,
          building_year: 1985,
          students: 900,
          boarders: 100,
          staff: 60,
        })
      : item,
  );
  const facilities = await valuesOf('exposure_facilities', rows);
  expect(facilities['2024-12']).toBe(1.5 + 1 + 0.5);
  expect(facilities['2025-01']).toBe(1.5 + 1 + 0.5 + 1);
  expect((await valuesOf('exposure_people', rows))['2025-01']).toBe(900 + 100 + 30);
});

test('a finding counts as overdue from the month of its deadline on, until it is rectified', async () => {
  const open = { status: 'rectifying', closed_date: null };
  const later = finding('A', 'V1', '1', '2025-08', {
    status: 'reported',
    closed_date: '2025-11-03',
  });
  const rows = [
    ...blameless('A'),
    inspection('A', 'V1', '2025-08'),
    finding('A', 'V1', '1', '2025-08', { ...open, deadline: '2025-09-15' }),
    { ...later, file: 'rectified', receivedAt: '2025-11-28 16:00:00' },
  ];
  expect(await valuesOf('finding_overdue', rows)).toEqual({ '2025-09': 1, '2025-10': 1 });
});

test('a return is missing until it comes and late ever after, within the look-back', async () => {
  const rows = [
    ...without(blameless('A'), 'hazard_return', '2024-05'),
    // The 14th of July.
    { ...monthlyReturn('A', '2024-05', 0), file: 'late', receivedAt: '2024-07-14 09:00:00' },
    ...blameless('B'),
  ];
  expect(await valuesOf('return_missing', rows)).toEqual({ '2024-05': 1, '2024-06': 1 });
  expect(Object.keys(await valuesOf('return_late', rows))).toEqual(
    expect.arrayContaining(['2024-05', '2024-10']),
  );
  expect((await valuesOf('return_late', rows))['2024-11']).toBeUndefined();
});

test('nobody owes returns that the district has never handed in', async () => {
  const rows = [unit('A'), inspection('A', 'V1', '2025-03')];
  expect(await valuesOf('return_late', rows)).toEqual({});
  expect(await valuesOf('drill_missed', rows)).toEqual({});
});

test('silence falls short of half the median of the kind, and copied texts count once', async () => {
  const found = (code: string, texts: readonly string[]): Received[] =>
    texts.map((text, index) =>
      hazard(code, '2025-06', `${code}${index}`, {
        description: text,
        status: 'struck_off',
        closed_date: '2025-06-06',
      }),
    );
  const six = ['一', '二', '三', '四', '五', '六'];
  const rows = [
    ...['A', 'B', 'C'].flatMap((code) => blameless(code)),
    ...found('B', six),
    ...found('C', six),
    ...found('A', ['同一句', '同一句', '同一句']),
  ];
  // Median 6, half of it expected: 1 − (1 + 1) ÷ (3 + 1).
  expect((await valuesOf('silence', rows, 'features.own_report'))['2025-06']).toBe(50);
  expect((await valuesOf('report_silence', rows))['2025-12']).toBe(50);
});

test('a drill is judged one month after its period; an incomplete one is not a missed one', async () => {
  const rows = [
    ...without(blameless('A'), 'drill', '2024-04', '2024-05'),
    drill('A', '2024-05', { has_review: false, has_follow_up: false }),
    ...blameless('B'),
  ];
  const missed = await valuesOf('drill_missed', rows);
  const incomplete = await valuesOf('drill_incomplete', rows);
  expect([missed['2024-04'], missed['2024-05'], missed['2024-06']]).toEqual([undefined, 1, 1]);
  expect([incomplete['2024-05'], incomplete['2024-06']]).toEqual([1, 2]);
  expect([missed['2025-04'], missed['2025-05']]).toEqual([1, undefined]);
});

test('kindergartens drill every two months', async () => {
  const rows = [
    ...without(blameless('A'), 'drill', '2024-03', '2024-05', '2024-06').map((item) =>
      item.dataset === 'unit' ? unit('A', { kind: 'kindergarten' }) : item,
    ),
  ];
  // March and April are one period, in which April's will do; May and June another, without one.
  expect((await valuesOf('drill_missed', rows))['2024-12']).toBe(1);
});

test('a finding repeats where an earlier visit found something in the same area', async () => {
  const rows = [
    ...blameless('A'),
    ...['V1', 'V2', 'V3'].map((number, index) => inspection('A', number, `2025-0${index + 3}`)),
    finding('A', 'V1', '1', '2025-03'),
    finding('A', 'V1', '2', '2025-03'),
    finding('A', 'V2', '1', '2025-04', { work_area: 'food' }),
    finding('A', 'V3', '1', '2025-05'),
  ];
  const repeated = await valuesOf('finding_repeated', rows);
  expect([repeated['2025-04'], repeated['2025-05'], repeated['2025-12']]).toEqual([
    undefined,
    1,
    1,
  ]);
});

test('expected findings are shrunk to the mean of the kind and weighted by recency', async () => {
  const rows = [
    ...blameless('A'),
    ...blameless('B'),
    inspection('A', 'V1', '2024-06'),
    finding('A', 'V1', '1', '2024-06', { severity: 'major' }),
    finding('A', 'V1', '2', '2024-06'),
    inspection('B', 'V2', '2024-06'),
  ];
  const values = await valuesOf('finding_expected', rows);
  // Two visits, 6 points: too few to fit, so the policy's prior stands. The mean of 3 weighs as much as three
  // visits, and the visit weighs ½ ^ (days to the month's end ÷ a year): (6w + 9) ÷ (w + 3).
  const weighed = (days: number): number => {
    const weight = 0.5 ** (days / (12 * 30.4375));
    return (6 * weight + 9) / (weight + 3);
  };
  expect(values['2024-06']).toBeCloseTo(weighed(19), 3);
  expect(values['2025-06']).toBeCloseTo(weighed(19 + 365), 3);
});

test('findings of a visit that was never recorded make one visit', async () => {
  const rows = [
    ...blameless('A'),
    finding('A', 'V1', '1', '2024-06'),
    finding('A', 'V1', '2', '2024-06'),
  ];
  expect((await valuesOf('finding_expected', rows))['2024-06']).toBe(2);
  const world = await World.of(rows, { only: 'features.visit' });
  expect(await world.ask('select severity_points, serious from features.visit')).toEqual([
    { severity_points: 2, serious: false },
  ]);
});

test('accidents count by level and for a late report; a minor one in time counts nothing', async () => {
  const rows = [
    ...blameless('A'),
    accident('A', 'S1', '2024-03', { accident_level: 'minor' }),
    accident('A', 'S2', '2024-04', {
      responsible: false,
      reported_at: '2024-04-10 15:00:00',
    }),
  ];
  const history = await valuesOf('accident_history', rows);
  expect([history['2024-03'], history['2024-04'], history['2025-12']]).toEqual([undefined, 3, 3]);
  expect(await valuesOf('gate_accident_recent', rows)).toEqual({});
});

test('an accident is late from the minute after two hours on', async () => {
  const told = (number: string, month: string, at: string) =>
    accident('A', number, month, { accident_level: 'minor', reported_at: `${month}-10 ${at}` });
  const rows = [
    ...blameless('A'),
    told('S1', '2024-03', '11:00:00'),
    told('S2', '2024-06', '11:01:00'),
  ];
  const history = await valuesOf('accident_history', rows);
  expect([history['2024-05'], history['2024-06']]).toEqual([undefined, 1]);
});

test('what a whole year lacks of its minimum counts as missed, where that is more', async () => {
  const policy = repositoryPolicy.map((table) => {
    if (table.table !== 'drill_requirement') return table;
    const extra = table.columns.findIndex(({ name }) => name === 'extra_year');
    return { ...table, rows: table.rows.map((row) => row.with(extra, 3)) };
  });
  const missed = async (rows: readonly Received[]) => {
    const world = await World.of(rows, { policy, only: 'features.unit_month' });
    return (await world.numbers('features.unit_month', 'drill_missed')).get('A 2025-12');
  };
  // Nine months of term with a drill each, of 8 + 3; a tenth and an eleventh in one of them make up for it.
  const rows = blameless('A');
  expect(await missed(rows)).toBe(2);
  const more = (number: number) => drill('A', '2025-10', { drill_date: `2025-10-${number}` });
  expect(await missed([...rows, more(11), more(12)])).toBe(0);
});

test('a unit that closes is no longer decided', async () => {
  const closed = unit('A', { unit_status: 'closed' });
  const rows = [
    ...blameless('A'),
    { ...closed, file: 'register later', receivedAt: '2025-06-10 08:00:00' },
  ];
  const world = await World.of(rows);
  const months = await world.numbers('features.unit_month', '1');
  expect(months.has('A 2025-05')).toBe(true);
  expect(months.has('A 2025-06')).toBe(false);
});
