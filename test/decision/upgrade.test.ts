import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { explain, explanationText, loadPolicies } from '../../pipeline/decision/index.ts';
import {
  Beside,
  openSnapshot,
  programOf,
  readPolicyFiles,
} from '../../pipeline/warehouse/index.ts';
import type { BuildOptions, SnapshotRef } from '../../pipeline/warehouse/index.ts';
import { otherPrograms } from '../../pipeline/cli/program-text.ts';
import { modelsFolder } from '../../pipeline/warehouse/model-file.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { finding, inspection, monthsBetween, unit } from '../models/received.ts';
import { ask } from '../warehouse/fixture.ts';
import { takeAndBuild } from './built.ts';

/*
 * A warehouse is published by an older program, which took note of so few visits that it could fit no history model,
 * then built again by that program, by one that decides alike, by this one, a month later by this one, and by one to come.
 */

const OLDER = '0.0.9+0123456789ab';
const LATER = '9.0.0+ba9876543210';

/** Ninety units, each visited every fourth month; every fifth is far worse than the others. One file a month. */
const district = Array.from({ length: 90 }, (_, place) => {
  const code = `U${String(place).padStart(2, '0')}`;
  const months = monthsBetween('2023-07', '2025-11').filter((_, index) => index % 4 === place % 4);
  return [
    { ...unit(code), file: 'register' },
    ...months.flatMap((month, index) => {
      const visit = `${code} ${month}`;
      const isBad = place % 5 === 0 && (place + index) % 4 !== 0;
      const found = isBad ? 3 : (index + place) % 6 === 0 ? 1 : 0;
      return [
        inspection(code, visit, month),
        ...Array.from({ length: found }, (_, number) =>
          finding(code, visit, String(number), month, { severity: isBad ? 'major' : 'general' }),
        ),
      ].map((row) => ({ ...row, file: `inspections ${month}` }));
    }),
  ];
}).flat();
const november = district.filter(({ file }) => file === 'inspections 2025-11');
const october = district.filter((row) => !november.includes(row));

let dir: string;
const made: Record<'older' | 'again' | 'alike' | 'upgraded' | 'next' | 'later', SnapshotRef> =
  {} as never;
const told: Record<string, string> = {};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoan-upgrade-'));
  const models = join(dir, 'older-models');
  cpSync(modelsFolder, models, { recursive: true });
  const visits = join(models, 'features/visit_known.sql');
  writeFileSync(visits, readFileSync(visits, 'utf8').trimEnd());
  appendFileSync(visits, `\nwhere d.unit_code < 'U08'\n`);
  const warehouse = join(dir, 'warehouse');
  const build = async (rows: typeof october, at: string, options: Partial<BuildOptions>) =>
    (
      await takeAndBuild(warehouse, rows, {
        policyTables: [...loadPolicies(readPolicyFiles()), ...noCampaigns],
        now: new Date(`${at}T12:00:00+08:00`),
        keepSnapshots: 9,
        ...options,
      })
    ).snapshot;
  const older = { models, program: OLDER, asOf: '2025-10' };
  made.older = await build(october, '2025-11-05', older);
  told['older'] = await everything(made.older, '2025-10');
  made.again = await build([], '2025-11-06', older);
  made.alike = await build([], '2025-11-07', { ...older, program: LATER });
  made.upgraded = await build([], '2025-11-10', { asOf: '2025-10' });
  made.next = await build(november, '2025-12-05', { asOf: '2025-11' });
  told['next'] = await everything(made.next, '2025-11');
  made.later = await build([], '2025-12-10', { asOf: '2025-11', program: LATER, models });
}, 240_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** All that is told of the decisions of some units in a month and some before. */
async function everything(snapshot: SnapshotRef, month: string): Promise<string> {
  const instance = await openSnapshot(snapshot);
  try {
    const connection = await instance.connect();
    const lines: string[] = [];
    for (const unit of ['U00', 'U01', 'U03', 'U30', 'U60', 'U89'])
      for (const each of ['2025-02', '2025-07', '2025-10', month]) {
        const explanation = await explain(connection, unit, each);
        lines.push(JSON.stringify(explanation), explanationText(explanation, 'zh'));
      }
    return lines.join('\n');
  } finally {
    instance.closeSync();
  }
}

const one = async (snapshot: SnapshotRef, sql: string): Promise<Record<string, Json>> =>
  (await ask(snapshot.path, sql))[0] ?? {};

const LOGGED = (table: string) =>
  `select * from ${table} where month <= date '2025-10-01' order by all`;

test('published decisions, their reasons and evidence stand byte for byte, whichever program builds next', async () => {
  for (const snapshot of [made.again, made.upgraded, made.next, made.later])
    expect((await everything(snapshot, '2025-10')) === told['older']).toBe(true);
  for (const table of ['marts.decision', 'marts.decision_reason']) {
    const published = JSON.stringify(await ask(made.older.path, LOGGED(table)));
    expect(published.length).toBeGreaterThan(100_000);
    for (const snapshot of [made.upgraded, made.next, made.later])
      expect(JSON.stringify(await ask(snapshot.path, LOGGED(table))) === published).toBe(true);
  }
  expect((await everything(made.later, '2025-11')) === told['next']).toBe(true);
});

