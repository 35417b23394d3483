import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { inclusionProbabilities } from '../../pipeline/planning/draw/inclusion.ts';
import { rank } from '../../pipeline/planning/draw/ranking.ts';

const model = (name: string): string => readFileSync(`models/marts/${name}.sql`, 'utf8');

let connection: DuckDBConnection;

beforeEach(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`
    create schema planning; create schema features; create schema policy; create schema marts;
    create table planning.draw_outcome (certificate varchar, month date, unit_code varchar,
      stratum varchar, drawn boolean, inclusion_probability double, revealed_at timestamp);
    create table features.visit (inspection_number varchar, unit_code varchar,
      visit_date date, findings integer, major_findings integer, serious boolean);
    create table planning.visit (plan_id varchar, month date, unit_code varchar, planned_date date,
      inspection_type varchar, night_check boolean, team varchar, inspectors varchar,
      serious_expected double, visit_origin varchar, published_at timestamp, published_by varchar,
      rules_version varchar);
    create table planning.plan_override (plan_id varchar, ordinal integer, unit_code varchar,
      action varchar, reason_code varchar, note varchar, changed_by varchar, changed_at timestamp,
      undone boolean);
    create table policy.build (as_of_month date, snapshot_id varchar, published_at timestamp);
    insert into policy.build values ('2026-12-01', 's', '2027-01-05 08:00:00');`);
});

const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();

describe('marts.plan_estimate', () => {
  test('is unbiased where chances are unequal and risk goes with them, and its interval covers', async () => {
    // Riskier units have larger weights, so the plain mean of those drawn would be far too high.
    const units = Array.from({ length: 60 }, (_, index) => ({
      code: `U${index}`,
      weight: 1 + (index % 6),
      serious: index % 6 >= 3 && index % 2 === 0,
    }));
    const truth = units.filter(({ serious }) => serious).length / units.length;
    const weights = new Map(units.map(({ code, weight }) => [code, weight]));
    const { probabilities } = inclusionProbabilities(
      units.map(({ weight }) => weight),
      20,
    );
    const turns = 400;
    const draws: string[] = [];
    const visits: string[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const year = 1600 + turn;
      const drawn = new Set(
        rank(`turn ${turn}`, weights)
          .slice(0, 20)
          .map(({ name }) => name),
      );
      units.forEach(({ code, serious }, index) => {
        draws.push(
          `('c${turn}', '${year}-11-01', '${code}', '', ${drawn.has(code)}, ${probabilities[index]}, '${year}-10-30')`,
        );
        if (drawn.has(code))
          visits.push(`('${turn}-${code}', '${code}', '${year}-11-12', 3, 0, ${serious})`);
      });
    }
    await connection.run(`insert into planning.draw_outcome values ${draws.join(',')}`);
    await connection.run(`insert into features.visit values ${visits.join(',')}`);
    const rows = await rowsOf(model('plan_estimate'));
    expect(rows).toHaveLength(turns);
    const shares = rows.map((row) => Number(row['serious_share']));
    const mean = shares.reduce((sum, each) => sum + each, 0) / turns;
    const deviation = Math.sqrt(
      shares.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (turns - 1),
    );
    expect(Math.abs(mean - truth), 'bias').toBeLessThan(4 * (deviation / Math.sqrt(turns)) + 0.01);
    const covered = rows.filter(
      (row) =>
        Number(row['serious_share_low']) <= truth && truth <= Number(row['serious_share_high']),
    ).length;
    expect(covered / turns, '95 % interval').toBeGreaterThan(0.91);
  });

  test('says nothing of a month without results, and stays within 0 and 1', async () => {
    await connection.run(`insert into planning.draw_outcome values
      ('a', '2026-11-01', 'U1', '', true, 0.5, '2026-10-30'),
      ('a', '2026-11-01', 'U2', '', false, 0.5, '2026-10-30'),
      ('b', '2026-12-01', 'U1', '', true, 0.5, '2026-11-30')`);
    await connection.run(`insert into features.visit values ('1', 'U1', '2026-12-09', 3, 0, true)`);
    const rows = await rowsOf(`select * from (${model('plan_estimate')}) order by month`);
    expect(rows[0]).toMatchObject({ units_drawn: 1, units_visited: 0, serious_share: null });
    expect(rows[1]).toMatchObject({ units_visited: 1, serious_share: 1 });
    expect(Number(rows[1]?.['serious_share_high'])).toBeLessThanOrEqual(1);
    expect(Number(rows[1]?.['serious_share_low'])).toBeLessThan(0.5);
  });
});

describe('marts.plan_visit', () => {
  test('takes the newest plan of a month, tells done from unfinished, and counts changes by hand', async () => {
    await connection.run(`insert into planning.visit values
      ('old', '2026-11-01', 'U9', '2026-11-05', 'special', false, 't', 'a', 0.1, 'rule', '2026-10-20', 'w', 'v'),
      ('new', '2026-11-01', 'U1', '2026-11-05', 'special', false, 't', 'a', 0.1, 'rule', '2026-10-25', 'w', 'v'),
      ('new', '2026-11-01', 'U2', '2026-11-06', 'special', false, 't', 'a', 0.2, 'override', '2026-10-25', 'w', 'v'),
      ('dec', '2027-01-01', 'U3', '2027-01-08', 'special', false, 't', 'a', 0.2, 'value', '2026-12-25', 'w', 'v')`);
    await connection.run(`insert into planning.plan_override values
      ('new', 1, 'U2', 'move', 'weather', '', 'w', '2026-10-24', false),
      ('new', 2, 'U2', 'move', 'other', '', 'w', '2026-10-24', true),
      ('new', 3, 'U2', 'lock', 'other', '', 'w', '2026-10-24', false)`);
    await connection.run(`insert into features.visit values
      ('1', 'U1', '2026-11-04', 3, 0, true), ('2', 'U1', '2026-11-20', 0, 0, false),
      ('3', 'U3', '2026-11-20', 0, 0, false)`);
    await connection.run(`create view marts.plan_visit as ${model('plan_visit')}`);
    const rows = await rowsOf('select * from marts.plan_visit order by unit_code');
    expect(rows.map((row) => [row['unit_code'], row['visit_status'], row['overrides']])).toEqual([
      ['U1', 'done', 0],
      ['U2', 'unfinished', 1],
      ['U3', 'waiting', 0],
    ]);
    expect(rows[0]).toMatchObject({ inspection_number: '1', findings: 3, serious: true });
    const outcome = await rowsOf(
      `select * from (${model('plan_outcome')}) where month = '2026-11-01' order by visit_origin`,
    );
    // By hand against planned: expected counts the visits that were made alone.
    expect(outcome).toEqual([
      expect.objectContaining({
        visit_origin: 'override',
        visits_planned: 1,
        visits_done: 0,
        visits_unfinished: 1,
        visits_serious: 0,
        serious_expected: 0,
      }),
      expect.objectContaining({
        visit_origin: 'rule',
        visits_planned: 1,
        visits_done: 1,
        visits_serious: 1,
        serious_expected: 0.1,
      }),
    ]);
  });
});
