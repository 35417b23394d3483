import { expect, test } from 'vitest';
import { monthlyReturn, unit } from '../models/received.ts';
import { World, type Received } from '../models/world.ts';
import { campaignRuns, type ownCampaign } from './given-campaigns.ts';
import { activity, campaignOf, handIn } from './small-campaign.ts';

const work = (number: string, date: string, more = {}): Received => ({
  dataset: 'office_log',
  receivedAt: `${date} 18:00:00`,
  file: `work ${number}`,
  row: {
    entry_number: number,
    body: 'bureau',
    entry_date: date,
    activity_type: 'special_meeting',
    topic: 'food',
    ...more,
  },
});

/** State of each obligation on a day, as the pages reckon it. */
async function statesOn(world: World, day: string): Promise<Record<string, string>> {
  const rows = await world.ask(`
    select coalesce(o.unit_code, o.body) || ' ' || c.item || ' ' || o.due_date as key,
      case
        when exists (
          select 1 from facts.obligation_done d
          where d.occurrence = o.occurrence and d.debtor_number = o.debtor_number and d.times = o.times
            and d.known_from < date '${day}' + 1
            and (d.known_to is null or d.known_to >= date '${day}' + 1)
        ) then 'done'
        when o.excused_at < date '${day}' + 1 or exists (
          select 1 from facts.obligation_excused x
          where x.occurrence = o.occurrence and x.debtor_number = o.debtor_number
            and x.known_from < date '${day}' + 1
            and (x.known_to is null or x.known_to >= date '${day}' + 1)
        ) then 'excused'
        when o.due_date < date '${day}' then 'late'
        else 'due'
      end as state
    from facts.obligation o join facts.campaign_occurrence c using (occurrence)
    where (o.owed_from is null or o.owed_from < date '${day}' + 1)
      and (o.owed_to is null or o.owed_to >= date '${day}' + 1)
    order by key`);
  return Object.fromEntries(rows.map(({ key, state }) => [String(key), String(state)]));
}

const build = (
  campaigns: ReturnType<typeof ownCampaign>,
  rows: readonly Received[],
  only = 'facts.obligation',
) => World.of(rows, { campaigns, asOf: '2025-12', only });

async function dueDates(obligation: string, rows: readonly Received[] = [unit('A')]) {
  const world = await build(campaignOf(obligation), rows);
  const found = await world.ask(
    'select distinct due_date::varchar as due from facts.campaign_occurrence order by due',
  );
  return found.map(({ due }) => String(due));
}

test('recurrences fall due as they say', async () => {
  const of = (recurrence: string) =>
    dueDates(`owes: [schools], ${recurrence}, evidence: activity/training`);
  expect(await of('every: month')).toEqual([
    '2025-01-31',
    '2025-02-28',
    '2025-03-31',
    '2025-04-30',
    '2025-05-31',
    '2025-06-30',
  ]);
  expect(await of('every: month, by_day: 28, in_holidays: false')).toEqual([
    '2025-01-28',
    '2025-03-28',
    '2025-04-28',
    '2025-05-28',
    '2025-06-28',
  ]);
  expect((await of('every: month, by_day: 1, months_after: 1')).at(-1)).toBe('2025-07-01');
  expect(await of('every: term')).toEqual(['2025-01-31', '2025-06-30']);
  expect(await of('every: term, by_week: 2')).toEqual(['2025-02-14']);
  expect(await of('every: quarter')).toEqual(['2025-03-31', '2025-06-30']);
  const thursdays = await of('every: week, weekday: thursday');
  expect([thursdays.length, thursdays[0], thursdays.at(-1)]).toEqual([
    26,
    '2025-01-02',
    '2025-06-26',
  ]);
  expect(await of('every: festival, days_before: 5')).toEqual([
    '2025-01-28',
    '2025-04-03',
    '2025-04-30',
    '2025-05-30',
  ]);
  expect(await of('by: 2025-03-20')).toEqual(['2025-03-20']);
});

