import { expect, test } from 'vitest';
import { hazard, unit } from '../models/received.ts';
import { World, type Received } from '../models/world.ts';
import { asked, CAMPAIGN, pages } from './page-of-day.ts';
import { activity, campaignOf, handIn } from './small-campaign.ts';
import { correction, elsewhere, exemption, planInstead, training } from './taken-back.ts';

/** A table of the safety month with two films shown. */
const table = (code: string, receivedAt: string, films = 2): Received => ({
  dataset: 'safety_month_return',
  receivedAt,
  file: `table ${code} ${receivedAt}`,
  row: { unit_code: code, report_month: '2025-03-01', units_covered: 1, films },
});

/** What came until May, and what May said of the register. */
const register = {
  early: [
    unit('A'),
    unit('B', { area: '西片区' }),
    unit('C', { kind: 'senior_secondary', chemistry_laboratory: true }),
    unit('G'),
    unit('M', { kind: 'campus', parent_code: 'G' }),
    training,
    exemption,
    handIn('C', '2025-03-10', '2025-03-12 11:00:00'),
    activity('C', '2025-03-12', '2025-03-20 10:00:00'),
    hazard('A', '2025-03', 'H1', { found_date: '2025-03-02' }),
    table('M', '2025-03-27 10:00:00', 3),
    table('G', '2025-04-02 10:00:00'),
  ],
  later: [
    // The group's table is taken back, so that its campus's counts again, and comes once more.
    correction(table('A', '2025-05-12 10:00:00'), table('G', '2025-04-02 10:00:00')),
    table('G', '2025-05-20 10:00:00'),
    elsewhere,
    planInstead,
    ...[
      unit('A', { area: '西片区', unit_name: '新名' }),
      unit('B', { area: '西片区', chemistry_laboratory: true, kind: 'senior_secondary' }),
      unit('C', { kind: 'senior_secondary' }),
      unit('M', { kind: 'campus' }),
      unit('N'),
    ].map((item) => ({ ...item, file: `${item.file} again`, receivedAt: '2025-05-12 08:00:00' })),
    {
      dataset: 'unit_change',
      receivedAt: '2025-05-13 08:00:00',
      file: 'change 1',
      row: {
        change_number: '1',
        change_type: 'close',
        change_date: '2025-05-13',
        unit_code: 'G',
      },
    },
  ],
} as const;

const registerCampaign = campaignOf(
  'owes: [schools], every: month, evidence: activity/training',
  'owes: [chemistry_schools], every: quarter, evidence: activity/training',
  'owes: [school_groups], by: 2025-04-20, evidence: hand_in/plan',
  'owes: [bureau], covers: schools, by: 2025-06-20, evidence: inspection/leader_led',
);

test('a page of an earlier day knows nothing of what the register said later', async () => {
  const options = { campaigns: registerCampaign, asOf: '2025-12' };
  const then = await World.of(register.early, options);
  const now = await World.of([...register.early, ...register.later], options);
  const units = ['A', 'B', 'C', 'G', 'M', 'N'];
  for (const day of ['2025-01-10', '2025-03-31', '2025-04-30', '2025-05-09'])
    expect(await pages(now, day, units), day).toEqual(await pages(then, day, units));
  const later = Object.fromEntries(
    await Promise.all(
      units.map(async (code) => {
        const owed = await asked(now, 'campaign_unit', { unit: code, day: '2025-06-30' });
        return [code, owed.filter(({ due_date: due }) => String(due) > '2025-05-31').length];
      }),
    ),
  );
  // A alone; B for its laboratory too, C no more; G closed, so that M stands for itself; each with the bureau's visit.
  expect(later).toEqual({ A: 2, B: 3, C: 2, G: 0, M: 2, N: 2 });
  expect(await now.test()).toBeGreaterThan(80);
});

test('a month before what the register said later can be built and published', async () => {
  // Of the quarter B owes only since May, for its laboratory; what does it was known in April.
  const april = activity('B', '2025-04-15', '2025-04-20 10:00:00');
  const world = await World.of([...register.early, april, ...register.later], {
    campaigns: registerCampaign,
    asOf: '2025-04',
  });
  expect(await world.test()).toBeGreaterThan(80);
});

