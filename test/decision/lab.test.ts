import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import {
  draftFields,
  historyStepFrom,
  loadPolicies,
  newVersion,
  trialNeeds,
  tryDraft,
  type Draft,
} from '../../pipeline/decision/index.ts';
import { draftFile } from '../../pipeline/decision/lab/draft.ts';
import {
  Beside,
  readPolicyFiles,
  type BuildStep,
  type SnapshotRef,
} from '../../pipeline/warehouse/index.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { takeAndBuild } from './built.ts';
import { failureOf } from './failure-of.ts';
import { accident, blameless, finding, hazard, inspection } from '../models/received.ts';
import { World } from '../models/world.ts';

const files = readPolicyFiles();
const [shipped] = files;
if (!shipped) throw new Error('no policy');

const rows = ['A', 'B', 'C', 'D'].flatMap((code, place) => [
  ...blameless(code, '2024-06', '2025-10').filter((_, index) => place < 2 || index % 9 !== 4),
  ...Array.from({ length: place * 2 }, (_, index) =>
    hazard(code, '2025-07', String(index), { deadline: '2025-07-20' }),
  ),
  ...(place === 3 ? [accident(code, 'X', '2025-03')] : []),
  inspection(code, `V${code}`, '2025-05'),
  finding(code, `V${code}`, '1', '2025-05', { severity: place === 2 ? 'major' : 'general' }),
]);

let dir: string;
let snapshot: SnapshotRef;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xiaoan-lab-'));
  ({ snapshot } = await takeAndBuild(dir, rows, {
    policyTables: [...loadPolicies(files), ...noCampaigns],
    now: new Date('2025-11-05T12:00:00+08:00'),
  }));
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function district(...steps: readonly BuildStep[]) {
  const beside = await Beside.open(snapshot, { steps });
  onTestFinished(() => beside.close());
  return beside;
}

/** Regime, tier and score of every unit as a build of its own decides them under a draft. */
async function builtAnew(draft: Draft, since: string): Promise<Map<string, string>> {
  const { text } = draftFile(shipped as (typeof files)[number], draft.changes, {
    version: 'draft',
    effectiveFrom: `${since}-01`,
  });
  const world = await World.of(rows, {
    asOf: '2025-10',
    policy: loadPolicies([...files, { file: 'draft.yaml', text }]),
  });
  const decided = await world.ask(
    `select unit_code, regime, tier, round(score, 9) as score from scores.decision where month = '2025-10-01'`,
  );
  return new Map(
    decided.map((row) => [
      String(row['unit_code']),
      [row['regime'], row['tier'], row['score']].join(' '),
    ]),
  );
}

test.for<[string, Draft['changes']]>([
  ['limits alone', { 'regime.hazard.enter': 6, 'regime.hazard.leave': 4, 'tiers.margin': 0 }],
  ['weights', { 'indicators.hazard_overdue.weight': 20, 'indicators.finding_expected.weight': 7 }],
  ['look-backs', { 'lookback_months.hazard': 2, 'gates.accident_recent.lookback_months': 6 }],
  // What enters the history model: lab-history.test.ts.
  ['points', { 'accident_late.points': 3, 'drills.minimum_traces': 5 }],
])('a draft that changes %s decides as a build under it would', async ([, changes]) => {
  const beside = await district();
  const draft = { base: '2023-09', changes };
  const result = await tryDraft(beside, files, { draft, month: '2025-10', since: 'year' });
  expect(result.from).toBe('2024-11');
  expect(result.history_refitted).toEqual([]);
  const reader = await beside.connection.runAndReadAll(
    `select unit_code, regime, tier, round(score, 9) as score from after.scores.decision
     where month = '2025-10-01'`,
  );
  const tried = new Map(reader.getRows().map(([code, ...rest]) => [String(code), rest.join(' ')]));
  const built = await builtAnew(draft, result.from);
  expect(tried).toEqual(built);
  const before = await builtAnew({ base: '2023-09', changes: {} }, '2024-11');
  const moved = [...built].filter(([code, state]) => {
    const [regime, tier] = state.split(' ');
    const [former, formerTier] = (before.get(code) ?? '').split(' ');
    return regime !== former || tier !== formerTier;
  });
  expect(result.moves.map(({ unit_code: code }) => code).sort()).toEqual(
    moved.map(([code]) => code).sort(),
  );
});

test('an unchanged draft moves nobody, and none of its models but those of decisions run', async () => {
  const beside = await district();
  const draft = { base: '2023-09', changes: {} };
  for (const since of ['year', 'month'] as const) {
    const result = await tryDraft(await district(), files, { draft, month: '2025-10', since });
    expect(result.moves).toEqual([]);
    expect(result.visits.before).toBe(result.visits.after);
    expect(result.visits.before).toBeGreaterThan(0);
  }
  const limits = { ...draft, changes: { 'regime.score.enter': 20, 'regime.score.leave': 15 } };
  const result = await tryDraft(beside, files, { draft: limits, month: '2025-10', since: 'year' });
  expect(result.models).toBe(5);
  expect(result.lift, 'four visits tell nothing').toBeNull();
});