test('a day shows what was known by its end: due, then late, then done', async () => {
  const world = await build(
    campaignOf(
      'owes: [schools], every: month, from: 2025-03-01, to: 2025-03-31, evidence: activity/training',
    ),
    [unit('A'), activity('A', '2025-03-12', '2025-04-05 10:00:00')],
  );
  const key = 'A 1 2025-03-31';
  expect((await statesOn(world, '2025-03-31'))[key]).toBe('due');
  expect((await statesOn(world, '2025-04-04'))[key]).toBe('late');
  expect((await statesOn(world, '2025-04-05'))[key]).toBe('done');
  const [row] = await world.ask('select done_on::varchar as done_on from facts.obligation');
  // It was held in time; only the log came late.
  expect(row).toEqual({ done_on: '2025-03-12' });
});

test('a paper that comes after its day is done, late; long after its end it counts no more', async () => {
  const world = await build(
    campaignOf('owes: [schools], by: 2025-03-20, to: 2025-03-31, evidence: hand_in/plan'),
    [
      unit('A'),
      unit('B'),
      handIn('A', '2025-04-10', '2025-04-10 10:00:00'),
      handIn('B', '2025-09-10', '2025-09-10 10:00:00'),
    ],
  );
  expect(
    await world.ask(
      'select unit_code, done_on > due_date as late from facts.obligation order by 1',
    ),
  ).toEqual([
    { unit_code: 'A', late: true },
    { unit_code: 'B', late: null },
  ]);
});

test('so many times means so many, counted by what the log says', async () => {
  const world = await build(
    campaignOf(
      'owes: [{ who: schools, times: 3 }], every: quarter, evidence: activity/training, topic: fire',
    ),
    [
      unit('A'),
      unit('B'),
      activity('A', '2025-01-10', '2025-01-28 10:00:00'),
      activity('A', '2025-02-10', '2025-02-26 10:00:00', { times: 2 }),
      activity('B', '2025-01-10', '2025-01-28 10:00:00'),
      activity('B', '2025-02-10', '2025-02-26 10:00:00'),
      activity('B', '2025-03-10', '2025-03-26 10:00:00', { topic: 'food' }),
    ],
  );
  const states = await statesOn(world, '2025-06-30');
  expect([states['A 1 2025-03-31'], states['B 1 2025-03-31']]).toEqual(['done', 'late']);
  const [row] = await world.ask(
    "select done_known_at::varchar as known, done_on::varchar as done_on from facts.obligation where unit_code = 'A' and due_date = date '2025-03-31'",
  );
  expect(row).toEqual({ known: '2025-02-26 10:00:00', done_on: '2025-02-10' });
});

test('who owes: kinds, facts, roles, bodies, bodies unit by unit', async () => {
  const rows = [
    unit('A'),
    unit('K', { kind: 'kindergarten' }),
    unit('P', { kind: 'kindergarten', ownership: 'private' }),
    unit('C', { kind: 'senior_secondary', chemistry_laboratory: true }),
    unit('L', { area_lead: true }),
    unit('G'),
    unit('M', { kind: 'campus', parent_code: 'G' }),
  ];
  const owing = async (obligation: string) => {
    const world = await build(campaignOf(`${obligation}, evidence: hand_in/plan`), rows);
    const found = await world.ask(
      "select coalesce(unit_code, '-') || coalesce('/' || body, '') as who from facts.obligation order by 1",
    );
    return found.map(({ who }) => who);
  };
  expect(await owing('owes: [private_kindergartens]')).toEqual(['P']);
  expect(await owing('owes: [chemistry_schools]')).toEqual(['C']);
  expect(await owing('owes: [area_leads]')).toEqual(['L']);
  expect(await owing('owes: [school_groups]')).toEqual(['G']);
  expect(await owing('owes: [campuses]')).toEqual(['M']);
  expect(await owing('owes: [committee, private_kindergartens]')).toEqual(['-/committee', 'P']);
  expect(await owing('owes: [bureau], covers: kindergartens')).toEqual(['K/bureau', 'P/bureau']);
  expect(await owing('owes: [schools]')).toEqual(['A', 'C', 'G', 'L', 'M']);
  expect(await owing('owes: [schools], reported_by: parent')).toEqual(['A', 'C', 'G', 'L']);
});

