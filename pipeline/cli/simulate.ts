import { existsSync, readdirSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { defaultEnd, isoMonth, parseMonth } from '../../data/simulator/calendar.ts';
import { simulate } from '../../data/simulator/simulate.ts';
import { Failure, text } from '../contracts/index.ts';
import type { RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';

interface Options {
  units: number;
  months: number;
  seed: string;
  output: string;
  end?: number;
  format: 'handmade' | 'csv';
  json?: true;
}

/** `xiaoan simulate`: writes the files of an invented district. */
export const register: RegisterCommand = (program) => {
  program
    .command('simulate')
    .description('write the files that the schools of an invented district would send in')
    .option('--units <n>', 'number of units', whole(10, 9000), 320)
    .option('--months <m>', 'number of months', whole(1, 240), 36)
    .option('--seed <text>', 'the same seed gives the same files', '1')
    .option('--end <month>', `last month, YYYY-MM (default: ${isoMonth(defaultEnd)})`, month)
    .option(
      '--format <format>',
      'handmade: as people send them; csv: one clean file a dataset',
      format,
      'handmade',
    )
    .requiredOption('-o, --output <dir>', 'folder to write to; new or empty')
    .option('--json', 'print machine-readable JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan simulate --units 320 --months 36 --seed 1 -o data/sample\n\nWhat really happened goes to <dir>.truth.json, for tests.',
    )
    .action(async (options: Options) => {
      refuseFilled(options.output);
      const started = performance.now();
      const truth = await simulate({ ...options, directory: options.output });
      const seconds = (performance.now() - started) / 1000;
      const { files, bytes, rows, mistakes } = truth;
      const total = Object.values(rows).reduce((sum, { written }) => sum + written, 0);
      if (options.json) {
        const summary = { directory: options.output, files, bytes, rows, spoilt: mistakes.length };
        process.stdout.write(`${JSON.stringify(summary)}\n`);
        return;
      }
      const span = `${truth.first_month} – ${truth.last_month}`;
      process.stdout.write(
        cliLocale() === 'zh'
          ? `已生成 ${files} 份文件、${total} 行（其中 ${mistakes.length} 行有意写错），${span}，用时 ${seconds.toFixed(1)} 秒：${options.output}\n`
          : `${files} files, ${total} rows (${mistakes.length} spoilt on purpose), ${span}, in ${seconds.toFixed(1)} s: ${options.output}\n`,
      );
    });
};

/** A folder with something in it is left alone: what is there may be real. */
function refuseFilled(directory: string): void {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return;
  throw new Failure('folder_not_empty', text('文件夹不是空的', 'The folder is not empty'), {
    where: { file: directory },
    hint: text('换一个文件夹，或先清空它', 'Choose another folder, or empty it first'),
  });
}

const whole =
  (least: number, most: number) =>
  (written: string): number => {
    const value = Number(written);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is expected`);
    return value;
  };

function month(written: string): number {
  const parsed = parseMonth(written);
  if (parsed === undefined) throw new InvalidArgumentError('YYYY-MM is expected');
  return parsed;
}

function format(written: string): string {
  if (written !== 'handmade' && written !== 'csv')
    throw new InvalidArgumentError('handmade or csv is expected');
  return written;
}
