import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { PlanDesk } from '../../pipeline/cli/planning/desk.ts';
import { detailOf } from '../../pipeline/cli/planning/plan-detail.ts';
import type { PlanGround } from '../../pipeline/cli/planning/ground.ts';
import { readCapacity, type Capacity } from '../../pipeline/planning/capacity.ts';
import { capacityFileId } from '../../pipeline/planning/capacity-store.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import { makePlan } from '../../pipeline/planning/make-plan.ts';
import { Failure, text } from '../../pipeline/contracts/index.ts';
import { givenCapacity, givenUnits } from './world.ts';

const units = givenUnits(20, 2);

/** The file of teams that holds them. */
const fileOf = ({ version, teams }: Capacity): string =>
  stringify({
    version,
    teams: teams.map(({ team, kind, area, daysPerMonth, inspectors }) => ({
      team,
      kind,
      area,
      days_per_month: daysPerMonth,
      inspectors: inspectors.map(({ name, skills }) => ({ name, skills })),
    })),
  });

const both = fileOf({ ...givenCapacity(2, 4, 2), version: '一版' });
const other = givenCapacity(2, 4, 2);
const onlyFirst = fileOf({
  ...other,
  version: '二版',
  teams: other.teams.filter(({ team }) => team !== '检查2组'),
});

const groundOf = (content: string, more: Partial<PlanGround> = {}): PlanGround => ({
  snapshotId: 'test',
  month: '2026-10',
  units,
  capacity: readCapacity('capacity.yaml', content),
  capacityFileId: capacityFileId(content),
  capacityFault: undefined,
  leftOver: [],
  ...more,
});

let folder: string;
let desk: PlanDesk;
let draft: PlanDocument;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoan-teams-'));
  desk = new PlanDesk(folder);
  await desk.capacity.take('一版.yaml', Buffer.from(both), '王');
  const wish = { month: '2026-11', months: 1, days: null, certificates: [], locksOf: null };
  const request = desk.request(groundOf(both), wish);
  const plan = await makePlan(request);
  draft = desk.keep(groundOf(both), wish, request, { plan, breaches: [], clash: null });
  await desk.capacity.take('二版.yaml', Buffer.from(onlyFirst), '李');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shown = (plan: PlanDocument) => detailOf(desk, groundOf(onlyFirst), plan, 'zh');
const mostOf = (plan: PlanDocument) =>
  Object.fromEntries(
    (shown(plan).month_days[0]?.teams ?? []).map(({ team, most }) => [team, most]),
  );

test('a plan says with which file of teams it was made, whatever is in force since', () => {
  expect(desk.store.load(draft.id)).toMatchObject({
    capacity_version: '一版',
    capacity_file_id: capacityFileId(both),
  });
  expect(shown(draft)).toMatchObject({
    capacity_version: '一版',
    capacity_file_id: capacityFileId(both),
  });
  const older: PlanDocument = { ...draft };
  Reflect.deleteProperty(older, 'capacity_file_id');
  expect(shown(older).capacity_file_id).toBeNull();
});

test('a draft goes by the teams in force; one that is gone stays in sight as long as visits are its', () => {
  expect(draft.visits.some(({ team }) => team === '检查2组')).toBe(true);
  expect(mostOf(draft)).toMatchObject({ 检查1组: 4, 检查2组: 0 });
});

test('a published plan is shown with the teams that it was made with', () => {
  expect(mostOf({ ...draft, status: 'published' })).toMatchObject({ 检查1组: 4, 检查2组: 4 });
});

test('nothing is planned with teams that start from areas that there are not', () => {
  const fault = new Failure('capacity_invalid', text('错', 'wrong'));
  const wish = { month: '2026-11', months: 1, days: null, certificates: [], locksOf: null };
  expect(() => desk.request(groundOf(both, { capacityFault: fault }), wish)).toThrow(fault);
});
