import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import type { JobName } from '../../pipeline/cli/apart/jobs.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

/** Whether {@link jobsOf} can tell. */
export const listsProcesses = process.platform === 'linux';

/** Processes that do a job on a warehouse, with the nice value of each. */
export const jobsOf = (
  warehouse: string,
  job: JobName,
): { readonly pid: number; readonly nice: number }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        if (!words[1]?.endsWith('apart/process.js')) return [];
        if (words[2] !== job || words[3] !== warehouse) return [];
        const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
        return [{ pid: Number(pid), nice: Number(fields.split(' ')[16]) }];
      } catch {
        // Gone in between.
        return [];
      }
    });

/** A warehouse that has taken in files, and was never built. */
export async function givenWarehouse(): Promise<string> {
  const folder = temporaryFolder();
  const [inbox, warehouse] = [join(folder, 'inbox'), join(folder, 'warehouse')];
  await simulate({ units: 24, months: 14, seed: '3', directory: inbox });
  await takeIn([inbox], { warehouse }, () => undefined);
  return warehouse;
}
