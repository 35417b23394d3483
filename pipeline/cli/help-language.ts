import type { Command, HelpConfiguration, OutputConfiguration } from 'commander';
import type { Locale } from '../contracts/index.ts';
import { helpInChinese } from './help.zh.ts';

/** Errors of usage, as the parser words them, and the same in Chinese. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/, '没有命令 $1'],
  [/^error: unknown option '(.*)'/, '没有选项 $1'],
  [/^error: missing required argument '(.*)'/, '缺少参数 $1'],
  [/^error: option '(.*)' argument missing/, '选项 $1 缺少值'],
  [/^error: required option '(.*)' not specified/, '必须给出选项 $1'],
  [/^error: too many arguments.*/, '参数太多'],
  [/^error: option '(.*)' argument '(.*)' is invalid\. /, '选项 $1 的值 $2 不对：'],
  [/a whole number from (\d+) to (\d+) is expected/, '应为 $1 到 $2 的整数'],
  [/expected a whole number of months/, '应为月数，整数'],
  [/YYYY-MM is expected/, '应写作 YYYY-MM'],
  [/handmade or csv is expected/, '应为 handmade 或 csv'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '（是不是 $1？）'],
];

/** A description or line of help in Chinese; what has no words of its own, such as a list of codes, as it is. */
function chinese(english: string): string {
  const [, words = english, fallback] = /^(.*?) \(default: (.*)\)$/.exec(english) ?? [];
  const own = helpInChinese[words] ?? words.replace(/^one of /, '其中之一：');
  return fallback === undefined ? own : `${own}（默认：${helpInChinese[fallback] ?? fallback}）`;
}

const line = (text: string): string =>
  text
    .split('\n')
    .map((each) => helpInChinese[each] ?? each)
    .join('\n');

/**
 * Has a program tell its help, and what is wrong with a command line, in a language. To be called before
 * commands are added, which take it over.
 */
export function speak(program: Command, locale: Locale): Command {
  if (locale === 'en') return program;
  const help: HelpConfiguration = {
    styleTitle: chinese,
    styleCommandDescription: chinese,
    styleSubcommandDescription: chinese,
    styleArgumentDescription: chinese,
    styleOptionDescription: chinese,
  };
  const output: OutputConfiguration = {
    writeOut: (text) => process.stdout.write(line(text)),
    writeErr: (text) => process.stderr.write(line(text)),
    outputError: (text, write) =>
      write(faults.reduce((told, [pattern, words]) => told.replace(pattern, words), text)),
  };
  return program.configureHelp({ ...program.configureHelp(), ...help }).configureOutput(output);
}
