import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../pipeline/warehouse/index.ts';
import { buildTable } from '../../pipeline/warehouse/build-table.ts';
import { loadTable } from '../../pipeline/warehouse/load-table.ts';
import { repositoryPolicy } from './world.ts';

const sql = readFileSync(new URL('../../models/marts/bunching.sql', import.meta.url), 'utf8');

/** Asks the mart about made districts, one after another. */
async function bunching() {
  const instance = await openEngine(':memory:', { threads: 1 });
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  for (const table of [...repositoryPolicy, buildTable('test', '2025-12', new Date(), 'test')])
    await loadTable(connection, table);
  await connection.run(`create schema marts; create schema facts;
    create table facts.month as select date '2025-12-01' as month, '2023-09' as policy_version;`);
  /**
   * @param seed of the district
   * @param trimmed share of the scores within a point above the cut of yellow that are written down
   */
  return async (seed: number, units: number, trimmed = 0) => {
    // Skewed as real scores are, most units low and few high; a unit keeps near where it is.
    await connection.run(`select setseed(${String(seed / 1000)});
      create or replace table level as
        select unit, 2 + 30 * random() * random() + 4 * random() as score from range(${String(units)}) t(unit);
      create or replace table marts.decision as
        select 'U' || unit as unit_code, (date '2025-01-01' + interval (month) month)::date as month,
          case when score >= 11 and score < 12 and random() < ${String(trimmed)} then 10.8
            else score end as score,
          '2023-09' as policy_version
        from (
          select unit, month, score + 3 * (random() - 0.5) as score
          from level cross join range(12) m(month)
        ) noisy;`);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  };
}

test('where nobody trims, false alarms at any cut are as rare as is said', async () => {
  const ask = await bunching();
  let alarms = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const rows = await ask(seed, 150);
    if (rows.some((row) => row['is_bunched'] === true)) alarms += 1;
  }
  // One district in a hundred is promised: of 200, more than six in four of a thousand such tests.
  expect(alarms).toBeLessThanOrEqual(6);
});

test('units trimmed to stay below a cut are noticed at that cut', async () => {
  const ask = await bunching();
  let noticed = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const rows = await ask(seed, 250, 0.6);
    const yellow = rows.find((row) => row['cut_name'] === 'yellow');
    if (yellow?.['is_bunched'] === true) noticed += 1;
  }
  expect(noticed).toBeGreaterThanOrEqual(16);
});

test('too few units near a cut are said to be too few', async () => {
  const ask = await bunching();
  const rows = await ask(5, 12);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row['is_enough'] === false && row['is_bunched'] === false)).toBe(true);
});
