import { InvalidArgumentError } from 'commander';
import { backtest } from '../decision/index.ts';
import { backtestText } from './backtest-text.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';

interface Options {
  readonly warehouse: string;
  readonly from?: string;
  readonly to?: string;
  readonly window?: number;
  readonly json?: boolean;
}

/** `xiaoan backtest` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('backtest'))
    .description('how well the scores foretold what inspectors found, beside simple methods')
    .option(
      '--from <YYYY-MM>',
      'first month at whose end is foretold; default after a year of visits',
    )
    .option('--to <YYYY-MM>', 'last such month; default the newest with a whole window after it')
    .option('--window <months>', 'months in which the next visit is awaited', wholeNumber)
    .addHelpText('after', '\nExample:\n  $ xiaoan backtest --from 2025-01 --window 6')
    .action(async ({ warehouse, json, ...options }: Options) => {
      const found = await withNewestSnapshot(warehouse, (connection) =>
        backtest(connection, options),
      );
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : backtestText(found, cliLocale()));
    });
};

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('expected a whole number of months');
  return Number(value);
}
