import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { routes } from '../../dashboard/routes.ts';
import { tableRules } from '../../pipeline/access/table-rules.ts';
import { commandsFor } from '../../pipeline/cli/commands.ts';
import { docs, files, read, told } from './told.ts';

const program = new Command('xiaoan');
for (const register of await commandsFor([])) register(program, () => undefined);
const within = (of: Command): Command[] => [of, ...of.commands.flatMap(within)];
const child = (of: Command, name = '') => of.commands.find((each) => each.name() === name);

/** What is wrong with a command line; in the readme's table it may name several: `map list | code`. */
function faultOf(line: string): string | undefined {
  const [name, ...words] = line.split(' ');
  const command = child(program, name);
  if (!command) return `no command ${name}`;
  const own = command.registeredArguments.length === 0 && command.commands.length > 0;
  const flag = words.findIndex((word) => word.startsWith('-'));
  const wanted = words
    .slice(0, flag < 0 ? undefined : flag)
    .filter((word) => /^[a-z]+$/.test(word))
    .slice(0, line.includes('|') ? 9 : 1);
  const lost = own ? wanted.find((word) => !child(command, word)) : undefined;
  if (lost) return `no command ${name} ${lost}`;
  const leaf = (line.includes('|') ? undefined : child(command, words[0])) ?? command;
  const flags = [command, ...within(leaf)].flatMap(({ options }) =>
    options.map(({ long }) => long),
  );
  flags.push('--help');
  return [...line.matchAll(/ (--[a-z-]+)/g)]
    .map(([, flag]) => flag)
    .find((f) => !flags.includes(f));
}

/** The help of a command as it is printed. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

test('commands and flags that pages and help name are those of the command line', () => {
  const tableOf = (readme: string) =>
    [...read(readme).matchAll(/^\| `([a-z][^`]*)`/gm)].map(([, line = '']) => line);
  const table = tableOf('README.md');
  expect(tableOf('README.zh-CN.md')).toEqual(table);
  const helps = within(program).map(helpOf);
  const lacking = helps.filter((help) => !/\nExamples?\b[^\n]*:\n/.test(help));
  expect(lacking, 'only the program itself').toEqual([helps[0]]);
  const lines = [
    ...told(/^(?:npx )?xiaoan ([a-z].*)/g).map(({ part }) => part),
    ...told(/^(?:draw|map|account|audit) [a-z].*/g).map(({ all }) => all),
    ...table.map((line) => line.replaceAll('\\|', '|')),
    ...helps.flatMap((help) => [...help.matchAll(/\$ xiaoan (.*)/g)].map(([, line = '']) => line)),
  ];
  expect(lines.length).toBeGreaterThan(90);
  expect(lines.flatMap((line) => faultOf(line) ?? [])).toEqual([]);
  const named = new Set(table.map((line) => line.split(' ')[0]));
  expect(program.commands.map((each) => each.name()).filter((name) => !named.has(name))).toEqual(
    [],
  );
});

test('relations are those of a snapshot', () => {
  const schemas = new Set([...tableRules.keys()].map((name) => name.split('.')[0]));
  const relations = told(/^([a-z_]+\.[a-z_]+)(?:\.[a-z_]+)?$/g).filter(
    ({ part }) => schemas.has(part.split('.')[0]) && !/\.(yaml|ts)$/.test(part),
  );
  expect(relations.length).toBeGreaterThan(25);
  expect(relations.filter(({ part }) => !tableRules.has(part))).toEqual([]);
});

test('files, folders, links, pages, routes and scripts are there', () => {
  const path =
    /^(?!\/|access\/|capacity)(?:[\w-]+\/)*[\w-]*(?:\/|\.(?:[a-z-]+\.)*(?:ts|sql|yaml|md|txt))$/g;
  const paths = told(path).filter(({ all }) => !/[A-Z]{4}|^\.|^data\/sample/.test(all));
  const places = files.flatMap((file) => [`/${file}`, `/${dirname(file)}/`]);
  const isThere = (place: string) => places.some((one) => one.includes(`/${place}`));
  expect(paths.length).toBeGreaterThan(80);
  expect(paths.filter(({ all }) => !isThere(all))).toEqual([]);

  const slug = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
  const links = docs.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].map(
      ([link, to = '', anchor = '']) => ({
        ...{ link, anchor, target: to === '' ? file : normalize(join(dirname(file), to)) },
      }),
    ),
  );
  const titles = (file: string) =>
    [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => slug(title));
  const leads = ({ target, anchor }: (typeof links)[number]) =>
    existsSync(target) && (anchor === '' || titles(target).includes(anchor));
  expect(links.filter((link) => !leads(link))).toEqual([]);

  const pages = routes.map((route) =>
    route.path.replace(/:(\w+)/g, (_, name: string) => name.toUpperCase()),
  );
  expect(told(/^\/(?!api)[A-Za-z/-]*$/g).filter(({ all }) => !pages.includes(all))).toEqual([]);
  const answered = read('test/golden/access/routes.txt');
  expect(told(/\/api\/[a-z/]+/g).filter(({ all }) => !answered.includes(all))).toEqual([]);
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  expect(told(/npm run ([a-z:]+)/g).filter(({ part }) => !scripts.includes(part))).toEqual([]);
});

test('names with an underscore are words of the code', () => {
  const sources = files.filter((file) =>
    /^(models|pipeline|data|test|dashboard)\/(?!docs).*\.(ts|sql|yaml)$/.test(file),
  );
  const words = new Set(sources.flatMap((file) => read(file).match(/\w+/g) ?? []));
  // A function of DuckDB that models do without; a figure whose name is put together.
  for (const name of ['quantile_cont', 'known_team_auc']) words.add(name);
  const names = told(/\b[a-z]+(?:_[a-z]+)+\b/g);
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter(({ all }) => !words.has(all))).toEqual([]);
});
