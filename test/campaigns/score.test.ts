import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { loadPolicies, wayBack } from '../../pipeline/decision/index.ts';
import { Beside, readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { takeAndBuild } from '../decision/built.ts';
import { blameless, drill, hazard, monthlyReturn, unit } from '../models/received.ts';
import { World, type Received } from '../models/world.ts';
import { activity, campaignOf, handIn } from './small-campaign.ts';

/** The newest version alone, so that it is in force for all months. */
const policy = loadPolicies(readPolicyFiles().slice(-1));
const MONTHS = ['01', '02', '03', '04', '05', '06'].map((month) => `2025-${month}`);
const monthlyTraining = campaignOf('owes: [schools], every: month, evidence: activity/training');

const training = (code: string, month: string, receivedAt = `${month}-20 10:00:00`): Received =>
  activity(code, `${month}-12`, receivedAt);

/** `campaign_late` of a unit by month. */
async function lateOf(code: string, rows: readonly Received[], campaigns = monthlyTraining) {
  const world = await World.of(rows, {
    campaigns,
    policy,
    asOf: '2025-12',
    only: 'features.campaign_month',
  });
  const found = await world.numbers('features.campaign_month', 'campaign_late');
  return Object.fromEntries(
    [...found].flatMap(([key, late]) => {
      const [unitCode = '', month = ''] = key.split(' ');
      return unitCode === code ? [[month, late]] : [];
    }),
  );
}

test('what is late at the end of a month counts, as known then, for the look-back', async () => {
  const rows = [
    unit('A'),
    unit('B'),
    monthlyReturn('A', '2025-01', 0),
    ...MONTHS.map((month) => training('B', month)),
    training('A', '2025-01'),
    training('A', '2025-02', '2025-04-20 10:00:00'),
  ];
  expect(await lateOf('A', rows)).toEqual({
    // Due on the last day of February: late from the first of March on.
    '2025-03': 1,
    // February's came in April; March's, due on its last day, is out.
    '2025-04': 1,
    '2025-05': 2,
    '2025-06': 3,
    '2025-07': 4,
    '2025-08': 4,
    // March falls out of six months, then April, May and June.
    '2025-09': 3,
    '2025-10': 2,
    '2025-11': 1,
  });
  expect(await lateOf('B', rows)).toEqual({});
});

test('what is handed in no evidence of, as then known, makes nobody late, though a paper was once taken for it', async () => {
  const mistaken = training('B', '2025-01');
  const rows: Received[] = [
    unit('A'),
    unit('B'),
    monthlyReturn('A', '2025-01', 0),
    mistaken,
    {
      ...activity('B', '2025-01-12', '2025-04-20 10:00:00', { activity_type: 'lecture' }),
      replaces: mistaken.file,
    },
  ];
  const spell = { '2025-02': 1, '2025-03': 2 };
  expect(await lateOf('A', rows)).toEqual(spell);
  expect(await lateOf('A', [...rows, training('B', '2025-08')])).toEqual({
    ...spell,
    // January and February have fallen out of six months by then.
    '2025-08': 4,
    '2025-09': 3,
    '2025-10': 2,
    '2025-11': 1,
  });
});

test('a hazard that is listed, a return or a drill that is missing is never late twice (H6)', async () => {
  const kinds = ['hazard_cleared', 'hazard_return', 'self_check', 'drill'];
  const campaigns = campaignOf(
    ...kinds.map((evidence) => `owes: [schools], every: month, evidence: ${evidence}`),
  );
  const rows = [
    unit('A'),
    unit('B'),
    ...MONTHS.flatMap((month) => [
      monthlyReturn('B', month, 0),
      drill('B', month),
      hazard('A', month, 'H1', { found_date: `${month}-03` }),
    ]),
  ];
  expect(await lateOf('A', rows, campaigns)).toEqual({});
  const shown = campaignOf(`owes: [schools], every: month, evidence: activity/training`);
  expect(await lateOf('A', [...rows, training('B', '2025-01')], shown)).not.toEqual({});
});

test('handing in less, or later, never lowers a score; there are points for it', async () => {
  const plans = 'owes: [schools], by: 2025-03-20, to: 2025-03-31, evidence: hand_in/plan';
  const campaigns = campaignOf('owes: [schools], every: month, evidence: activity/training', plans);
  const cases = fc.sample(
    fc.record({
      kept: fc.subarray(MONTHS),
      delay: fc.integer({ min: 1, max: 5 }),
      which: fc.nat(),
      later: fc.boolean(),
    }),
    { numRuns: 4, seed: 6 },
  );
  let moved = 0;
  for (const { kept, delay, which, later } of cases) {
    const log = kept.map((month) => training('A', month));
    const at = which % Math.max(1, log.length);
    const month = kept[at];
    const worse =
      later && month
        ? log.with(
            at,
            training('A', month, `2025-${String(6 + delay).padStart(2, '0')}-20 10:00:00`),
          )
        : log.filter((_, index) => index !== at);
    const around = [
      ...blameless('A', '2025-01', '2025-12'),
      ...blameless('B', '2025-01', '2025-12'),
      ...MONTHS.map((each) => training('B', each)),
      handIn('B', '2025-03-10', '2025-03-10 10:00:00'),
    ];
    const scores = async (rows: readonly Received[]) =>
      (
        await World.of([...around, ...rows], {
          campaigns,
          policy,
          asOf: '2025-12',
          only: 'scores.point',
        })
      ).numbers('scores.point', 'score');
    const [before, after] = [await scores(log), await scores(worse)];
    for (const [key, score] of before) {
      const now = after.get(key) ?? 0;
      expect(now, key).toBeGreaterThanOrEqual(score - 1e-9);
      if (now > score + 1e-9) moved++;
    }
  }
  expect(moved).toBeGreaterThan(0);
}, 120_000);

test('the decision says so, with the obligations behind it; making them up leads back', async () => {
  const campaigns = campaignOf(
    ...Array.from(
      { length: 12 },
      () => 'owes: [schools], by: 2025-05-20, to: 2025-06-30, evidence: hand_in/plan, own: true',
    ),
  );
  const dir = mkdtempSync(join(tmpdir(), 'xiaoan-campaign-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const missing = ['2025-04-01', '2025-05-01'];
  const rows = [
    ...['A', 'B', 'C'].flatMap((code) => blameless(code, '2024-07', '2025-06')),
    handIn('B', '2025-05-10', '2025-05-10 10:00:00', { campaign: 'small' }),
  ].filter(
    ({ dataset, row }) =>
      dataset !== 'hazard_return' ||
      row['unit_code'] !== 'A' ||
      !missing.includes(String(row['report_month'])),
  );
  const { snapshot } = await takeAndBuild(dir, rows, {
    policyTables: [...policy, ...campaigns],
    asOf: '2025-06',
    now: new Date('2025-07-05T12:00:00+08:00'),
  });
  const models = await Beside.open(snapshot);
  onTestFinished(() => models.close());
  const reasons = await models.connection.runAndReadAll(`
    select value, evidence_count, reason_en from snapshot.marts.decision_reason
    where unit_code = 'A' and month = date '2025-06-01' and indicator = 'campaign_late'`);
  expect(reasons.getRowObjectsJson()).toEqual([
    {
      value: 12,
      evidence_count: 12,
      reason_en: 'Obligations of campaigns due in the last 6 months and still late: 12',
    },
  ]);
  const evidence = await models.connection.runAndReadAll(`
    select distinct title_en, status from snapshot.marts.evidence
    where unit_code = 'A' and month = date '2025-06-01' and indicator = 'campaign_late'`);
  expect(evidence.getRowObjectsJson()).toEqual([
    { title_en: 'Small campaign: Item', status: 'late' },
  ]);
  const way = await wayBack(models, 'A', '2025-06');
  expect([way.state, way.actions.map(({ name }) => name)]).toEqual([
    'open',
    expect.arrayContaining(['make_up small-2025']),
  ]);
  expect(way.actions.find(({ kind }) => kind === 'make_up')?.label.en).toBe(
    'Make up what is late of “Small campaign” (12)',
  );
}, 240_000);
