import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  historyStepFrom,
  loadPolicies,
  tryDraft,
  trialNeeds,
  type Draft,
  type Trial,
} from '../../pipeline/decision/index.ts';
import { draftFile } from '../../pipeline/decision/lab/draft.ts';
import { Beside, readPolicyFiles, type SnapshotRef } from '../../pipeline/warehouse/index.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { finding, inspection, monthsBetween, unit } from '../models/received.ts';
import { World } from '../models/world.ts';
import { takeAndBuild } from './built.ts';

const MONTH = '2025-10';
const files = readPolicyFiles();
const [shipped] = files;
if (!shipped) throw new Error('no policy');

/** Ninety units, each visited twice a year; every third is worse than the others and has something major at times. */
const rows = Array.from({ length: 90 }, (_, place) => {
  const code = `U${String(place).padStart(2, '0')}`;
  const months = monthsBetween('2023-07', MONTH).filter((_, index) => index % 6 === place % 6);
  return [
    unit(code),
    ...months.flatMap((month, index) => {
      const visit = `${code} ${month}`;
      const found = place % 3 === 0 ? 1 + ((index + place) % 4) : (index + place) % 5 === 0 ? 1 : 0;
      return [
        inspection(code, visit, month),
        ...Array.from({ length: found }, (_, number) =>
          finding(code, visit, String(number), month, {
            severity: number === 0 && (place + index) % 2 === 0 ? 'major' : 'general',
          }),
        ),
      ];
    }),
  ];
})
  .flat()
  // The bureau sends one file a month.
  .map((row) =>
    row.dataset === 'unit' ? { ...row, file: 'register' } : { ...row, file: row.receivedAt },
  );

let dir: string;
let snapshot: SnapshotRef;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoan-lab-history-'));
  ({ snapshot } = await takeAndBuild(dir, rows, {
    policyTables: [...loadPolicies(files), ...noCampaigns],
    now: new Date('2025-11-05T12:00:00+08:00'),
  }));
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The snapshot with the step of the model, as a trial that needs it has it. */
async function besideStep(trial: Trial): Promise<Beside> {
  const { historyFrom } = trialNeeds(files, trial);
  const beside = await Beside.open(snapshot, { steps: [historyStepFrom(historyFrom)] });
  onTestFinished(() => beside.close());
  return beside;
}

const EXPECTED = `select unit_code, month::varchar as month, fitted_from::varchar as fitted_from, expected,
    expected_low, serious_probability, above_probability, verdict
  from features.expected_finding where month >= $since::date order by unit_code, month`;
const DECIDED = `select unit_code, regime, tier, round(score, 9) as score from scores.decision
  where month = '${MONTH}-01' order by unit_code`;

/** What a build of its own under a draft that holds from a month on says of the model and of the decisions. */
async function builtAnew(changes: Draft['changes'], since: string) {
  const head = { version: 'draft', effectiveFrom: `${since}-01` };
  const { text } = draftFile(shipped as (typeof files)[number], changes, head);
  const world = await World.of(rows, {
    asOf: MONTH,
    policy: loadPolicies([...files, { file: 'draft.yaml', text }]),
  });
  const [fit] = await world.ask(
    `select status from history.parameter order by fitted_from desc limit 1`,
  );
  const expected = EXPECTED.replace('$since', `'${since}-01'`);
  return {
    status: fit?.['status'],
    expected: await world.ask(expected),
    decided: await world.ask(DECIDED),
  };
}

test.for<[string, Draft['changes']]>([
  ['the points of findings', { 'severity_points.general': 2, 'severity_points.major': 9 }],
  ['what is serious', { 'history.serious_points': 1 }],
  ['the threshold and the band', { 'history.above_points': 3, 'history.band_z': 1.6449 }],
  ['the prior', { 'history.prior_visits': 9, 'history.half_life_months': 3 }],
])(
  'a draft that changes %s is tried with the model fitted and told as a build would',
  { timeout: 120_000 },
  async ([, changes]) => {
    const trial: Trial = { draft: { base: '2023-09', changes }, month: MONTH, since: 'year' };
    const beside = await besideStep(trial);
    const result = await tryDraft(beside, files, trial);
    expect([...result.history_refitted].sort()).toEqual(Object.keys(changes).sort());
    const built = await builtAnew(changes, result.from);
    expect(built.status, 'data are enough to fit').toBe('fitted');
    await beside.connection.run('use after');
    const rowsOf = async (sql: string, values: Record<string, string> = {}) =>
      (await beside.connection.runAndReadAll(sql, values)).getRowObjectsJson();
    expect(await rowsOf(EXPECTED, { since: `${result.from}-01` })).toEqual(built.expected);
    expect(await rowsOf(DECIDED)).toEqual(built.decided);
  },
);

test('as if it began this month, the fits before it stand and what is told of the month is new', async () => {
  const changes = { 'history.above_points': 0.5 };
  const trial: Trial = { draft: { base: '2023-09', changes }, month: MONTH, since: 'month' };
  const beside = await besideStep(trial);
  await tryDraft(beside, files, trial);
  const reader = await beside.connection.runAndReadAll(
    `select count(*)::integer, count(*) filter (where a.fit = s.fit)::integer
     from after.history.parameter a
     join snapshot.history.parameter s using (fitted_from)
     where fitted_from = '2025-07-01'`,
  );
  expect(reader.getRows()).toEqual([[1, 1]]);
  const moved = await beside.connection.runAndReadAll(
    `select bool_and(a.above_probability >= s.above_probability), bool_or(a.above_probability > s.above_probability)
     from after.features.expected_finding a
     join snapshot.features.expected_finding s using (unit_code, month)
     where month = '${MONTH}-01'`,
  );
  expect(moved.getRows(), 'a lower threshold').toEqual([[true, true]]);
});

test('a version and its own copy are the same on both sides, however the model is made', async () => {
  const trial: Trial = {
    draft: { base: '2023-09', changes: {} },
    month: MONTH,
    since: 'year',
    against: '2023-09',
  };
  const result = await tryDraft(await besideStep(trial), files, trial);
  expect(result.moves).toEqual([]);
  expect(result.history_refitted).toEqual([]);
});

test('a trial that needs the model is not told without it', async () => {
  const beside = await Beside.open(snapshot);
  onTestFinished(() => beside.close());
  const draft = { base: '2023-09', changes: { 'severity_points.major': 9 } };
  await expect(tryDraft(beside, files, { draft, month: MONTH, since: 'year' })).rejects.toThrow(
    /beside its step/,
  );
});
