import type { Text } from '../contracts/index.ts';
import { build, currentSnapshot, programName, type Published } from '../warehouse/index.ts';
import { buildInputs } from './build-inputs.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';
import { PlanStore } from '../planning/store.ts';
import { enterMissing } from './planning/publication.ts';
import { otherPrograms } from './program-text.ts';
import { progressLine } from './progress.ts';

export interface BuildCommandOptions {
  readonly warehouse: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** What was published, and, where another program made the snapshot before, what comes of that. */
export interface BuiltWarehouse extends Published {
  readonly new_program?: { readonly before: string | null; readonly told: Text | null };
}

/**
 * Builds a snapshot from all that has been taken in and publishes it, with progress on standard error.
 * @throws Failure as `build` lists them, or for a policy or campaign file that is wrong
 */
export async function buildWarehouse(options: BuildCommandOptions): Promise<BuiltWarehouse> {
  const before = currentSnapshot(options.warehouse);
  const progress = progressLine(cliLocale() === 'zh' ? '生成' : 'build', options.json ?? false);
  try {
    await enterMissing(options.warehouse, new PlanStore(options.warehouse));
    const published = await build(options.warehouse, {
      ...buildInputs(options.warehouse),
      onProgress: ({ step, done, total }) => progress.show(done, total, step),
      ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    });
    if (!before || before.program === published.snapshot.program) return published;
    const told = await withNewestSnapshot(options.warehouse, otherPrograms);
    return { ...published, new_program: { before: before.program ?? null, told: told ?? null } };
  } finally {
    progress.end();
  }
}

/** What was published, in one line, and in one more that another program made the snapshot before. */
export function publishedLine(published: BuiltWarehouse): string {
  const { snapshot, models, tests, timings, new_program: change } = published;
  const seconds = (timings.reduce((sum, item) => sum + item.milliseconds, 0) / 1000).toFixed(1);
  const { snapshot_id: id, month, policy_version: policy } = snapshot;
  const locale = cliLocale();
  const line =
    locale === 'zh'
      ? `已公布快照 ${id}：截至 ${month}，规则 ${policy}，${models} 个模型、${tests} 项数据测试通过，用时 ${seconds} 秒\n`
      : `Published snapshot ${id}: up to ${month}, policy ${policy}, ${models} models, ${tests} data tests passed, ${seconds} s\n`;
  if (!change) return line;
  const earlier = programName(change.before)[locale];
  const told = change.told?.[locale];
  return locale === 'zh'
    ? `${line}已由${earlier}换为程序（${snapshot.program}）${told === undefined ? '' : `：${told}`}\n`
    : `${line}From ${earlier} to program ${snapshot.program}. ${told ?? ''}\n`;
}

/** `xiaoan build` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('build'))
    .description('run the models over all that was taken in, test them and publish a snapshot')
    .option('--as-of <YYYY-MM>', 'newest month to decide; default the newest month received')
    .addHelpText('after', '\nExample:\n  $ xiaoan build --as-of 2025-10')
    .action(async (options: BuildCommandOptions) => {
      const published = await buildWarehouse(options);
      process.stdout.write(
        options.json ? `${JSON.stringify(published)}\n` : publishedLine(published),
      );
    });
};
