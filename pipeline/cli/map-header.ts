import type { Command } from 'commander';
import { confirmHeader } from '../intake/index.ts';
import { runDecision, withDecision, type MapOptions } from './decide.ts';
import { cliLocale } from './locale.ts';

const WORDS = {
  zh: {
    unchanged: '早已如此，未变动。',
    column: (header: string, column: string) => `表头“${header}”今后读作 ${column}。`,
    none: (header: string) => `表头“${header}”今后不当作我们的列。`,
  },
  en: {
    unchanged: 'It has been so already; nothing changed.',
    column: (header: string, column: string) => `"${header}" is read as ${column} from now on.`,
    none: (header: string) => `"${header}" is none of our columns from now on.`,
  },
} as const;

/** Adds `xiaoan map header`: which column a header means. */
export function registerMapHeader(map: Command, finish: (exitCode: number) => void): void {
  withDecision(map.command('header'))
    .description('say which column a header means, and load again the files concerned')
    .argument('<dataset>', 'dataset, such as hazard or drill')
    .argument('<header>', 'the header as it stands in the files')
    .argument('<column>', 'column of the dataset; - for none of ours')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan map header hazard 查出日子 found_date
  $ xiaoan map header hazard 隐患等级别 -

A header that was decided otherwise before is refused unless --replace is given.
Exit code: 0 done, 1 refused and nothing changed, 2 done but files loaded again still have rows in quarantine.`,
    )
    .action(async (dataset: string, header: string, name: string, options: MapOptions) => {
      const words = WORDS[cliLocale()];
      const column = name === '-' ? null : name;
      const exitCode = await runDecision(
        options,
        (connection, common) => confirmHeader(connection, { dataset, header, column, ...common }),
        ({ changed }) => {
          if (!changed) return words.unchanged;
          return column === null ? words.none(header) : words.column(header, column);
        },
      );
      finish(exitCode);
    });
}
