import { VARCHAR } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { campaignQueries } from '../../pipeline/server/queries/campaigns/index.ts';
import { hazard, unit } from '../models/received.ts';
import { World, type Received } from '../models/world.ts';
import { activity, campaignOf, handIn } from './small-campaign.ts';

const CAMPAIGN = 'small-2025';

/** The answer of a named query to a page that shows this day. */
async function asked(world: World, name: string, more: Record<string, string>) {
  const query = campaignQueries.find((each) => each.name === name);
  if (!query) throw new RangeError(name);
  const names = Object.keys(query.parameters ?? {});
  const values = Object.fromEntries(names.map((key) => [key, more[key] ?? null]));
  const types = Object.fromEntries(names.map((key) => [key, VARCHAR]));
  const found = await world.connection.runAndReadAll(query.sql, values, types);
  return found.getRowObjectsJson();
}

/** A correction: the file replaces another, which is withdrawn as a whole. */
const correction = (item: Received, of: Received): Received => ({
  ...item,
  file: `${of.file} corrected`,
  replaces: of.file,
});

const training = activity('A', '2025-03-12', '2025-03-20 10:00:00');
const elsewhere = correction(
  activity('A', '2025-05-02', '2025-05-10 10:00:00', { report_month: '2025-03-01' }),
  training,
);

/** Each page of a day, of the whole district, of an area, of units. */
const pages = (world: World, day: string, units: readonly string[] = ['A', 'B']) =>
  Promise.all(
    [
      ['campaign', {}],
      ...['phase', 'task', 'kind', 'area', 'office'].map((by) => ['campaign_part', { by }]),
      ['campaign_item', {}],
      ['campaign_day', {}],
      ['campaign_due', {}],
      ['campaign_hazard_day', {}],
      ['campaign_late', {}],
      ['campaign_late_unit', { area: '西片区' }],
      ['campaign_hazard_day', { area: '东片区' }],
      ['safety_month_total', {}],
      ['safety_month_source', {}],
      ['safety_month_doubt', {}],
      ['campaign', { area: '东片区' }],
      ['campaign_part', { by: 'area', kind: 'primary' }],
      ['campaign_debtor', { by: 'task', part: '1' }],
      ...units.map((code) => ['campaign_unit', { unit: code }]),
    ].map(async ([name, more]) => [
      name,
      await asked(world, String(name), { campaign: CAMPAIGN, day, ...(more as object) }),
    ]),
  );

/** A training that a correction of May says was none of March. */
async function corrected(): Promise<World> {
  return World.of([unit('A'), training, elsewhere], {
    campaigns: campaignOf(
      'owes: [schools], every: month, from: 2025-03-01, to: 2025-03-31, evidence: activity/training',
    ),
    asOf: '2025-12',
  });
}

test('what a correction takes back was done for every day before it, and is late after', async () => {
  const world = await corrected();
  const states: Record<string, unknown> = {};
  for (const day of ['2025-03-19', '2025-03-20', '2025-04-30', '2025-05-09', '2025-05-10']) {
    const [campaign] = await asked(world, 'campaign', { day });
    const [area] = await asked(world, 'campaign_part', { day, campaign: CAMPAIGN, by: 'area' });
    const [part] = await asked(world, 'campaign_part', { day, campaign: CAMPAIGN, by: 'task' });
    const [item] = await asked(world, 'campaign_item', { day, campaign: CAMPAIGN });
    const [own] = await asked(world, 'campaign_unit', { day, unit: 'A' });
    const late = await asked(world, 'campaign_late_unit', { day });
    const rows = await asked(world, 'campaign_evidence', {
      day,
      unit: 'A',
      obligation: String(own?.['obligation']),
      due: '2025-03-31',
    });
    for (const other of [area, part, item])
      expect([other?.['done'], other?.['late']], day).toEqual([
        campaign?.['done'],
        campaign?.['late'],
      ]);
    expect(Number(campaign?.['owed'])).toBe(1);
    expect(late).toHaveLength(Number(campaign?.['late']));
    expect(rows).toHaveLength(Number(own?.['amount']));
    states[day] = [own?.['state'], own?.['amount'], campaign?.['done'], campaign?.['late']];
  }
  expect(states).toEqual({
    '2025-03-19': ['due', 0, 0, 0],
    '2025-03-20': ['done', 1, 1, 0],
    '2025-04-30': ['done', 1, 1, 0],
    '2025-05-09': ['done', 1, 1, 0],
    '2025-05-10': ['late', 0, 0, 1],
  });
  // What is left by day: it came back on the day of the correction.
  const days = await asked(world, 'campaign_day', { campaign: CAMPAIGN, day: '2025-06-30' });
  expect(days.map(({ day, due, done }) => [day, due, done])).toEqual([
    ['2025-03-20', 0, 1],
    ['2025-03-31', 1, 0],
    ['2025-05-10', 0, -1],
  ]);
  expect(await world.test()).toBeGreaterThan(80);
});

