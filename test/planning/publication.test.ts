import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { enterMissing, publishPlan, revealDraw } from '../../pipeline/cli/planning/publication.ts';
import { planActions } from '../../pipeline/cli/planning/plan-actions.ts';
import { Turns } from '../../pipeline/cli/serving/turns.ts';
import { lockVisit } from '../../pipeline/planning/change-plan.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import { canonicalJson } from '../../pipeline/planning/draw/index.ts';
import { Situation } from '../../pipeline/planning/situation.ts';
import { PlanStore } from '../../pipeline/planning/store.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { givenDraw } from './draw/given.ts';
import { keptPlan } from './kept-plan.ts';
import { givenCapacity, givenRequest, givenUnits } from './world.ts';

function folder(): { dir: string; store: PlanStore } {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoan-publication-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return { dir, store: new PlanStore(dir) };
}

/** A draft with one change by hand, kept. */
async function draft(store: PlanStore): Promise<PlanDocument> {
  const request = givenRequest(givenUnits(24, 3), givenCapacity(2, 4, 3), { months: 2 });
  const plan = await keptPlan(request, '2026-11-0a0b0c0d');
  const [first] = plan.visits;
  if (!first) throw new Error('the plan is empty');
  const author = { by: '王', reason: 'weather', note: '', at: '2026-10-21T08:00:00Z' } as const;
  const changed = lockVisit(new Situation(request), plan, first, true, author);
  store.save(changed.plan);
  return changed.plan;
}

async function rowsOf(dir: string, table: string, key: string): Promise<number> {
  const warehouse = await openWarehouse(dir);
  try {
    const reader = await warehouse.connection.runAndReadAll(
      `select count(*)::integer, count(distinct ${key})::integer from planning.${table}`,
    );
    return Number(reader.value(0, 0));
  } finally {
    await warehouse.close();
  }
}

async function killed(dir: string, kind: string, id: string, moment: string): Promise<void> {
  const script = new URL('killed-publication.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, kind, id, moment], {
    stdio: 'inherit',
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

describe('publishing a plan', () => {
  test('enters the visits of its first month and the changes by hand, once', async () => {
    const { dir, store } = folder();
    const plan = await draft(store);
    const published = await publishPlan(dir, store, plan, '王');
    expect(await publishPlan(dir, store, store.load(plan.id), '李')).toEqual(published);
    expect(store.load(plan.id)).toMatchObject({ status: 'published', published_by: '王' });
    const first = plan.visits.filter(({ date }) => date.startsWith('2026-11'));
    expect(first.length).toBeLessThan(plan.visits.length);
    expect(await rowsOf(dir, 'visit', 'plan_id')).toBe(first.length);
    expect(await rowsOf(dir, 'plan_override', 'plan_id')).toBe(1);
    expect(await enterMissing(dir, store)).toBe(0);
  });

  test('killed before its file is in place, nothing was published', async () => {
    const { dir, store } = folder();
    const plan = await draft(store);
    await killed(dir, 'plan', plan.id, 'before');
    expect(store.load(plan.id).status).toBe('draft');
    expect(await enterMissing(dir, store)).toBe(0);
    expect(await rowsOf(dir, 'visit', 'plan_id')).toBe(0);
    expect((await publishPlan(dir, store, plan, '王')).status).toBe('published');
  });

  test('killed between file and rows, a restart enters them', async () => {
    const { dir, store } = folder();
    const plan = await draft(store);
    await killed(dir, 'plan', plan.id, 'after');
    expect(store.load(plan.id)).toMatchObject({ status: 'published', published_by: '王' });
    expect(await rowsOf(dir, 'visit', 'plan_id')).toBe(0);

    let told = 0;
    const turns = new Turns();
    planActions(dir, turns, () => (told += 1), fail);
    await turns.end();
    await expect.poll(() => told, { timeout: 10_000 }).toBe(1);
    const first = plan.visits.filter(({ date }) => date.startsWith('2026-11'));
    expect(await rowsOf(dir, 'visit', 'plan_id')).toBe(first.length);
    expect(await rowsOf(dir, 'plan_override', 'plan_id')).toBe(1);
    expect(await enterMissing(dir, store)).toBe(0);
  });

  test('refused while another process writes, nothing was published', async () => {
    const { dir, store } = folder();
    const plan = await draft(store);
    const other = await openWarehouse(dir);
    try {
      await expect(publishPlan(dir, store, plan, '王')).rejects.toThrow(
        expect.objectContaining({ code: 'warehouse_locked' }),
      );
    } finally {
      await other.close();
    }
    expect(store.load(plan.id).status).toBe('draft');
  });
});

describe('drawing', () => {
  const commitment = givenDraw(30, 6);

  test('killed between certificate and rows, the next build enters them', async () => {
    const { dir, store } = folder();
    store.saveDraw(commitment.commitment, canonicalJson(commitment));
    await killed(dir, 'draw', commitment.commitment, 'after');
    const [certificate] = store.certificates();
    expect(store.certificate(certificate?.certificate ?? '')).toEqual(certificate);
    expect(await rowsOf(dir, 'draw_outcome', 'certificate')).toBe(0);
    expect(await enterMissing(dir, store)).toBe(1);
    expect(await rowsOf(dir, 'draw_outcome', 'certificate')).toBe(30);
  });

  test('is done once: the same value gives the same certificate, another is refused', async () => {
    const { dir, store } = folder();
    const first = await revealDraw(dir, store, commitment, ['3 9 18']);
    expect(await revealDraw(dir, store, commitment, ['3 9 18'])).toEqual(first);
    await expect(revealDraw(dir, store, commitment, ['3 9 19'])).rejects.toThrow(
      expect.objectContaining({ code: 'draw_done' }),
    );
    expect(store.certificates()).toHaveLength(1);
    expect(await rowsOf(dir, 'draw_outcome', 'certificate')).toBe(30);
  });
});

const fail = (error: unknown): void => {
  throw error;
};
