import { isScalar, type YAMLMap } from 'yaml';
import { codeLists, contractOf, text, type Column, type Contract } from '../../contracts/index.ts';
import type { CellRule, Mapping, Output } from './mapping.ts';
import { MappingFile } from './mapping-file.ts';
import { refusePatterns } from './patterns.ts';

/**
 * Reads a mapping.
 * @param file its name, for messages
 * @throws Failure `mapping_invalid` with the line
 */
export async function parseMapping(file: string, source: string): Promise<Mapping> {
  const yaml = new MappingFile(file, source);
  const { root } = yaml;
  yaml.only(root, ['mapping', 'title', 'headers', 'received', 'outputs']);
  const title = yaml.map(root.get('title', true), 'title', 'title');
  const headers = yaml
    .list(root.get('headers', true), 'headers')
    .map((node) => yaml.words(node, 'headers'));
  const received = root.get('received', true);
  const mapping = {
    name: yaml.words(root.get('mapping', true), 'mapping'),
    title: text(yaml.words(title.get('zh', true), 'zh'), yaml.words(title.get('en', true), 'en')),
    headers,
    ...(received === undefined ? {} : { received: headerNamed(yaml, received, headers) }),
    outputs: yaml
      .list(root.get('outputs', true), 'outputs')
      .map((node) => outputOf(yaml, yaml.map(node, 'outputs 的每一项', 'each output'), headers)),
  };
  await refusePatterns(yaml);
  return mapping;
}

function headerNamed(yaml: MappingFile, node: unknown, headers: readonly string[]): string {
  const header = yaml.words(node, 'column');
  if (headers.includes(header)) return header;
  throw yaml.fault(
    node,
    `headers 里没有列“${header}”`,
    `column ${header} is not among the headers`,
  );
}

function outputOf(yaml: MappingFile, node: YAMLMap, headers: readonly string[]): Output {
  yaml.only(node, ['dataset', 'columns', 'repeat', 'changes', 'keep_others']);
  const dataset = yaml.words(node.get('dataset', true) ?? node, 'dataset');
  const contract = contractOf(dataset);
  if (!contract) {
    throw yaml.fault(
      node.get('dataset', true),
      `没有数据集 ${dataset}`,
      `there is no dataset ${dataset}`,
    );
  }
  const listed = yaml.map(node.get('columns', true) ?? node, 'columns', 'columns');
  const columns = new Map<string, CellRule>();
  for (const { key, value } of listed.items) {
    const column = contract.columns.find(({ name }) => name === String(key));
    if (!column) {
      throw yaml.fault(
        key,
        `${dataset} 没有列 ${String(key)}`,
        `${dataset} has no column ${String(key)}`,
      );
    }
    columns.set(column.name, cellRule(yaml, value, column, headers));
  }
  refuseGaps(yaml, listed, contract, columns);
  const repeat = node.get('repeat', true);
  return {
    contract,
    columns,
    ...(repeat === undefined ? {} : { repeat: headerNamed(yaml, repeat, headers) }),
    changes: node.get('changes') === true,
    keepOthers: node.get('keep_others') === true,
  };
}

function refuseGaps(
  yaml: MappingFile,
  node: YAMLMap,
  contract: Contract,
  columns: ReadonlyMap<string, CellRule>,
): void {
  const gap = contract.columns.find(({ name, required }) => required && !columns.has(name));
  if (gap) {
    throw yaml.fault(
      node,
      `${contract.dataset} 的必填列 ${gap.name} 没有来源`,
      `required column ${gap.name} of ${contract.dataset} is not mapped`,
    );
  }
}

