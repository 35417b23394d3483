import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { apart } from '../../pipeline/cli/apart/apart.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { leaf, percentile } from './leaf.ts';
import { summarise, type Bench, type Figure } from './measure.ts';
import { SAMPLE, serveSample } from './served-sample.ts';

const ROUNDS = 4;

/** Pages while what was handed in is published. */
export const publishBench: Bench = {
  name: 'publish',
  about: `All queries of page visits to the sample district while a district of its size is built and published (\`pipeline/cli/apart/\`), against idle, in turns: p95 and the longest.`,
  async run(rounds = ROUNDS) {
    const folder = mkdtempSync(join(tmpdir(), 'xiaoan-publish-'));
    const [inbox, warehouse] = [join(folder, 'inbox'), join(folder, 'warehouse')];
    await simulate({ ...SAMPLE, directory: inbox });
    await takeIn([inbox], { warehouse }, () => undefined);
    const served = await serveSample();
    try {
      await leaf(served.url);
      const [idle, beside]: [number[][], number[][]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        idle.push(await leafAnew(served));
        let built = false;
        const build = apart('build', { warehouse }).finally(() => (built = true));
        const times: number[] = [];
        while (!built) times.push(...(await leafAnew(served)));
        beside.push(times);
        await build;
      }
      const figure = (key: string, what: string, share: number): Figure => {
        const of = (all: readonly number[][]) =>
          summarise(all.map((times) => percentile(times, share)));
        const [own, baseline] = [of(beside), of(idle)];
        const label = `${what} of page queries, a build running / idle`;
        return { key, label, own, baseline, ratio: own.median / baseline.median };
      };
      return [figure('publish_p95', 'p95', 0.95), figure('publish_longest', 'the longest', 1)];
    } finally {
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Milliseconds of page queries on a snapshot that was just published. */
function leafAnew(served: Awaited<ReturnType<typeof serveSample>>): Promise<number[]> {
  served.swap();
  return leaf(served.url);
}
