import { Command } from 'commander';
import { expect, test, vi } from 'vitest';
import { main } from '../../pipeline/cli.ts';
import { commandsFor } from '../../pipeline/cli/commands.ts';
import { helpInChinese } from '../../pipeline/cli/help.zh.ts';
import { speak } from '../../pipeline/cli/help-language.ts';

const within = (of: Command): Command[] => [of, ...of.commands.flatMap(within)];

/** What the program and each command print as help in a language. */
async function helpIn(locale: 'zh' | 'en'): Promise<string[]> {
  const program = speak(new Command('xiaoan'), locale).configureHelp({
    ...speak(new Command(), locale).configureHelp(),
    showGlobalOptions: true,
    helpWidth: 1000,
  });
  for (const register of await commandsFor([])) register(program, () => undefined);
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    return within(program).map((command) => {
      written.length = 0;
      command.outputHelp();
      return written.join('');
    });
  } finally {
    spy.mockRestore();
  }
}

test('help is in Chinese, line by line, but for examples and lists of codes', async () => {
  for (const help of await helpIn('zh')) {
    const lines = help.split('\n').filter((line) => line.trim() !== '' && !/^ {2}\$ /.test(line));
    const told = lines.map((line) => line.replace(/（默认：.*）$/, ''));
    const foreign = told.filter((line) => !/\p{Script=Han}/u.test(line));
    expect(foreign.filter((line) => !/ {2}\w+(, \w+)+$/.test(line))).toEqual([]);
  }
});

test('no word of the Chinese help is left over from what is no longer said', async () => {
  const english = (await helpIn('en')).join('\n');
  const faults = Object.keys(helpInChinese).filter((words) => !english.includes(words));
  expect(faults).toEqual([
    '校安 Xiaoan: decides from evidence which schools to inspect, and how often',
  ]);
});

test.each([
  [['bogus'], '没有命令 bogus'],
  [['plann'], '（是不是 plan？）'],
  [['ingest'], '缺少参数 path'],
  [['build', '--as'], '没有选项 --as'],
  [['explain', 'A', '--month'], '选项 --month <YYYY-MM> 缺少值'],
  [['digest'], '必须给出选项 -o, --output <dir>'],
  [['simulate', '--units', '3'], '选项 --units <n> 的值 3 不对：应为 10 到 9000 的整数'],
])('%j is refused in Chinese', async (args, words) => {
  const said: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  vi.stubEnv('XIAOAN_LANG', 'zh');
  try {
    expect(await main(args)).toBe(64);
  } finally {
    spy.mockRestore();
    vi.unstubAllEnvs();
  }
  expect(said.join('')).toContain(words);
});
