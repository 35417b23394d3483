import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildApart } from '../../pipeline/cli/build-apart.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { currentSnapshot } from '../../pipeline/warehouse/index.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

const PATIENT = { timeout: 60_000, interval: 50 };
const isLinux = process.platform === 'linux';

/** Builds that run on a warehouse, with the nice value of each. */
const buildsOf = (warehouse: string): { readonly pid: number; readonly nice: number }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        if (!words[1]?.endsWith('build-process.js') || words[2] !== warehouse) return [];
        const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
        return [{ pid: Number(pid), nice: Number(fields.split(' ')[16]) }];
      } catch {
        // Gone in between.
        return [];
      }
    });

/** A warehouse that has taken in files, and was never built. */
async function givenWarehouse(): Promise<string> {
  const folder = temporaryFolder();
  const [inbox, warehouse] = [join(folder, 'inbox'), join(folder, 'warehouse')];
  await simulate({ units: 24, months: 14, seed: '3', directory: inbox });
  await takeIn([inbox], { warehouse }, () => undefined);
  return warehouse;
}

test.runIf(isLinux)(
  'where the server is killed the build ends with it, and the next one publishes, behind the pages',
  async () => {
    const warehouse = await givenWarehouse();
    const asker = fileURLToPath(new URL('asks-for-a-build.ts', import.meta.url));
    const server = spawn(process.execPath, ['--import', 'tsx', asker, warehouse], {
      stdio: 'ignore',
    });
    const isBehind = () => buildsOf(warehouse).map(({ nice }) => nice);
    await expect.poll(isBehind, PATIENT).toEqual([10]);
    server.kill('SIGKILL');
    await expect.poll(() => buildsOf(warehouse), PATIENT).toEqual([]);
    const id = await buildApart(warehouse);
    expect(currentSnapshot(warehouse)?.snapshot_id).toBe(id);
  },
  120_000,
);

test('what is wrong is told as the command tells it', async () => {
  const empty = join(temporaryFolder(), 'empty');
  await expect(buildApart(empty)).rejects.toMatchObject({
    name: 'Failure',
    code: 'warehouse_empty',
    text: {
      zh: expect.stringMatching(/[\u4e00-\u9fff]/),
      en: expect.stringMatching(/^[\x20-\x7e]+$/),
    },
  });
});

test.runIf(isLinux)(
  'one that ends without a word is told',
  async () => {
    const warehouse = await givenWarehouse();
    const build = buildApart(warehouse).catch((error: unknown) => String(error));
    await expect.poll(() => buildsOf(warehouse).length, PATIENT).toBe(1);
    for (const { pid } of buildsOf(warehouse)) process.kill(pid, 'SIGKILL');
    expect(await build).toMatch(/without a word \(SIGKILL\)/);
  },
  120_000,
);
