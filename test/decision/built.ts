import { historyStep } from '../../pipeline/decision/index.ts';
import { build, type BuildOptions, type Published } from '../../pipeline/warehouse/index.ts';
import type { Received } from '../models/world.ts';
import { receive } from '../warehouse/fixture.ts';

/** Puts rows into a warehouse, file by file. */
export async function take(dir: string, rows: readonly Received[]): Promise<void> {
  for (const name of new Set(rows.map(({ file }) => file))) {
    const list = rows.filter(({ file }) => file === name);
    const datasets = [...new Set(list.map(({ dataset }) => dataset))];
    await receive(dir, {
      name,
      receivedAt: list[0]?.receivedAt ?? '',
      rows: Object.fromEntries(
        datasets.map((each) => [
          each,
          list.filter(({ dataset }) => dataset === each).map(({ row }) => ({ ...row })),
        ]),
      ),
    });
  }
}

/** Puts rows into a warehouse and builds it with the repository's models, the history model included. */
export async function takeAndBuild(
  dir: string,
  rows: readonly Received[],
  options: BuildOptions,
): Promise<Published> {
  await take(dir, rows);
  return build(dir, { steps: [historyStep], ...options });
}
