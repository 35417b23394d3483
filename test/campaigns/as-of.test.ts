import { expect, test } from 'vitest';
import { hazard, inspection, unit } from '../models/received.ts';
import { World, type Received } from '../models/world.ts';
import { asked, CAMPAIGN, pages } from './page-of-day.ts';
import { activity, campaignOf, handIn } from './small-campaign.ts';
import { elsewhere, exemption, planInstead, training } from './taken-back.ts';

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

test('a unit that is late itself and that a body is late for counts once', async () => {
  const world = await World.of([unit('A'), unit('B', { area: '西片区' })], {
    campaigns: campaignOf(
      'owes: [schools], by: 2025-02-20, evidence: activity/training',
      'owes: [bureau], covers: schools, by: 2025-02-20, evidence: inspection/leader_led',
    ),
    asOf: '2025-12',
  });
  const counted = async (more: Record<string, string>) => [
    (await asked(world, 'campaign_late_unit', more)).length,
    (await asked(world, 'campaign_late_count', more))[0]?.['units'],
  ];
  expect(await counted({ day: '2025-02-20' })).toEqual([0, 0]);
  expect(await counted({ day: '2025-02-21' })).toEqual([4, 2]);
  expect(await counted({ day: '2025-02-21', area: '西片区' })).toEqual([2, 1]);
});

test('what was withdrawn and sent again was not known in between, an outing or a risk list either', async () => {
  const sent = (item: Received, file: string, receivedAt: string, replaces?: string): Received => ({
    ...item,
    file,
    receivedAt: `${receivedAt} 10:00:00`,
    ...(replaces === undefined ? {} : { replaces }),
  });
  const risk: Received = {
    dataset: 'risk_list',
    receivedAt: '',
    file: '',
    row: { unit_code: 'A', report_month: '2025-03-01', risk_number: '1' },
  };
  const visit = (number: string) => inspection('A', number, '2025-03');
  const world = await World.of(
    [
      unit('A'),
      unit('B'),
      sent(visit('V1'), 'visits', '2025-03-20'),
      sent(visit('V2'), 'more visits', '2025-04-02'),
      sent(risk, 'risks', '2025-03-20'),
      // Both files are corrected to something else, and what they had said is sent once more.
      sent(inspection('B', 'V8', '2025-02'), 'visits corrected', '2025-04-10', 'visits'),
      sent(inspection('B', 'V9', '2025-02'), 'more corrected', '2025-04-12', 'more visits'),
      sent(
        { ...risk, row: { ...risk.row, unit_code: 'B' } },
        'risks corrected',
        '2025-04-10',
        'risks',
      ),
      sent(visit('V1'), 'visits again', '2025-05-10'),
      sent(risk, 'risks again', '2025-05-10'),
    ],
    {
      only: 'facts.campaign_evidence',
      campaigns: campaignOf('owes: [schools], every: month, evidence: drill'),
    },
  );
  const spans = async (where: string) => {
    const found = await world.ask(`
      select left(e.known_from::varchar, 10) || ' ' || coalesce(left(e.known_to::varchar, 10), '') as span
      from facts.campaign_evidence e
      join facts.debtor d on d.debtor_number = e.debtor_number
      where ${where}
      order by 1`);
    return found.map(({ span }) => span);
  };
  expect(await spans("d.debtor = 'bureau' and e.about_date = date '2025-03-12'")).toEqual([
    '2025-03-20 2025-04-12',
    '2025-05-10 ',
  ]);
  expect(await spans("d.debtor = 'A' and e.evidence = 'hand_in/risk_list'")).toEqual([
    '2025-03-20 2025-04-10',
    '2025-05-10 ',
  ]);
});
