import { Failure, text } from '../contracts/index.ts';
import { explain, explanationText } from '../decision/index.ts';
import { currentSnapshot, openSnapshot } from '../warehouse/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';

interface Options {
  readonly warehouse: string;
  readonly month?: string;
  readonly json?: boolean;
}

/** `xiaoan explain` */
export const registerExplain: RegisterCommand = (program) => {
  withWarehouse(program.command('explain'))
    .description('say why a unit was decided as it was, and what would change it')
    .argument('<unit>', 'code or exact name of the unit')
    .option('--month <YYYY-MM>', 'month of the decision; default the newest')
    .addHelpText('after', '\nExample:\n  $ xiaoan explain 3301010001 --month 2026-10')
    .action(async (unit: string, { warehouse, month, json }: Options) => {
      const snapshot = currentSnapshot(warehouse);
      if (!snapshot)
        throw new Failure(
          'no_snapshot',
          text('还没有公布过快照', 'No snapshot has been published'),
          {
            where: { file: warehouse },
            hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
          },
        );
      const instance = await openSnapshot(snapshot);
      try {
        const explanation = await explain(await instance.connect(), unit, month);
        process.stdout.write(
          json ? `${JSON.stringify(explanation)}\n` : explanationText(explanation, cliLocale()),
        );
      } finally {
        instance.closeSync();
      }
    });
};
