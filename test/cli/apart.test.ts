import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { apart } from '../../pipeline/cli/apart/apart.ts';
import { currentSnapshot } from '../../pipeline/warehouse/index.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';
import { givenWarehouse, jobsOf, listsProcesses } from './jobs-apart.ts';

const PATIENT = { timeout: 60_000, interval: 50 };
test.runIf(listsProcesses)(
  'where the server is killed the build ends with it, and the next one publishes, behind the pages',
  async () => {
    const warehouse = await givenWarehouse();
    const asker = fileURLToPath(new URL('asks-for-a-build.ts', import.meta.url));
    const server = spawn(process.execPath, ['--import', 'tsx', asker, warehouse], {
      stdio: 'ignore',
    });
    const isBehind = () => jobsOf(warehouse, 'build').map(({ nice }) => nice);
    await expect.poll(isBehind, PATIENT).toEqual([10]);
    server.kill('SIGKILL');
    await expect.poll(() => jobsOf(warehouse, 'build'), PATIENT).toEqual([]);
    const id = await apart('build', { warehouse });
    expect(currentSnapshot(warehouse)?.snapshot_id).toBe(id);
  },
  120_000,
);

test('what is wrong is told as the command tells it', async () => {
  const empty = join(temporaryFolder(), 'empty');
  await expect(apart('build', { warehouse: empty })).rejects.toMatchObject({
    name: 'Failure',
    code: 'warehouse_empty',
    text: {
      zh: expect.stringMatching(/[\u4e00-\u9fff]/),
      en: expect.stringMatching(/^[\x20-\x7e]+$/),
    },
  });
});

test.runIf(listsProcesses)(
  'one that ends without a word is told',
  async () => {
    const warehouse = await givenWarehouse();
    const build = apart('build', { warehouse }).catch((error: unknown) => String(error));
    await expect.poll(() => jobsOf(warehouse, 'build').length, PATIENT).toBe(1);
    for (const { pid } of jobsOf(warehouse, 'build')) process.kill(pid, 'SIGKILL');
    expect(await build).toMatch(/without a word \(SIGKILL\)/);
  },
  120_000,
);