function cellRule(
  yaml: MappingFile,
  node: unknown,
  column: Column,
  headers: readonly string[],
): CellRule {
  if (isScalar(node)) return { kind: 'column', header: headerNamed(yaml, node, headers) };
  const map = yaml.map(node, column.name, column.name);
  const [first] = map.items;
  if (map.has('constant')) {
    yaml.only(map, ['constant']);
    const value = yaml.words(map.get('constant', true), 'constant');
    refuseUnknownCode(yaml, map.get('constant', true), column, value);
    return { kind: 'constant', value };
  }
  if (map.has('template')) {
    yaml.only(map, ['template']);
    return { kind: 'template', pieces: templatePieces(yaml, map.get('template', true), headers) };
  }
  if (map.has('sum')) {
    yaml.only(map, ['sum', 'plus']);
    return sumRule(yaml, map, headers);
  }
  yaml.only(map, ['column', 'codes', 'extract', 'match', 'otherwise']);
  const codes = map.get('codes', true);
  const extract = map.get('extract', true);
  const match = map.get('match', true);
  const otherwise = map.get('otherwise', true);
  return {
    kind: 'column',
    header: headerNamed(yaml, map.get('column', true) ?? first?.key, headers),
    ...(codes === undefined ? {} : { codes: foreignCodes(yaml, codes, column) }),
    ...(extract === undefined ? {} : { extract: pattern(yaml, extract) }),
    ...(match === undefined ? {} : { match: patterns(yaml, match, column) }),
    ...(otherwise === undefined ? {} : { otherwise: yaml.words(otherwise, 'otherwise') }),
  };
}

function sumRule(yaml: MappingFile, map: YAMLMap, headers: readonly string[]): CellRule {
  const number = (node: unknown, key: string): number => {
    const value = Number(yaml.words(node, key));
    if (Number.isFinite(value)) return value;
    throw yaml.fault(node, `${key} 应是数`, `${key} must be a number`);
  };
  const terms = yaml.map(map.get('sum', true), 'sum', 'sum').items.map(({ key, value }) => ({
    header: headerNamed(yaml, key, headers),
    factor: number(value, 'sum'),
  }));
  const plus = map.get('plus', true);
  return { kind: 'sum', terms, plus: plus === undefined ? 0 : number(plus, 'plus') };
}

function patterns(yaml: MappingFile, node: unknown, column: Column): [string, string][] {
  return yaml.map(node, 'match', 'match').items.map(({ key, value }) => {
    const ours = yaml.words(value, 'match');
    refuseUnknownCode(yaml, value, column, ours);
    return [pattern(yaml, key), ours];
  });
}

function foreignCodes(yaml: MappingFile, node: unknown, column: Column): Record<string, string> {
  const map = yaml.map(node, 'codes', 'codes');
  return Object.fromEntries(
    map.items.map(({ key, value }) => {
      const ours = yaml.words(value, 'codes');
      refuseUnknownCode(yaml, value, column, ours);
      return [String(key), ours];
    }),
  );
}

function refuseUnknownCode(yaml: MappingFile, node: unknown, column: Column, value: string): void {
  if (!column.codes) return;
  const known = codeLists[column.codes].codes.map(({ code }) => code);
  if (known.includes(value)) return;
  throw yaml.fault(
    node,
    `${column.name} 没有代码 ${value}；可用：${known.join('、')}`,
    `${column.name} has no code ${value}; known are ${known.join(', ')}`,
  );
}

/** A regular expression; whether it is one is told when all is read. */
function pattern(yaml: MappingFile, node: unknown): string {
  const source = yaml.words(node, 'extract');
  yaml.patterns.push({ node, source });
  return source;
}

function templatePieces(
  yaml: MappingFile,
  node: unknown,
  headers: readonly string[],
): (string | { header: string })[] {
  return yaml
    .words(node, 'template')
    .split(/(\{[^{}]*\})/)
    .filter(Boolean)
    .map((piece) => {
      if (!piece.startsWith('{')) return piece;
      const header = piece.slice(1, -1);
      if (header === '#' || headers.includes(header)) return { header };
      throw yaml.fault(
        node,
        `headers 里没有列“${header}”`,
        `column ${header} is not among the headers`,
      );
    });
}
