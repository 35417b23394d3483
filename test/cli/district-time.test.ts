import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../pipeline/cli/command.ts';
import { wallClock } from '../../pipeline/contracts/index.ts';
import { openWarehouse } from '../../pipeline/warehouse/index.ts';
import { REGISTER } from '../intake/intake.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

test.each(['UTC', 'America/New_York'])(
  'what comes in on a machine set to %s is received by the clock of the district',
  async (zone) => {
    const folder = temporaryFolder();
    const file = join(folder, '单位名册.csv');
    writeFileSync(file, REGISTER);
    const before = wallClock(new Date());
    const { status } = spawnSync(
      process.execPath,
      ['pipeline/xiaoan.js', 'ingest', file, '--warehouse', join(folder, 'warehouse')],
      { cwd: projectRoot, env: { ...process.env, TZ: zone } },
    );
    expect(status).toBe(0);
    const { connection, close } = await openWarehouse(join(folder, 'warehouse'));
    try {
      const reader = await connection.runAndReadAll('select received_at::varchar from intake.file');
      const received = String(reader.getRows()[0]?.[0]);
      expect(received >= before).toBe(true);
      expect(received <= wallClock(new Date())).toBe(true);
    } finally {
      await close();
    }
  },
);