test('a model that was not fitted is, and the log tells which program fitted it', async () => {
  const newest = `select status, prior_because from history.parameter order by fitted_from desc limit 1`;
  expect(await one(made.older, newest)).toEqual({ status: 'prior', prior_because: 'too_few' });
  expect(await one(made.upgraded, newest)).toMatchObject({ status: 'fitted' });
  const fits = `select count(*)::integer as fits, min(program) as first, max(program) as last
    from decision_log.history_fit`;
  expect(await one(made.upgraded, fits)).toMatchObject({ fits: 0 });
  expect(await one(made.next, fits)).toMatchObject({ first: programOf(), last: programOf() });
});

test('what made each snapshot and each decision is recorded', async () => {
  expect(made.older.program).toBe(OLDER);
  expect(made.upgraded.program).toBe(programOf());
  const programs = `select program, left(min(month)::varchar, 7) as first, left(max(month)::varchar, 7) as last
    from marts.decision group by program order by first`;
  const older = { program: OLDER, first: '2023-12', last: '2025-10' };
  const present = { program: programOf(), first: '2025-11', last: '2025-11' };
  expect(await ask(made.upgraded.path, programs)).toEqual([older]);
  expect(await ask(made.later.path, programs)).toEqual([older, present]);
});

test('nothing is told of a program where it is the same', async () => {
  const anew = await one(
    made.again,
    `select count(*)::integer as rows, (select count(*) from marts.month_program where is_another)::integer as months
     from marts.decision_anew`,
  );
  expect(anew).toEqual({ rows: 0, months: 0 });
  expect(
    await ask(made.next.path, `select distinct month::varchar as month from marts.rescored_point`),
  ).toEqual([{ month: '2025-11-01' }]);
});

test('it is said in words, where there is anything to say', async () => {
  const words = async (snapshot: SnapshotRef) => {
    const instance = await openSnapshot(snapshot);
    try {
      return await otherPrograms(await instance.connect());
    } finally {
      instance.closeSync();
    }
  };
  expect(await words(made.again)).toBeUndefined();
  const told = await words(made.upgraded);
  expect(told?.zh).toContain(`由程序（${OLDER}）公布，按现程序（${programOf()}）重算，90 个单位中`);
  expect(told?.en).toContain('would put 18 under another regime and 18 in another tier');
  const quiet = await words(made.alike);
  expect(quiet?.zh).toContain('结果都相同');
  expect(quiet?.en).toMatch(/ would decide none of them otherwise$/);
});

test('what this program would decide otherwise is counted', async () => {
  const counted = await ask(
    made.upgraded.path,
    `select left(month::varchar, 7) as month, decisions, regimes_anew, tiers_anew, decisions_anew
     from marts.month_program where is_another and month in (date '2024-12-01', date '2025-10-01') order by month`,
  );
  // The eighteen that are worse, once the model is fitted.
  expect(counted).toEqual([
    { month: '2024-12', decisions: 90, regimes_anew: 0, tiers_anew: 0, decisions_anew: 0 },
    { month: '2025-10', decisions: 90, regimes_anew: 18, tiers_anew: 18, decisions_anew: 18 },
  ]);
});

test.for(['2024-06', '2025-01', '2025-10'])(
  'in %s it is what the models decide from the decisions published before',
  async (month) => {
    const beside = await Beside.open(made.upgraded);
    onTestFinished(() => beside.close());
    await beside.run('anew', {
      views: {
        'decision_log.decision': `select * from snapshot.decision_log.decision where month < date '${month}-01'`,
      },
      targets: ['scores.decision'],
    });
    const units = await beside.connection.runAndReadAll(
      `select a.unit_code, a.regime_anew = d.regime and a.tier_anew = d.tier
         and abs(a.score_anew - d.score) < 1e-9 as is_alike
       from snapshot.marts.decision_anew a
       join anew.scores.decision d on d.unit_code = a.unit_code and d.month = a.month
       where a.month = date '${month}-01'`,
    );
    const rows = units.getRows();
    expect(rows).toHaveLength(90);
    expect(rows.filter(([, isAlike]) => isAlike !== true)).toEqual([]);
  },
);

test('of the first month after, the program is a part of its own in why it changed', async () => {
  const parts = await ask(
    made.next.path,
    `select left(month::varchar, 7) as month, count(distinct unit_code)::integer > 20 as many,
       bool_and(indicator = 'finding_expected') as is_model
     from marts.decision_change where part_kind = 'program' group by month`,
  );
  expect(parts).toEqual([{ month: '2025-11', many: true, is_model: true }]);
  const kept = `select * from marts.decision_change where month = date '2025-11-01' order by unit_code, ordinal`;
  expect(JSON.stringify(await ask(made.later.path, kept))).toBe(
    JSON.stringify(await ask(made.next.path, kept)),
  );
});
