import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { currentSnapshot, lockHolder, openWarehouse } from '../../pipeline/warehouse/index.ts';
import { decisionModels } from './decision-models.ts';
import {
  ask,
  buildFixture,
  modelsFixture,
  receive,
  returnRow,
  temporaryFolder,
  unitRow,
} from './fixture.ts';

const NOW = '2025-06-20T09:00:00+08:00';

/** All that a snapshot says, but for its own name. */
const contentOf = (path: string) =>
  ask(
    path,
    `select 'unit' as what, unit_code as key, null as value from facts.unit
     union all select 'return', unit_code || month, status from facts.return
     union all select 'decision', unit_code || month, score::varchar from marts.decision
     union all select 'reason', unit_code || month, value::varchar from marts.decision_reason
     union all select 'field', schema_name || relation_name || field_name, label_zh from dictionary.field
     order by all`,
  );

async function logged(dir: string): Promise<unknown> {
  const warehouse = await openWarehouse(dir);
  try {
    const reader = await warehouse.connection.runAndReadAll(
      `select d.unit_code, d.month::varchar, d.score, count(r.ordinal)::integer
       from decision_log.decision d left join decision_log.decision_reason r using (unit_code, month)
       group by all order by all`,
    );
    return reader.getRows();
  } finally {
    await warehouse.close();
  }
}

/** Runs a build in a process of its own that kills itself at a step. */
async function killedAt(step: string, dir: string, models: string): Promise<void> {
  const script = new URL('killed-build.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, models, step, NOW], {
    stdio: 'inherit',
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal, `the build should have been killed at ${step}`).toBe('SIGKILL');
}

/** While the copy is made, models run, tests run; then around each step that readers could notice. */
const steps = ['copy', 'marts.decision', 'test', 'rename', 'switch', 'log'];

test('a build killed at any step leaves readers what they had, and the next one is as if nothing had been', async () => {
  const base = temporaryFolder();
  const models = modelsFixture(['staging', 'facts'], decisionModels);
  await receive(base, {
    name: 'first',
    receivedAt: '2025-04-28',
    rows: {
      unit: [unitRow('A'), unitRow('B')],
      hazard_return: [returnRow('A', '2025-04', 1), returnRow('B', '2025-04', 2)],
    },
  });
  await buildFixture(base, { models, now: new Date('2025-05-02') });
  await receive(base, {
    name: 'second',
    receivedAt: '2025-05-28',
    rows: { hazard_return: [returnRow('A', '2025-04', 5), returnRow('A', '2025-05', 6)] },
  });

  const undisturbed = join(temporaryFolder(), 'undisturbed');
  cpSync(base, undisturbed, { recursive: true });
  const wanted = await buildFixture(undisturbed, { models, now: new Date(NOW) });
  const content = await contentOf(wanted.snapshot.path);
  const log = await logged(undisturbed);
  const before = currentSnapshot(base);

  for (const step of steps) {
    const dir = join(temporaryFolder(), step);
    cpSync(base, dir, { recursive: true });
    await killedAt(step, dir, models);

    const current = currentSnapshot(dir);
    if (!current) throw new Error(`no snapshot after a kill at ${step}`);
    if (step === 'log') expect(await contentOf(current.path)).toEqual(content);
    else expect(current.snapshot_id, step).toBe(before?.snapshot_id);
    expect((await ask(current.path, 'select count(*)::integer as n from facts.unit'))[0]).toEqual({
      n: 2,
    });
    expect(existsSync(join(dir, 'writer.lock'))).toBe(true);
    expect(lockHolder(dir)).toBeUndefined();

    const { snapshot } = await buildFixture(dir, { models, now: new Date(NOW) });
    expect(await contentOf(snapshot.path), step).toEqual(content);
    expect(await logged(dir), step).toEqual(log);
    const left = readdirSync(join(dir, 'snapshots')).filter((name) => name.startsWith('.'));
    expect(left, step).toEqual([]);
    expect(existsSync(join(dir, 'writer.lock'))).toBe(false);
  }
}, 240_000);
