import { explain, explanationText, wayBack, wayBackText } from '../decision/index.ts';
import { Beside, type SnapshotRef } from '../warehouse/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';

interface Options {
  readonly warehouse: string;
  readonly month?: string;
  readonly actions?: boolean;
  readonly json?: boolean;
}

/** `xiaoan explain` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('explain'))
    .description('say why a unit was decided as it was, and what would change it')
    .argument('<unit>', 'code or exact name of the unit')
    .option('--month <YYYY-MM>', 'month of the decision; default the newest')
    .option('--actions', 'also find the least that would bring it back to the annual check-up')
    .addHelpText('after', '\nExample:\n  $ xiaoan explain 9001020001 --month 2026-10')
    .action(async (unit: string, { warehouse, month, actions, json }: Options) => {
      await withNewestSnapshot(warehouse, async (connection, snapshot) => {
        const explanation = await explain(connection, unit, month);
        const way = actions ? await wayBackOf(snapshot, explanation.unit.code) : undefined;
        process.stdout.write(
          json
            ? `${JSON.stringify(way ? { ...explanation, way_back: way } : explanation)}\n`
            : explanationText(explanation, cliLocale()) +
                (way ? wayBackText(way, cliLocale()) : ''),
        );
      });
    });
};

/** From the newest month on, whichever month is explained. */
async function wayBackOf(snapshot: SnapshotRef, unit: string) {
  const beside = await Beside.open(snapshot);
  try {
    return await wayBack(beside, unit, snapshot.month);
  } finally {
    beside.close();
  }
}
