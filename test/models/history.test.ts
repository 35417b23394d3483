import { expect, test } from 'vitest';
import {
  historyStep,
  priorFit,
  visitTable,
  type HistoryFit,
} from '../../pipeline/decision/history/index.ts';
import { blameless, finding, inspection } from './received.ts';
import { World, type Received } from './world.ts';

const rows = [
  ...blameless('A', '2024-01', '2024-12'),
  inspection('A', 'V1', '2024-03'),
  finding('A', 'V1', '1', '2024-03', { severity: 'major' }),
];

test('with few visits the model is a prior, silent, and says so', async () => {
  const world = await World.of(rows, { asOf: '2024-12', only: 'features.expected_finding' });
  expect(
    await world.ask(`
      select distinct model_status, verdict, trusted from features.expected_finding`),
  ).toEqual([{ model_status: 'prior', verdict: 'silent', trusted: false }]);
  expect(
    await world.ask(`
      select left(month::varchar, 7) as month, visits, expected > 0 as expects
      from features.expected_finding where month in (date '2024-02-01', date '2024-03-01')
      order by month`),
  ).toEqual([
    { month: '2024-02', visits: 0, expects: false },
    { month: '2024-03', visits: 1, expects: true },
  ]);
});

test('a visit written with a day that has not come stops no publication, and counts once it has', async () => {
  const early: Received = {
    dataset: 'inspection',
    receivedAt: '2024-05-28 16:00:00',
    file: 'inspections V2',
    row: {
      inspection_number: 'V2',
      unit_code: 'A',
      inspection_date: '2024-07-12',
      inspection_type: 'special',
      points: 12,
    },
  };
  const world = await World.of([...rows, early], { asOf: '2024-06' });
  expect(await world.test()).toBeGreaterThan(80);
  const visitsOf = async (built: World) => {
    const [seen] = await built.ask(`
      select p.visits, e.visits as expected_from, (
        select count(*) from marts.evidence v
        where v.unit_code = p.unit_code and v.month = p.month and v.indicator = 'finding_expected'
      )::integer as evidence
      from features.past_visit p
      join features.expected_finding e using (unit_code, month)
      where p.unit_code = 'A' and p.month = (select as_of_month from policy.build)`);
    return seen;
  };
  expect(await visitsOf(world)).toEqual({ visits: 1, expected_from: 1, evidence: 1 });
  const later = await World.of([...rows, early], { asOf: '2024-07' });
  expect(await visitsOf(later)).toEqual({ visits: 2, expected_from: 2, evidence: 2 });
});

test('a fit that decisions were published by is taken from the log as it was', async () => {
  const world = await World.of(rows, { asOf: '2024-12', only: 'features.expected_finding' });
  const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
  const logged: HistoryFit = {
    ...priorFit(visitTable([]), 19_905, prior),
    status: 'fitted',
    dispersion: 7.25,
  };
  await world.connection.run(
    `insert into decision_log.history_fit (fitted_from, fit, snapshot_id, published_at) values
     ('2024-07-01', $1, 'earlier', timestamp '2024-08-02 09:00:00')`,
    [JSON.stringify(logged)],
  );
  const tables = await historyStep.run(world.connection);
  const parameter = tables.find(({ table }) => table === 'parameter');
  const dispersions = Object.fromEntries(
    parameter?.rows.map((row) => [String(row[0]), row[13]]) ?? [],
  );
  expect(dispersions).toEqual({ '2024-01-01': 3, '2024-07-01': 7.25 });
});

test('a logged fit that lacks a number the model needs now is made anew, not read as NaN', async () => {
  const world = await World.of(rows, { asOf: '2024-12', only: 'features.expected_finding' });
  const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
  const fit = priorFit(visitTable([]), 19_905, prior);
  await world.connection.run(
    `insert into decision_log.history_fit (fitted_from, fit, snapshot_id, published_at) values
     ('2024-07-01', $1, 'earlier', timestamp '2024-08-02 09:00:00')`,
    [
      JSON.stringify({
        ...fit,
        pointsReference: { ...fit.pointsReference, usualSeason: undefined },
        status: 'fitted',
      }),
    ],
  );
  const tables = await historyStep.run(world.connection);
  const told = tables.find(({ table }) => table === 'expectation')?.rows.flat() ?? [];
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((cell) => Number.isNaN(cell))).toEqual([]);
  const parameter = tables.find(({ table }) => table === 'parameter')?.rows ?? [];
  expect(parameter.map((row) => row.slice(0, 3))).toEqual([
    ['2024-01-01', 'prior', 'too_few'],
    ['2024-07-01', 'prior', 'too_few'],
  ]);
});

test('what it expects is no main reason while it is silent, and its reason says that it does not count', async () => {
  const world = await World.of(rows, { asOf: '2024-12' });
  const told = `select distinct is_counted from marts.decision_reason
    where month >= date '2024-03-01' and indicator`;
  expect(await world.ask(`${told} = 'finding_expected'`)).toEqual([{ is_counted: false }]);
  expect(await world.ask(`${told} <> 'finding_expected'`)).toEqual([{ is_counted: true }]);
  const main = await world.ask(
    `select distinct main_reason from marts.unit_month where month >= date '2024-03-01'`,
  );
  expect(main.map((row) => row['main_reason'])).not.toContain('finding_expected');
});
