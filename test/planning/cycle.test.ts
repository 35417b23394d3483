import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthOf } from '../../data/simulator/calendar.ts';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { PlanDesk, type PlanWish } from '../../pipeline/cli/planning/desk.ts';
import { leftOverFor } from '../../pipeline/cli/planning/ground.ts';
import { detailOf } from '../../pipeline/cli/planning/plan-detail.ts';
import { publishPlan } from '../../pipeline/cli/planning/publication.ts';
import { addVisit, moveVisit, removeVisit } from '../../pipeline/planning/change-plan.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import type { Author } from '../../pipeline/planning/plan-revision.ts';
import type { PlannedVisit } from '../../pipeline/planning/plan.ts';
import { Planner } from '../../pipeline/planning/planner.ts';
import type { Situation } from '../../pipeline/planning/situation.ts';
import { teamWorkbook } from '../../pipeline/planning/team-workbook.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';

const AUTHOR: Author = {
  by: '王',
  reason: 'local_knowledge',
  note: '',
  at: '2025-09-01T08:00:00Z',
};

let folder: string;
let warehouse: string;
let desk: PlanDesk;

/** A district up to September 2025, built as it was known at the end of August. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoan-cycle-'));
  warehouse = join(folder, 'warehouse');
  const directory = join(folder, 'inbox');
  await simulate({ units: 60, months: 8, seed: 'cycle', directory, end: monthOf(2025, 9) });
  await takeIn([directory], { warehouse }, () => undefined);
  copyFileSync(`${directory}.capacity.yaml`, join(warehouse, 'capacity.yaml'));
  await buildWarehouse({ warehouse, json: true, asOf: '2025-08' });
  desk = new PlanDesk(warehouse);
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function planned(month: string, days: number): Promise<PlanDocument> {
  const wish: PlanWish = { month, months: 1, days, certificates: [], locksOf: null };
  const ground = await desk.ground();
  const request = desk.request(ground, wish);
  return desk.keep(ground, wish, request, await new Planner(request).answer);
}

async function asked(sql: string, ...values: string[]): Promise<Record<string, unknown>[]> {
  const snapshot = currentSnapshot(warehouse);
  if (!snapshot) throw new Error('nothing was published');
  const instance = await openSnapshot(snapshot);
  try {
    const connection = await instance.connect();
    return (await connection.runAndReadAll(sql, values)).getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}

const statusOf = (plan: PlanDocument) =>
  asked(
    `select unit_code, visit_origin, visit_status, overrides, serious
     from marts.plan_visit where plan_id = $1`,
    plan.id,
  );

const probability = async (unit: string, month: string): Promise<number> => {
  const [row] = await asked(
    `select serious_probability from marts.unit_month
     where unit_code = $1 and month = ($2 || '-01')::date`,
    unit,
    month,
  );
  return Number(row?.['serious_probability']);
};

/** The workbook of a plan as its teams send it back: `result` says what came of each visit; null where it was not made: its
 *  row is deleted. */
async function returned(
  plan: PlanDocument,
  result: (unitCode: string) => string | null,
): Promise<string> {
  const units = new Map((await desk.ground()).units.map((unit) => [unit.code, unit]));
  const book = read(await teamWorkbook(plan.id, plan.first_month, plan.visits, units, 'zh'));
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const rows = utils.sheet_to_json<(string | null)[]>(sheet, { header: 1, defval: null });
    const at = (label: string): number => (rows[2] ?? []).indexOf(label);
    const made = rows.slice(3).filter((row) => result(String(row[at('单位代码')])) !== null);
    for (const row of made) {
      row[at('检查日期')] = row[at('计划日期')] ?? null;
      row[at('检查结论')] = result(String(row[at('单位代码')]));
    }
    book.Sheets[name] = utils.aoa_to_sheet([...rows.slice(0, 3), ...made]);
  }
  const file = join(folder, `${plan.id}.xlsx`);
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return file;
}

/** A visit that a rule or its value had put there, taken out and added again by hand. */
function exchanged(situation: Situation, plan: PlanDocument): PlanDocument {
  for (const visit of plan.visits.filter(({ origin }) => origin === 'rule' || origin === 'value')) {
    const { plan: less } = removeVisit(situation, plan, visit, AUTHOR);
    const result = addVisit(situation, less, { ...visit, type: 'special' }, AUTHOR);
    if (!result.refused) return result.plan;
  }
  throw new Error('no visit can be added');
}

/** One visit moved to another day, which one is found out. */
function movedOnce(
  situation: Situation,
  plan: PlanDocument,
): { plan: PlanDocument; moved: PlannedVisit } {
  const teams = situation.months[0]?.teams ?? [];
  for (const visit of plan.visits.filter(({ origin }) => origin !== 'override'))
    for (const { team, days } of teams)
      for (const date of days) {
        if (date === visit.date && team.team === visit.team) continue;
        const result = moveVisit(situation, plan, visit, { date, team: team.team }, AUTHOR);
        if (!result.refused) return { plan: result.plan, moved: visit };
      }
  throw new Error('no visit can be moved');
}