test('a page of an earlier day is the same whatever came after it', async () => {
  const campaigns = campaignOf(
    'owes: [schools], every: month, evidence: activity/training',
    'owes: [{ who: schools, times: 2 }], every: quarter, evidence: activity/training',
    'owes: [schools], by: 2025-04-20, evidence: hand_in/plan',
  );
  const early: Received[] = [
    unit('A'),
    unit('B', { area: '西片区' }),
    training,
    activity('B', '2025-02-12', '2025-02-20 10:00:00'),
    activity('B', '2025-03-12', '2025-03-21 10:00:00'),
    hazard('A', '2025-03', 'H1', { found_date: '2025-03-02' }),
    hazard('B', '2025-02', 'H2', { found_date: '2025-02-02' }),
    hazard('B', '2025-03', 'H2', {
      found_date: '2025-02-02',
      status: 'struck_off',
      closed_date: '2025-03-10',
    }),
  ];
  const later: Received[] = [
    elsewhere,
    handIn('A', '2025-05-10', '2025-05-12 10:00:00'),
    handIn('B', '2025-04-10', '2025-05-12 11:00:00', {
      document: 'exemption',
      campaign: 'small',
      item: '1',
    }),
    activity('A', '2025-01-12', '2025-05-12 12:00:00'),
    // The ledger of March comes again: H1 was found in another month, and H2 is open.
    {
      ...hazard('A', '2025-03', 'H1', { found_date: '2024-03-02' }),
      file: 'A again',
      receivedAt: '2025-05-12 10:00:00',
    },
    {
      ...hazard('B', '2025-03', 'H2', { found_date: '2025-02-02' }),
      file: 'B again',
      receivedAt: '2025-05-12 10:00:00',
    },
  ];
  const [then, now] = [
    await World.of(early, { campaigns, asOf: '2025-12' }),
    await World.of([...early, ...later], { campaigns, asOf: '2025-12' }),
  ];
  for (const day of ['2025-03-31', '2025-04-30', '2025-05-09'])
    expect(await pages(now, day), day).toEqual(await pages(then, day));
  expect(await pages(now, '2025-05-12')).not.toEqual(await pages(then, '2025-05-12'));
});

test('hazards to zero: found, struck off and left as was known on each day', async () => {
  const found = { found_date: '2025-03-02' };
  const closed = { ...found, status: 'struck_off', closed_date: '2025-04-02' };
  const world = await World.of(
    [
      unit('A'),
      hazard('A', '2025-03', 'H1', found),
      hazard('A', '2025-03', 'H2', found),
      hazard('A', '2025-04', 'H1', closed),
      hazard('A', '2025-04', 'H2', found),
      // May corrects April: H1 was not struck off after all, and H2 is left out.
      {
        ...hazard('A', '2025-04', 'H1', found),
        file: 'April again',
        receivedAt: '2025-05-03 10:00:00',
      },
      hazard('A', '2025-05', 'H1', closed),
      // Not of this campaign.
      hazard('A', '2025-05', 'H0', { found_date: '2024-12-31' }),
    ],
    { campaigns: campaignOf('owes: [schools], evidence: hand_in/plan'), asOf: '2025-12' },
  );
  const days = await asked(world, 'campaign_hazard_day', { campaign: CAMPAIGN, day: '2025-06-30' });
  expect(days.map(({ day, found: more, struck_off: off }) => [day, more, off])).toEqual([
    ['2025-03-26', 2, 0],
    ['2025-04-26', 0, 1],
    ['2025-05-03', 0, -1],
    ['2025-05-26', 0, 1],
  ]);
  expect(await world.test()).toBeGreaterThan(80);
});

const exemption = handIn('A', '2025-02-10', '2025-02-12 10:00:00', {
  document: 'exemption',
  campaign: 'small',
  item: '1',
});
const planInstead = correction(handIn('A', '2025-02-10', '2025-05-10 10:00:00'), exemption);

test('an exemption holds for the days on which it stood, and no others', async () => {
  const world = await World.of([unit('A'), exemption, planInstead], {
    campaigns: campaignOf(
      'owes: [schools], every: month, from: 2025-02-01, to: 2025-02-28, evidence: activity/training',
    ),
    asOf: '2025-12',
  });
  const states: Record<string, unknown> = {};
  for (const day of ['2025-02-11', '2025-02-12', '2025-05-09', '2025-05-10', '2025-06-30']) {
    const [campaign] = await asked(world, 'campaign', { day });
    const [own] = await asked(world, 'campaign_unit', { day, unit: 'A' });
    const late = await asked(world, 'campaign_late', { day });
    expect(late).toHaveLength(Number(campaign?.['late']));
    states[day] = [own?.['state'], campaign?.['owed'], campaign?.['excused'], campaign?.['late']];
  }
  expect(states).toEqual({
    '2025-02-11': ['due', 1, 0, 0],
    '2025-02-12': ['excused', 0, 1, 0],
    '2025-05-09': ['excused', 0, 1, 0],
    '2025-05-10': ['late', 1, 0, 1],
    '2025-06-30': ['late', 1, 0, 1],
  });
  expect(await world.test()).toBeGreaterThan(80);
});

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
