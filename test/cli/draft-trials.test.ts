import { expect, test } from 'vitest';
import { apart } from '../../pipeline/cli/apart/apart.ts';
import { DraftTrials } from '../../pipeline/cli/serving/draft-trials.ts';
import { tryDraftBeside } from '../../pipeline/cli/serving/try-draft.ts';
import { Turns } from '../../pipeline/cli/serving/turns.ts';
import type { Trial } from '../../pipeline/decision/index.ts';
import { currentSnapshot } from '../../pipeline/warehouse/index.ts';
import { givenWarehouse, jobsOf, listsProcesses } from './jobs-apart.ts';

const PATIENT = { timeout: 60_000, interval: 50 };

test.runIf(listsProcesses)(
  'a draft that enters the history model is tried in a process of its own, which ends with its reader',
  { timeout: 180_000 },
  async () => {
    const warehouse = await givenWarehouse();
    await apart('build', { warehouse });
    const month = currentSnapshot(warehouse)?.month ?? '';
    const turns = new Turns();
    const trials = new DraftTrials(warehouse, turns);
    const of = (changes: Trial['draft']['changes']): Trial => ({
      draft: { base: '2026-09', changes },
      month,
      since: 'year',
    });
    const entering = of({ 'severity_points.general': 2 });

    const left = new AbortController();
    const first = trials.try(entering, left.signal).catch((error: unknown) => error);
    await expect
      .poll(() => jobsOf(warehouse, 'trial').map(({ nice }) => nice), PATIENT)
      .toEqual([10]);
    const second = trials.try(entering, new AbortController().signal);
    // One that does not enter the model waits for no fit.
    const quick = await trials.try(of({ 'tiers.margin': 1 }), new AbortController().signal);
    expect(quick.history_refitted).toEqual([]);
    left.abort();
    expect(await first).toBe(left.signal.reason);
    const result = await second;
    await expect.poll(() => jobsOf(warehouse, 'trial'), PATIENT).toEqual([]);
    const here = { ...(await tryDraftBeside(warehouse, entering)), milliseconds: 0 };
    expect({ ...result, milliseconds: 0 }).toEqual(JSON.parse(JSON.stringify(here)));
    expect(result.history_refitted).toEqual(['severity_points.general']);

    const wrong = trials.try({ ...entering, month: '1999-01' }, new AbortController().signal);
    await expect(wrong).rejects.toMatchObject({ name: 'Failure', code: 'month_invalid' });
  },
);
