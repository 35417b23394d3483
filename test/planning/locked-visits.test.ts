import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PlanDesk, type PlanWish } from '../../pipeline/cli/planning/desk.ts';
import type { PlanGround } from '../../pipeline/cli/planning/ground.ts';
import { detailOf } from '../../pipeline/cli/planning/plan-detail.ts';
import { PlanBeingMade } from '../../pipeline/cli/planning/making.ts';
import { lockVisit } from '../../pipeline/planning/change-plan.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import { Planner } from '../../pipeline/planning/planner.ts';
import { givenCapacity, givenUnits } from './world.ts';

const units = givenUnits(60, 2);
const ground: PlanGround = {
  snapshotId: 'test',
  month: '2026-10',
  units,
  capacity: givenCapacity(2, 4, 2),
  capacityFileId: 'a'.repeat(64),
  capacityFault: undefined,
  leftOver: [],
};
const wish: PlanWish = {
  month: '2026-11',
  months: 2,
  days: null,
  certificates: [],
  locksOf: null,
};
const author = {
  at: '2026-10-20T08:00:00.000Z',
  by: '王',
  reason: 'leader_request',
  note: '',
} as const;

let folder: string;
let desk: PlanDesk;
/** A draft, the last visits of each of its months locked by hand. */
let draft: PlanDocument;

async function made(more: Partial<PlanWish>, at = ground): Promise<PlanDocument> {
  const asked = { ...wish, ...more };
  const request = desk.request(at, asked);
  return desk.keep(at, asked, request, await new Planner(request).answer);
}

const lockedOf = ({ visits }: PlanDocument) =>
  visits
    .filter(({ locked }) => locked)
    .map(({ unitCode, date, team }) => ({ unitCode, date, team }))
    .sort((one, other) => (one.unitCode < other.unitCode ? -1 : 1));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaoan-locked-'));
  desk = new PlanDesk(folder);
  vi.spyOn(desk, 'ground').mockResolvedValue(ground);
  vi.spyOn(desk.capacity, 'keepInForce').mockReturnValue(undefined);
  draft = await made({});
  for (const month of ['2026-11', '2026-12']) {
    const visits = draft.visits.filter(({ date }) => date.startsWith(month)).slice(-3);
    expect(visits).toHaveLength(3);
    for (const visit of visits)
      draft = lockVisit(desk.situation(ground, draft), draft, visit, true, author).plan;
  }
  desk.store.save(draft);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('locked visits stay with their day and team in a plan made anew, and only there', async () => {
  const anew = await made({ locksOf: draft.id, days: 3 });
  expect(lockedOf(anew)).toEqual(lockedOf(draft));
  expect(anew.breaches.filter(({ hard }) => hard)).toEqual([]);
  expect(lockedOf(await made({}))).toEqual([]);
});

test('what was changed by hand tells a visit locked from one let go', () => {
  const [locked] = draft.visits.filter((visit) => visit.locked);
  if (!locked) throw new Error('nothing is locked');
  const { plan } = lockVisit(desk.situation(ground, draft), draft, locked, false, author);
  const { changes } = detailOf(desk, ground, plan, 'zh');
  expect(changes.slice(-2).map(({ action }) => action)).toEqual(['lock', 'unlock']);
});

test('of a plan made for fewer months only what is locked in them stays', async () => {
  const anew = await made({ locksOf: draft.id, month: '2026-12', months: 1 });
  expect(lockedOf(anew)).toEqual(lockedOf(draft).filter(({ date }) => date >= '2026-12'));
});

test('where a locked visit no longer fits nothing is made, and it is said which', async () => {
  const [gone] = lockedOf(draft);
  const smaller = { ...ground, units: units.filter(({ code }) => code !== gone?.unitCode) };
  const before = desk.store.list().length;
  await expect(made({ locksOf: draft.id }, smaller)).rejects.toMatchObject({
    code: 'locked_not_kept',
    text: {
      zh: expect.stringContaining(`${gone?.unitCode} ${gone?.date} ${gone?.team}`) as string,
    },
  });
  await expect(made({ locksOf: draft.id, days: 0 })).rejects.toMatchObject({
    code: 'locked_not_kept',
  });
  expect(desk.store.list()).toHaveLength(before);
});

test('a page is told why its plan was not kept, in its reader’s language, and no bug is reported', async () => {
  const report = vi.fn();
  const making = new PlanBeingMade(desk, report);
  await making.begin({ ...wish, locksOf: draft.id, days: 0 });
  await expect(making.begin(wish)).rejects.toMatchObject({ code: 'plan_busy' });
  await vi.waitUntil(() => making.told('en').state !== 'making', { timeout: 60_000 });
  expect(making.told('en')).toMatchObject({
    state: 'failed',
    error: { code: 'locked_not_kept', message: expect.stringMatching(/^Locked visits/) as string },
  });
  expect(making.told('zh').error?.message).toMatch(/^锁定的检查排不进新计划/);
  expect(report).not.toHaveBeenCalled();
});

test('a plan that cannot be written is a bug that is told of, not the end of the server', async () => {
  const report = vi.fn();
  const full = new Error('ENOSPC');
  const making = new PlanBeingMade(desk, report);
  const save = vi.spyOn(desk.store, 'save').mockImplementation(() => {
    throw full;
  });
  await making.begin(wish);
  await vi.waitUntil(() => making.told('en').state !== 'making', { timeout: 60_000 });
  save.mockRestore();
  expect(making.told('en')).toMatchObject({ state: 'failed', error: { code: 'internal' } });
  expect(report).toHaveBeenCalledWith(full);
});
