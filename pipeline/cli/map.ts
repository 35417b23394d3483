import { mapCode, mapFile, mapUnit } from '../intake/index.ts';
import type { RegisterCommand } from './command.ts';
import { runDecision, withDecision, type MapOptions } from './decide.ts';
import { cliLocale } from './locale.ts';
import { registerMapHeader } from './map-header.ts';
import { registerMapList } from './map-list.ts';

const WORDS = {
  zh: {
    unchanged: '早已如此，未变动。',
    code: (word: string, code: string) => `“${word}”今后读作 ${code}。`,
    unit: (name: string, unitCode: string) => `“${name}”今后指单位 ${unitCode}。`,
    file: (changed: number, unchanged: number) => `新定 ${changed} 条，${unchanged} 条早已如此。`,
  },
  en: {
    unchanged: 'It has been so already; nothing changed.',
    code: (word: string, code: string) => `"${word}" is read as ${code} from now on.`,
    unit: (name: string, unitCode: string) => `"${name}" means unit ${unitCode} from now on.`,
    file: (changed: number, unchanged: number) =>
      `${changed} decided, ${unchanged} were so already.`,
  },
} as const;

const said = (changed: boolean, words: string): string =>
  changed ? words : WORDS[cliLocale()].unchanged;

/** `xiaoan map …`: what a bureau's words, names and headers mean. */
export const register: RegisterCommand = (program, finish) => {
  const map = program
    .command('map')
    .description('say what words, names and headers mean')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan map list
  $ xiaoan map code severity 一般3级 general
  $ xiaoan map unit 青禾小 1001
  $ xiaoan map header hazard 查出日子 found_date
  $ xiaoan map file data/code-words/severity-four-levels.yaml`,
    );
  registerMapList(map);
  registerMapHeader(map, finish);

  withDecision(map.command('code'))
    .description('say which code a word stands for, and load again the files held back for it')
    .argument('<list>', 'code list, such as severity or hazard_status')
    .argument('<word>', 'the word as it stands in the files')
    .argument('<code>', 'code of the list')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan map code severity 一般3级 general
  $ xiaoan map code hazard_status 限期整改 found --replace

A word that means another code is refused unless --replace is given.
Exit code: 0 done, 1 refused and nothing changed, 2 done but files loaded again still have rows in quarantine.`,
    )
    .action(async (list: string, word: string, code: string, options: MapOptions) => {
      const exitCode = await runDecision(
        options,
        (connection, common) => mapCode(connection, { list, word, code, ...common }),
        ({ changed }) => said(changed, WORDS[cliLocale()].code(word, code)),
      );
      finish(exitCode);
    });

  withDecision(map.command('unit'))
    .description('say which unit a name means, and load again the files held back for it')
    .argument('<name>', 'other name, former name or former code, as it stands in the files')
    .argument('<unit-code>', 'code of the unit in the register')
    .option('--former', 'the unit was called so formerly')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan map unit 青禾小 1001
  $ xiaoan map unit 青禾村小学 1001 --former

A name that is another unit's is refused.
Exit code: 0 done, 1 refused and nothing changed, 2 done but files loaded again still have rows in quarantine.`,
    )
    .action(async (name: string, unitCode: string, options: MapOptions & { former?: boolean }) => {
      const kind = options.former ? 'former_name' : 'alias';
      const exitCode = await runDecision(
        options,
        (connection, common) => mapUnit(connection, { name, unitCode, kind, ...common }),
        ({ changed }) => said(changed, WORDS[cliLocale()].unit(name, unitCode)),
      );
      finish(exitCode);
    });

  withDecision(map.command('file'))
    .description('take over many decisions from a YAML file, all of them or none')
    .argument('<file.yaml>', 'how to write one: docs/code-words.md; ready ones: data/code-words/')
    .addHelpText(
      'after',
      `
Example:
  $ xiaoan map file data/code-words/severity-four-levels.yaml`,
    )
    .action(async (path: string, options: MapOptions) => {
      const exitCode = await runDecision(
        options,
        (connection, common) => mapFile(connection, path, common),
        ({ changed, unchanged }) => WORDS[cliLocale()].file(changed, unchanged),
      );
      finish(exitCode);
    });
};
