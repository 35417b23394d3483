import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isMap, type YAMLMap } from 'yaml';
import { Failure, text } from '../../contracts/index.ts';
import { MappingFile } from '../mapping/mapping-file.ts';
import { Decisions, type Decided } from './decisions.ts';

/** One decision of a file: it is given what all of them are, and says what came of it. */
interface Entry {
  readonly node: unknown;
  readonly decide: (
    decisions: Decisions,
    common: { readonly by?: string; readonly replace?: boolean },
  ) => Decided;
}

/**
 * Takes over the decisions of a file: words for codes, other and former names of units. All of them
 * or, where one is refused, none. The form: docs/code-words.md.
 * @returns how many are new, and how many have stood already
 * @throws Failure `file_missing` or `mapping_invalid` with the line; a refusal says its line too
 */
export async function mapFile(
  connection: DuckDBConnection,
  path: string,
  common: { readonly by?: string; readonly replace?: boolean } = {},
): Promise<{ readonly changed: number; readonly unchanged: number }> {
  const source = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('file_missing', text('读不到文件', 'The file cannot be read'), {
      where: { file: path },
      cause,
      hint: text('请核对路径。', 'Check the path.'),
    });
  });
  const yaml = new MappingFile(basename(path), source, 'docs/code-words.md');
  const entries = entriesOf(yaml);
  const decisions = await Decisions.of(connection);
  let changed = 0;
  for (const { node, decide } of entries) {
    if (inLine(yaml, node, () => decide(decisions, common)).changed) changed += 1;
  }
  await decisions.keep();
  return { changed, unchanged: entries.length - changed };
}

/** A refusal, with the line of the file that it is about. */
function inLine<Result>(yaml: MappingFile, node: unknown, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, text: words, options } = error;
    throw new Failure(code, words, {
      ...options,
      // The command was right; the file is to be mended.
      usage: false,
      where: { file: yaml.file, row: yaml.line(node) },
    });
  }
}

function entriesOf(yaml: MappingFile): Entry[] {
  yaml.only(yaml.root, ['title', 'codes', 'units']);
  const lists = yaml.root.get('codes', true);
  const units = yaml.root.get('units', true);
  return [
    ...(lists === undefined ? [] : codeEntries(yaml, yaml.map(lists, 'codes', 'codes'))),
    ...(units === undefined ? [] : unitEntries(yaml, yaml.map(units, 'units', 'units'))),
  ];
}

/** `list: { code: [word, …] }` */
const codeEntries = (yaml: MappingFile, lists: YAMLMap): Entry[] =>
  lists.items.flatMap(({ key: list, value: codes }) =>
    yaml.map(codes, String(list), String(list)).items.flatMap(({ key: code, value: words }) =>
      yaml.list(words, String(code)).map((node): Entry => ({
        node,
        decide: (decisions, common) =>
          decisions.code({
            ...common,
            list: String(list),
            code: String(code),
            word: yaml.words(node, String(code)),
          }),
      })),
    ),
  );

/** `unit code: { aliases: [name, …], former_names: [name, …] }` */
const unitEntries = (yaml: MappingFile, units: YAMLMap): Entry[] =>
  units.items.flatMap(({ key, value }) => {
    const unitCode = String(key);
    if (!isMap(value))
      throw yaml.fault(
        key,
        `${unitCode} 应有 aliases 或 former_names`,
        `${unitCode} must have aliases or former_names`,
      );
    yaml.only(value, ['aliases', 'former_names']);
    return (['aliases', 'former_names'] as const).flatMap((kinds) => {
      const names = value.get(kinds, true);
      if (names === undefined) return [];
      return yaml.list(names, kinds).map((node): Entry => ({
        node,
        decide: (decisions, common) =>
          decisions.unit({
            ...common,
            unitCode,
            name: yaml.words(node, kinds),
            kind: kinds === 'aliases' ? 'alias' : 'former_name',
          }),
      }));
    });
  });