test('a visit that was not made rolls over where all can see it, until its result closes it and re-scores the unit', async () => {
  // September is planned and published; nothing of it comes back but what the district's own files say.
  const september = await publishPlan(warehouse, desk.store, await planned('2025-09', 1), '王');
  await buildWarehouse({ warehouse, json: true, asOf: '2025-09' });
  const left = (await statusOf(september)).filter((row) => row['visit_status'] === 'unfinished');
  expect(left.length).toBeGreaterThan(3);
  const codes = left.map((row) => String(row['unit_code'])).sort();

  const ground = await desk.ground();
  expect(leftOverFor(ground, '2025-10').map(({ unitCode }) => unitCode)).toEqual(codes);
  expect(new Set(leftOverFor(ground, '2025-10').map(({ since }) => since))).toEqual(
    new Set(['2025-09']),
  );
  expect(leftOverFor(ground, '2025-09'), 'not into its own month').toEqual([]);

  // October has them first, and says why.
  const draft = await planned('2025-10', 2);
  const again = draft.visits.filter(({ origin }) => origin === 'rolled_over');
  expect(again.map(({ unitCode }) => unitCode).sort()).toEqual(codes);
  expect(draft.breaches.filter(({ hard }) => hard)).toEqual([]);
  const shown = detailOf(desk, ground, draft, 'zh').visits.filter(
    ({ origin_label: label }) => label === '上期未完成',
  );
  expect(shown).toHaveLength(codes.length);

  // One visit is taken out and added again, and one moved, by hand before it is published.
  const situation = desk.situation(ground, draft);
  const { plan: changed, moved } = movedOnce(situation, exchanged(situation, draft));
  expect(changed.changes.map(({ action }) => action)).toEqual(['remove', 'add', 'move']);
  const october = await publishPlan(warehouse, desk.store, changed, '王');

  // While October's plan still waits for them, November does not plan them a second time.
  await buildWarehouse({ warehouse, json: true, asOf: '2025-09' });
  const waiting = (await statusOf(october)).map((row) => row['visit_status']);
  expect(new Set(waiting)).toEqual(new Set(['waiting']));
  expect(leftOverFor(await desk.ground(), '2025-11')).toEqual([]);
  expect(leftOverFor(await desk.ground(), '2025-10')).toHaveLength(codes.length);

  // All but one of October's visits come back; the one rolls on, and only that one.
  const [missed = '', visited = ''] = codes.filter((code) => code !== moved.unitCode);
  const file = await returned(october, (code) => (code === missed ? null : '合格'));
  const [step] = await takeIn(
    [file],
    { warehouse, receivedAt: '2025-10-30T09:00' },
    () => undefined,
  );
  expect(step?.outcome).toMatchObject({ status: 'loaded', rows_quarantined: 0 });
  const before = await probability(visited, '2025-09');
  await buildWarehouse({ warehouse, json: true, asOf: '2025-10' });
  const rows = await statusOf(october);
  expect(
    rows.filter((row) => row['visit_status'] === 'unfinished').map((row) => row['unit_code']),
  ).toEqual([missed]);
  expect(leftOverFor(await desk.ground(), '2025-11')).toEqual([
    expect.objectContaining({ unitCode: missed, since: '2025-09', plannedAgain: null }),
  ]);
  expect(await probability(visited, '2025-10'), 're-scored by a clean visit').toBeLessThan(before);

  // What came of visits by hand stands beside what came of the planned ones.
  const outcome = await asked(
    `select visit_origin, visits_planned, visits_done, visits_serious, serious_expected
     from marts.plan_outcome where month = '2025-10-01' order by visit_origin`,
  );
  const made = (origin: string) => outcome.find((row) => row['visit_origin'] === origin);
  expect(made('override')).toMatchObject({ visits_planned: 2, visits_done: 2, visits_serious: 0 });
  expect(Number(made('override')?.['serious_expected'])).toBeGreaterThan(0);
  const rolled = codes.filter((code) => code !== moved.unitCode).length;
  expect(made('rolled_over')).toMatchObject({ visits_planned: rolled, visits_done: rolled - 1 });

  // A file of teams put in force before there were units may name an area that there is not: plans are still shown.
  const inForce = join(warehouse, 'capacity.yaml');
  const [area = ''] = ground.capacity.teams.map((team) => team.area);
  writeFileSync(inForce, readFileSync(inForce, 'utf8').replace(`area: ${area}`, `area: ${area}曲`));
  const mistyped = await desk.ground();
  expect(mistyped.capacityFault?.message).toContain(`did you mean "${area}"?`);
  expect(detailOf(desk, mistyped, october, 'zh').visits).toHaveLength(october.visits.length);
  await expect(planned('2025-11', 1)).rejects.toThrow(mistyped.capacityFault);
}, 900_000);