/** What a build of its own under a draft says of the history model. */
async function historyAnew(changes: Draft['changes']): Promise<string> {
  const { text } = draftFile(shipped as (typeof files)[number], changes, {
    version: 'draft',
    effectiveFrom: '2024-11-01',
  });
  const world = await World.of(rows, {
    asOf: '2025-10',
    policy: loadPolicies([...files, { file: 'draft.yaml', text }]),
  });
  return JSON.stringify(
    await world.ask('select * from history.expectation order by unit_code, month'),
  );
}

test('a trial names what enters the history model, and nothing else', async () => {
  const entering = {
    'severity_points.general': 2,
    'history.prior_visits': 5,
    'history.serious_points': 4,
    'history.above_points': 3,
    'history.band_z': 1.6449,
  };
  const beside = { 'history.above_probability': 0.7, 'history.below_probability': 0.1 };
  const draft = { base: '2023-09', changes: { ...entering, ...beside } };
  for (const since of ['year', 'month'] as const) {
    const { historyFields } = trialNeeds(files, { draft, month: '2025-10', since });
    expect([...historyFields].sort()).toEqual(Object.keys(entering).sort());
  }
  const plain = await historyAnew({});
  expect(await historyAnew(beside), 'what is not named does not enter').toBe(plain);
  expect(await historyAnew({ 'history.above_points': 3 })).not.toBe(plain);
});

test('two versions are compared as if each had been in force', async () => {
  const other = newVersion(
    files,
    { base: '2023-09', changes: { 'regime.score.enter': 2, 'regime.score.leave': 1 } },
    { version: 'strict', title: '从严', from: '2026-01', by: '甲', note: '试', at: '2025-12-01' },
    '2025-10',
  );
  const trial = { month: '2025-10', since: 'year' } as const;
  const both = [...files, other];
  const forth = await tryDraft(await district(), both, {
    ...trial,
    draft: { base: 'strict', changes: {} },
    against: '2023-09',
  });
  const back = await tryDraft(await district(), both, {
    ...trial,
    draft: { base: '2023-09', changes: {} },
    against: 'strict',
  });
  expect(forth.regime_moved).toBeGreaterThan(0);
  expect(back.regime_moved).toBe(forth.regime_moved);
  expect(back.visits).toEqual({ before: forth.visits.after, after: forth.visits.before });
});

test.for<[string, Record<string, unknown>, string]>([
  ['weights that miss 100', { 'indicators.hazard_overdue.weight': 13 }, 'indicators'],
  ['a huge number', { 'indicators.hazard_overdue.cap': 1e300 }, 'indicators.hazard_overdue.cap'],
  ['a tiny divisor', { 'indicators.hazard_overdue.cap': 1e-300 }, 'indicators.hazard_overdue.cap'],
  ['a negative number', { 'tiers.margin': -1 }, 'tiers.margin'],
  ['no number', { 'tiers.margin': NaN }, 'tiers.margin'],
  ['a text for a number', { 'tiers.margin': '2; drop table x' }, 'tiers.margin'],
  [
    'a number for a tier',
    { 'gates.false_return.minimum_tier': 1 },
    'gates.false_return.minimum_tier',
  ],
  [
    'an unknown tier',
    { 'gates.false_return.minimum_tier': "red'); drop schema policy; --" },
    'gates.false_return.minimum_tier',
  ],
  [
    'a label',
    { 'indicators.hazard_overdue.label.zh': "'); select 1; --" },
    'indicators.hazard_overdue.label.zh',
  ],
  ['a field that is none', { __proto__polluted: 1 }, '__proto__polluted'],
  ['a leave above its enter', { 'regime.score.leave': 99 }, 'regime.score.leave'],
  ['half a month', { 'regime.months_to_leave': 1.5 }, 'regime.months_to_leave'],
])('a draft with %s is refused at its field', ([, changes, column]) => {
  const failure = failureOf(() =>
    draftFile(shipped, changes as Draft['changes'], { version: 'x', effectiveFrom: '2025-01-01' }),
  );
  expect(failure.code).toBe('policy_invalid');
  expect(failure.options.where?.column).toBe(column);
});

test('whatever numbers a draft holds, it is refused or scores nobody beyond 0 to 100', async () => {
  const fields = draftFields(shipped.text);
  const anything = fc.dictionary(
    fc.constantFrom(...fields.map(({ field }) => field).filter((field) => !/weight$/.test(field))),
    fc.oneof(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      fc.double(),
      fc.boolean(),
      fc.string(),
    ),
    { maxKeys: 3 },
  );
  let tried = 0;
  for (const changes of fc.sample(anything, { numRuns: 60, seed: 3 })) {
    const draft = { base: '2023-09', changes };
    try {
      draftFile(shipped, changes, { version: 'x', effectiveFrom: '2025-01-01' });
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      continue;
    }
    const trial = { draft, month: '2025-10', since: 'month' } as const;
    const one = await district(historyStepFrom(trialNeeds(files, trial).historyFrom));
    await tryDraft(one, files, trial);
    const wild = await one.connection.runAndReadAll(
      `select * from after.scores.point where not (score >= 0 and score <= 100.000001)`,
    );
    expect(wild.getRows(), JSON.stringify(changes)).toEqual([]);
    tried += 1;
    if (tried === 4) break;
  }
  expect(tried).toBe(4);
});
