import { expect, test } from 'vitest';
import {
  historyStep,
  priorFit,
  visitTable,
  type HistoryFit,
} from '../../pipeline/decision/history/index.ts';
import { blameless, finding, inspection } from './received.ts';
import { World } from './world.ts';

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

test('a fit that decisions were published by is taken from the log as it was', async () => {
  const world = await World.of(rows, { asOf: '2024-12', only: 'features.expected_finding' });
  const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
  const logged: HistoryFit = {
    ...priorFit(visitTable([]), 19_905, prior),
    status: 'fitted',
    dispersion: 7.25,
  };
  await world.connection.run(
    `insert into decision_log.history_fit values
     ('2024-07-01', $1, 'earlier', timestamp '2024-08-02 09:00:00')`,
    [JSON.stringify(logged)],
  );
  const tables = await historyStep.run(world.connection);
  const parameter = tables.find(({ table }) => table === 'parameter');
  const dispersions = Object.fromEntries(
    parameter?.rows.map((row) => [String(row[0]), row[12]]) ?? [],
  );
  expect(dispersions).toEqual({ '2024-01-01': 3, '2024-07-01': 7.25 });
});

test('a logged fit that lacks a number the model needs now is made anew, not read as NaN', async () => {
  const world = await World.of(rows, { asOf: '2024-12', only: 'features.expected_finding' });
  const prior = { halfLifeMonths: 12, priorVisits: 3, overdispersion: 3 };
  const fit = priorFit(visitTable([]), 19_905, prior);
  await world.connection.run(
    `insert into decision_log.history_fit values
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