test('a table counts on the days on which that of its parent did not stand', async () => {
  const world = await World.of([...register.early, ...register.later], {
    campaigns: registerCampaign,
    asOf: '2025-12',
  });
  const films: Record<string, unknown> = {};
  for (const day of ['2025-04-01', '2025-04-02', '2025-05-11', '2025-05-12', '2025-05-20']) {
    const rows = await asked(world, 'safety_month_total', { day });
    const sources = await asked(world, 'safety_month_source', { day, field: 'films' });
    films[day] = [
      rows.find(({ field }) => field === 'films')?.['total'],
      sources.filter((row) => row['is_counted']).map((row) => row['unit_code']),
    ];
  }
  expect(films).toEqual({
    '2025-04-01': [3, ['M']],
    '2025-04-02': [2, ['G']],
    '2025-05-11': [2, ['G']],
    '2025-05-12': [5, ['A', 'M']],
    '2025-05-20': [4, ['A', 'G']],
  });
});

test('what was received before a unit was registered is told by its first version', async () => {
  const late = (item: Received): Received => ({ ...item, receivedAt: '2025-03-20 08:00:00' });
  const world = await World.of(
    [
      late(unit('L', { area_lead: true })),
      late(unit('B')),
      hazard('B', '2025-02', 'H1', { found_date: '2025-02-02' }),
      table('B', '2025-03-05 10:00:00', 3),
      {
        dataset: 'inspection',
        receivedAt: '2025-02-20 20:00:00',
        file: 'visit',
        row: {
          inspection_number: 'V1',
          unit_code: 'B',
          inspection_date: '2025-02-18',
          inspection_type: 'area_mutual',
        },
      },
    ],
    {
      campaigns: campaignOf('owes: [area_leads], evidence: inspection/area_mutual'),
      asOf: '2025-12',
    },
  );
  const [own] = await asked(world, 'campaign_unit', { unit: 'L', day: '2025-06-30' });
  expect(own?.['state']).toBe('done');
  const days = await asked(world, 'campaign_hazard_day', {
    ...{ campaign: CAMPAIGN, area: '东片区', day: '2025-06-30' },
  });
  expect(days.map((row) => row['found'])).toEqual([1]);
  const rows = await asked(world, 'safety_month_total', { day: '2025-06-30' });
  expect(rows.find(({ field }) => field === 'films')?.['total']).toBe(3);
});

test('every page of a day counts the same, whatever was taken back', async () => {
  const world = await World.of([...register.early, ...register.later], {
    campaigns: registerCampaign,
    asOf: '2025-12',
  });
  const counts = ['owed', 'done', 'late', 'due_so_far', 'excused'] as const;
  const summed = (rows: readonly Record<string, unknown>[]) =>
    counts.map((name) => rows.reduce((sum, row) => sum + Number(row[name]), 0));
  for (const day of [
    '2025-01-31',
    '2025-02-28',
    '2025-04-30',
    '2025-05-12',
    '2025-05-13',
    '2025-12-31',
  ]) {
    const whole = summed(await asked(world, 'campaign', { day }));
    for (const by of ['phase', 'area', 'kind', 'item'])
      expect(
        summed(await asked(world, 'campaign_part', { day, campaign: CAMPAIGN, by })),
        `${day} ${by}`,
      ).toEqual(whole);
    const [owed, done, late] = whole;
    const debtors = await asked(world, 'campaign_debtor', {
      ...{ day, campaign: CAMPAIGN, by: 'task', part: '1' },
    });
    expect(summed(debtors).slice(0, 3), day).toEqual([owed, done, late]);
    const states = (
      await Promise.all(
        ['A', 'B', 'C', 'G', 'M', 'N'].map((code) =>
          asked(world, 'campaign_unit', { day, unit: code }),
        ),
      )
    ).flatMap((rows) => rows.map(({ state }) => String(state)));
    const having = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
    expect(
      [
        having('done', 'late', 'due', 'upcoming'),
        having('done'),
        having('late'),
        having('excused'),
      ],
      day,
    ).toEqual([owed, done, late, whole[4]]);
  }
});
