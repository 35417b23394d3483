import { expect, test } from 'vitest';
import {
  explain,
  explanationText,
  historyStep,
  loadPolicies,
  newVersion,
} from '../../pipeline/decision/index.ts';
import {
  build,
  openSnapshot,
  readPolicyFiles,
  type SnapshotRef,
} from '../../pipeline/warehouse/index.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { accident, blameless, finding, hazard, inspection } from '../models/received.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';
import { take } from './built.ts';

/** Everything that can be said of the decisions of some months. */
async function told(snapshot: SnapshotRef, units: readonly string[], months: readonly string[]) {
  const instance = await openSnapshot(snapshot);
  try {
    const connection = await instance.connect();
    const lines: string[] = [];
    for (const unit of units)
      for (const month of months) {
        const explanation = await explain(connection, unit, month);
        lines.push(JSON.stringify(explanation));
        lines.push(explanationText(explanation, 'zh'), explanationText(explanation, 'en'));
      }
    const anew = await connection.runAndReadAll(
      `select count(*)::integer from scores.decision s
       join marts.decision d using (unit_code, month) where abs(s.score - d.score) > 1e-9`,
    );
    const newest = await connection.runAndReadAll(
      'select distinct policy_version from marts.decision where month = (select max(month) from marts.decision)',
    );
    return {
      bytes: Buffer.from(lines.join('\n')),
      decidedOtherwiseNow: Number(anew.getRows()[0]?.[0]),
      newestVersion: String(newest.getRows()[0]?.[0]),
    };
  } finally {
    instance.closeSync();
  }
}

test('after corrections, a rename, rows found late and new rules, published months are told byte for byte as before', async () => {
  const dir = temporaryFolder();
  const units = ['A', 'B'];
  const months = ['2025-08', '2025-09', '2025-10'];
  const before = blameless('A', '2024-09', '2025-10').concat(
    blameless('B', '2024-09', '2025-10'),
    hazard('A', '2025-09', '1', { deadline: '2025-09-15' }),
    hazard('A', '2025-09', '2', { severity: 'major', deadline: '2025-12-01' }),
    inspection('B', 'V1', '2025-09'),
    finding('B', 'V1', '1', '2025-09', { status: 'rectifying', closed_date: null }),
    accident('B', 'X1', '2025-08'),
  );
  await take(dir, before);
  const policyTables = [...loadPolicies(readPolicyFiles()), ...noCampaigns];
  const first = await build(dir, {
    policyTables,
    steps: [historyStep],
    now: new Date('2025-11-05T12:00:00+08:00'),
  });
  const published = await told(first.snapshot, units, months);
  expect(published.bytes.toString()).toContain('灭火器压力不足 1');

  const files = readPolicyFiles();
  const changes = {
    'indicators.hazard_overdue.weight': 20,
    'indicators.finding_expected.weight': 7,
    'regime.hazard.enter': 9,
    'lookback_months.hazard': 3,
  };
  const said = {
    version: '2025-12',
    title: '新规则',
    from: '2025-12',
    by: '甲',
    note: '试',
    at: '',
  };
  const next = newVersion(
    files,
    { base: '2023-09', changes },
    { ...said, at: '2025-11-30T00:00:00Z' },
    '2025-10',
  );
  await take(dir, [
    // The ledger of September anew, all in order now.
    {
      ...hazard('A', '2025-09', '1', {
        status: 'struck_off',
        closed_date: '2025-09-10',
        deadline: '2025-09-15',
      }),
      receivedAt: '2025-11-20 10:00:00',
      file: 'September anew',
    },
    ...blameless('A', '2025-11', '2025-12').filter(({ dataset }) => dataset !== 'unit'),
    {
      dataset: 'unit_change',
      receivedAt: '2025-11-21 08:00:00',
      file: 'changes',
      row: {
        change_number: '1',
        change_date: '2025-06-01',
        change_type: 'rename',
        unit_code: 'A',
        new_name: '改名学校',
      },
    },
    // Held back when it came, and loaded once a word in it was decided: its time is that of its coming.
    { ...hazard('B', '2025-08', '7', { deadline: '2025-08-10' }, 27), file: 'held back' },
  ]);
  const second = await build(dir, {
    policyTables: [...loadPolicies([...files, next]), ...noCampaigns],
    steps: [historyStep],
    asOf: '2025-12',
    now: new Date('2026-01-05T12:00:00+08:00'),
  });
  const later = await told(second.snapshot, units, months);
  expect(later.newestVersion).toBe('2025-12');
  expect(later.decidedOtherwiseNow, 'worked out anew they would differ').toBeGreaterThan(0);
  expect(later.bytes.equals(published.bytes)).toBe(true);

  const instance = await openSnapshot(second.snapshot);
  const newest = await explain(await instance.connect(), 'A', '2025-12');
  instance.closeSync();
  expect(newest.unit.name).toBe('改名学校');
  expect(newest.policy_version).toBe('2025-12');
});
