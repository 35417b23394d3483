import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeLists, text, type CodeListName, type Text } from '../contracts/index.ts';
import { modelFailure, YamlNode } from './yaml-node.ts';

/** A claim about the rows of a model; a row that breaks it stops the publish. */
export type DataTest =
  | { readonly kind: 'unique'; readonly columns: readonly string[] }
  | { readonly kind: 'not_null'; readonly columns: readonly string[] }
  | { readonly kind: 'reference'; readonly column: string; readonly to: string }
  | { readonly kind: 'accepted'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'sql'; readonly name: string; readonly label: Text; readonly query: string };

/** One relation of the snapshot: `models/<layer>/<name>.sql` and the `.yaml` beside it. */
export interface Model {
  /** The folder, which is also the schema. */
  readonly layer: string;
  readonly name: string;
  /** `layer.name` */
  readonly relation: string;
  /** Path of the SQL file, for failures. */
  readonly file: string;
  readonly sql: string;
  readonly grain: Text;
  readonly materialized: 'table' | 'view';
  /** Labels of columns that this model alone has. */
  readonly columns: ReadonlyMap<string, Text>;
  readonly tests: readonly DataTest[];
}

/** The repository's own models. */
export const modelsFolder = fileURLToPath(new URL('../../models/', import.meta.url));

/** Folders of `models/`; each is a schema of the snapshot. */
export const layers = ['staging', 'facts', 'features', 'scores', 'signals', 'marts'] as const;

/**
 * Reads every model.
 * @param folder the folder `models/`
 * @returns the models, layer by layer, by name
 * @throws Failure `model_invalid` naming file and line
 */
export function readModels(folder: string = modelsFolder): Model[] {
  return layers.flatMap((layer) => {
    const files = listFolder(join(folder, layer));
    const orphan = files.find(
      (file) => file.endsWith('.yaml') && !files.includes(`${basename(file, '.yaml')}.sql`),
    );
    if (orphan)
      throw modelFailure(
        join(folder, layer, orphan),
        undefined,
        text('旁边没有同名的 .sql 文件', 'there is no .sql file of that name beside it'),
      );
    return files
      .filter((file) => file.endsWith('.sql'))
      .map((file) => readModel(folder, layer, basename(file, '.sql')));
  });
}

/** The labels of column names that mean the same in every model: `models/columns.yaml`. */
export function readColumnLabels(folder: string = modelsFolder): Map<string, Text> {
  const file = join(folder, 'columns.yaml');
  return readLabels(YamlNode.parse(file, readText(file)));
}

/** The policy's files, text only: what they mean is the decision's business. */
export function readPolicyFiles(folder: string = modelsFolder): { file: string; text: string }[] {
  return listFolder(join(folder, 'policy'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, 'policy', name))
    .map((file) => ({ file, text: readText(file) }));
}

function readModel(folder: string, layer: string, name: string): Model {
  const file = join(folder, layer, `${name}.sql`);
  const yamlFile = join(folder, layer, `${name}.yaml`);
  const root = YamlNode.parse(yamlFile, readText(yamlFile));
  const part = root.mapping(['grain', 'materialized', 'columns', 'tests']);
  return {
    layer,
    name,
    relation: `${layer}.${name}`,
    file,
    sql: readText(file).trim().replace(/;$/, ''),
    grain: part.grain.text(),
    materialized: part.materialized.isMissing
      ? layer === 'staging'
        ? 'view'
        : 'table'
      : part.materialized.oneOf(['table', 'view']),
    columns: readLabels(part.columns),
    tests: part.tests.items().map(readTest),
  };
}

const readLabels = (node: YamlNode): Map<string, Text> =>
  new Map(node.entries().map(([name, label]) => [name, label.text()]));

function readTest(node: YamlNode): DataTest {
  const [entry, ...others] = node.entries(['unique', 'not_null', 'reference', 'accepted', 'sql']);
  if (!entry || others.length > 0) node.fail('每项应恰为一个测试', 'expected exactly one test');
  const [kind, value] = entry;
  switch (kind) {
    case 'unique':
    case 'not_null':
      return { kind, columns: value.strings() };
    case 'reference': {
      const { column, to } = value.mapping(['column', 'to']);
      if (!/^\w+\.\w+\.\w+$/.test(to.string()))
        to.fail('应写作 schema.relation.column', 'expected schema.relation.column');
      return { kind, column: column.string(), to: to.string() };
    }
    case 'accepted': {
      const { column, values, codes } = value.mapping(['column', 'values', 'codes']);
      const accepted = codes.isMissing ? values.strings() : codesOf(codes);
      return { kind, column: column.string(), values: accepted };
    }
    default: {
      const { name, zh, en, query } = value.mapping(['name', 'zh', 'en', 'query']);
      const label = text(zh.string(), en.string());
      return { kind: 'sql', name: name.string(), label, query: query.string().replace(/;$/, '') };
    }
  }
}

function codesOf(node: YamlNode): string[] {
  const list = codeLists[node.oneOf(Object.keys(codeLists) as CodeListName[])];
  return list.codes.map(({ code }) => code);
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw modelFailure(file, undefined, text('缺少此文件', 'the file is missing'));
  }
}
