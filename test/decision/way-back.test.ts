import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { loadPolicies, wayBack, type WayBack } from '../../pipeline/decision/index.ts';
import { combinations } from '../../pipeline/decision/way-back/combinations.ts';
import { addMonths } from '../../pipeline/decision/way-back/months.ts';
import { coursesOf } from '../../pipeline/decision/way-back/what-if.ts';
import { Beside, openSnapshot, readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import {
  accident,
  blameless,
  drill,
  finding,
  hazard,
  inspection,
  monthlyReturn,
  monthsBetween,
} from '../models/received.ts';
import type { Received } from '../models/world.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { takeAndBuild } from './built.ts';

const policyTables = [...loadPolicies(readPolicyFiles()), ...noCampaigns];
const LAST = '2025-10';

/** What a unit has open: hazards by severity, findings, and months whose return is missing. */
interface Trouble {
  readonly hazards: readonly boolean[];
  readonly findings: number;
  readonly missing: readonly string[];
}

const rowsOf = (code: string, { hazards, findings, missing }: Trouble): Received[] => [
  ...blameless(code, '2024-10', LAST).filter(
    ({ dataset, row }) =>
      dataset !== 'hazard_return' || !missing.includes(String(row['report_month']).slice(0, 7)),
  ),
  ...hazards.map((major, index) =>
    hazard(code, '2025-08', `H${String(index)}`, {
      severity: major ? 'major' : 'general',
      deadline: '2025-08-20',
    }),
  ),
  inspection(code, `V${code}`, '2025-09'),
  ...Array.from({ length: findings }, (_, index) =>
    finding(code, `V${code}`, String(index), '2025-09', {
      status: 'rectifying',
      closed_date: null,
    }),
  ),
];

async function built(rows: readonly Received[], asOf: string) {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoan-way-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  // Some days after the month, as a bureau would.
  const now = new Date(`${addMonths(asOf, 1)}-05T12:00:00+08:00`);
  return (await takeAndBuild(dir, rows, { policyTables, asOf, now })).snapshot;
}

async function beside(rows: readonly Received[]): Promise<Beside> {
  const opened = await Beside.open(await built(rows, LAST));
  onTestFinished(() => opened.close());
  return opened;
}

/** The actions of a way back, done in the month after and gone on with: rows as they would really come. */
function done(code: string, { actions, back }: WayBack): Received[] {
  const first = addMonths(LAST, 1);
  const months = monthsBetween(first, back ?? first);
  return actions.flatMap(({ kind, reference }): Received[] => {
    const closed = { status: 'struck_off', closed_date: `${first}-05` };
    switch (kind) {
      case 'strike_off_hazard':
        return [
          {
            ...hazard(code, first, String(reference), {
              ...closed,
              found_date: '2025-08-05',
              deadline: '2025-08-20',
            }),
            file: `${code} closed`,
          },
        ];
      case 'rectify_finding': {
        const [, number = ''] = String(reference).split('/');
        return [
          {
            ...finding(code, `V${code}`, number, '2025-09', closed),
            receivedAt: `${first}-06 10:00:00`,
            file: `findings of ${code} closed`,
          },
        ];
      }
      case 'hand_in':
        return [
          {
            ...monthlyReturn(code, String(reference), 0),
            receivedAt: `${first}-06 10:00:00`,
            file: `${code} ${String(reference)} late`,
          },
        ];
      case 'make_up':
      case 'keep_campaigns':
        throw new RangeError(`no campaign runs here: ${kind}`);
      case 'on_time':
        return months.map((month) => monthlyReturn(code, month, 0));
      case 'drill':
        return months.map((month) => drill(code, month));
      case 'visit':
        return [
          { ...inspection(code, `clean ${code}`, first), receivedAt: `${first}-20 10:00:00` },
        ];
    }
  });
}

/** Months after the newest and their regimes, by unit. */
async function regimes(rows: readonly Received[], asOf: string): Promise<Map<string, string[]>> {
  const instance = await openSnapshot(await built(rows, asOf));
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select unit_code, left(month::varchar, 7) || ' ' || regime from marts.decision
     where month > $1::date order by unit_code, month`,
    [`${LAST}-01`],
  );
  instance.closeSync();
  const lines = reader.getRows().map(([code, line]) => [String(code), String(line)] as const);
  return new Map(
    lines.map(([code]) => [code, lines.filter(([each]) => each === code).map(([, line]) => line)]),
  );
}

test('for any troubles the set leads back as a real build decides, and no part of it does', async () => {
  const troubles = fc.sample(
    fc.record({
      hazards: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
      findings: fc.integer({ min: 0, max: 2 }),
      missing: fc.subarray(['2025-07', '2025-08', '2025-09', '2025-10'], { maxLength: 3 }),
    }),
    { numRuns: 3, seed: 12 },
  );
  // Two quiet schools of the same kind beside, so that the kind's own numbers are not the unit's alone.
  const others = [...blameless('X', '2024-10', LAST), ...blameless('Y', '2024-10', LAST)];
  const rows = [
    ...others,
    ...troubles.flatMap((trouble, index) => rowsOf(`U${String(index)}`, trouble)),
  ];
  const models = await beside(rows);
  const ways: WayBack[] = [];
  for (const index of troubles.keys()) {
    const code = `U${String(index)}`;
    const way = await wayBack(models, code, LAST);
    if (way.state !== 'open') {
      expect(way.state, code).toBe('there');
      continue;
    }
    ways.push(way);
    // Every proper part of the set, decided by the models, comes back later or not at all.
    const parts = way.actions.flatMap((_, size) => [...combinations(way.actions, size, 500)]);
    const horizon = monthsBetween(LAST, way.back ?? '').length - 1;
    const courses = await coursesOf(models, { unit: code, month: LAST, horizon }, parts);
    expect(
      courses.map((course) => course.back),
      `${code}: ${way.actions.map(({ name }) => name).join(', ')}`,
    ).toEqual(parts.map(() => null));
  }
  expect(ways.length).toBeGreaterThanOrEqual(2);
  // The sets themselves, as rows that really come, in a build of all that.
  const last =
    ways
      .map(({ back }) => back ?? '')
      .toSorted()
      .at(-1) ?? '';
  const came = [...rows, ...ways.flatMap((way) => done(way.unit, way))];
  const decided = await regimes(came, last);
  for (const { unit, back } of ways) {
    const lines = decided.get(unit) ?? [];
    expect(
      lines.find((line) => line.endsWith('full_checkup')),
      unit,
    ).toBe(`${String(back)} full_checkup`);
  }
}, 480_000);

test('a gate that only time lifts is named with its month, and the way back is after it', async () => {
  const models = await beside([
    ...blameless('A', '2024-10', LAST),
    ...blameless('B', '2024-10', LAST),
    accident('A', 'X1', '2024-12'),
  ]);
  const way = await wayBack(models, 'A', LAST);
  expect(way.state).toBe('open');
  expect(way.gates).toMatchObject([{ gate: 'accident_recent', until: '2027-12' }]);
  // Three months in a row without the gate.
  expect(way.back).toBe('2028-02');
  expect(way.actions.map(({ name }) => name)).toEqual(['on_time']);
  expect(await wayBack(models, 'B', LAST)).toMatchObject({ state: 'there', actions: [] });
  await expect(wayBack(models, "A'; drop table x; --", LAST)).rejects.toMatchObject({
    code: 'month_undecided',
  });
}, 240_000);

test('a visit whose record was corrected to another unit is on that one’s way back, findings and all', async () => {
  const visit = inspection('A', 'V1', '2025-08');
  const models = await beside([
    ...blameless('A', '2024-10', LAST),
    ...blameless('B', '2024-10', LAST),
    visit,
    finding('A', 'V1', '1', '2025-08', {
      severity: 'major',
      status: 'rectifying',
      closed_date: null,
    }),
    {
      ...visit,
      row: { ...visit.row, unit_code: 'B' },
      file: 'corrected',
      receivedAt: `${LAST}-06 10:00:00`,
    },
  ]);
  const kindsOf = async (code: string) =>
    (await wayBack(models, code, LAST)).actions.map(({ kind }) => kind);
  expect(await kindsOf('B')).toContain('rectify_finding');
  // Its own gate is gone: only time is to be waited for.
  expect(await kindsOf('A')).not.toContain('rectify_finding');
}, 240_000);

test('combinations are all there are, in order', () => {
  expect([...combinations(['a', 'b', 'c'], 2, 9)].map((set) => set.join(''))).toEqual([
    'ab',
    'ac',
    'bc',
  ]);
  expect([...combinations(['a'], 0, 9)]).toEqual([[]]);
  expect([...combinations(['a'], 2, 9)]).toEqual([]);
  expect([...combinations(['a', 'b', 'c', 'd'], 2, 4)]).toHaveLength(4);
});