test('a paper counts for its own campaign only, where that is asked', async () => {
  const world = await build(campaignOf('owes: [schools], evidence: hand_in/plan, own: true'), [
    unit('A'),
    unit('B'),
    unit('C'),
    handIn('A', '2025-02-10', '2025-02-10 10:00:00', { campaign: '小行动' }),
    handIn('B', '2025-02-10', '2025-02-10 10:00:00', { campaign: '别的行动' }),
    handIn('C', '2025-02-10', '2025-02-10 10:00:00', { campaign: 'small' }),
  ]);
  const states = Object.values(await statesOn(world, '2025-12-31'));
  expect(states).toEqual(['done', 'late', 'done']);
});

test('excused: by a paper for the item, or because the unit came later', async () => {
  const world = await build(
    campaignOf(
      'owes: [schools], evidence: hand_in/plan',
      'owes: [schools], evidence: activity/training',
    ),
    [
      unit('A'),
      { ...unit('N'), receivedAt: '2025-04-01 08:00:00' },
      handIn('A', '2025-02-10', '2025-02-12 10:00:00', {
        document: 'exemption',
        campaign: 'small',
        item: '2',
      }),
    ],
  );
  const on = async (day: string) => statesOn(world, day);
  expect((await on('2025-02-11'))['A 2 2025-06-30']).toBe('due');
  expect(await on('2025-12-31')).toEqual({
    'A 1 2025-06-30': 'late',
    'A 2 2025-06-30': 'excused',
    'N 1 2025-06-30': 'excused',
    'N 2 2025-06-30': 'excused',
  });
});

test('a body is held to its own log; one outing counts once for the bureau', async () => {
  const visit = (code: string, number: string, date: string): Received => ({
    dataset: 'inspection',
    receivedAt: `${date} 20:00:00`,
    file: `visit ${number}`,
    row: {
      inspection_number: number,
      unit_code: code,
      inspection_date: date,
      inspection_type: 'leader_led',
    },
  });
  const world = await build(
    campaignOf(
      'owes: [bureau], every: term, times: 2, evidence: activity/special_meeting, topic: food',
      'owes: [bureau], times: 2, evidence: inspection/leader_led',
    ),
    [
      unit('A'),
      unit('B'),
      work('1', '2025-03-01'),
      work('2', '2025-05-01'),
      work('3', '2025-05-02', { topic: 'bus' }),
      visit('A', 'V1', '2025-02-01'),
      visit('B', 'V2', '2025-02-01'),
    ],
  );
  expect(await statesOn(world, '2025-12-31')).toEqual({
    'bureau 1 2025-01-31': 'late',
    'bureau 1 2025-06-30': 'done',
    'bureau 2 2025-06-30': 'late',
  });
});

test('a return sent again does not rewrite when its thing was known to be done', async () => {
  const world = await build(campaignOf('owes: [schools], every: month, evidence: hazard_return'), [
    unit('A'),
    monthlyReturn('A', '2025-03', 2),
    { ...monthlyReturn('A', '2025-03', 3), file: 'again', receivedAt: '2025-05-20 09:00:00' },
  ]);
  expect((await statesOn(world, '2025-03-31'))['A 1 2025-03-31']).toBe('done');
});

test('all campaigns of the repository build, every obligation falls due, and the sums agree', async () => {
  const world = await World.of([unit('A'), unit('K', { kind: 'kindergarten' })], {
    campaigns: campaignRuns({
      three_year_action: 3,
      safety_month_activities: 3,
      safety_month_statistics: 3,
      rectification_month: 3,
      group_action: 4,
      hundred_days_hazards: 4,
      hundred_days_fire: 4,
      main_responsibility: 4,
    }),
    asOf: '2025-12',
  });
  expect(await world.test()).toBeGreaterThan(80);
});
