import { codeLists, type CodeListName } from '../contracts/index.ts';
import type { PolicyNode } from './policy-node.ts';

/** The codes of a list of the contracts. */
export const codesOf = (list: CodeListName): string[] =>
  codeLists[list].codes.map(({ code }) => code);

/** A list of kinds of unit; one that was `seen` before is a mistake. */
export function readKinds(list: PolicyNode, seen: Set<string>): string[] {
  return list.items().map((item) => {
    const kind = item.oneOf(codesOf('unit_kind'));
    if (seen.has(kind)) item.fail(`单位类别 ${kind} 重复`, `kind ${kind} is named twice`);
    seen.add(kind);
    return kind;
  });
}

/** The items of a list that must name each of `names` once under `key`. */
export function complete<Name extends string, Value>(
  list: PolicyNode,
  key: Extract<keyof Value, string>,
  names: readonly Name[],
  read: (node: PolicyNode) => Value,
): Value[] {
  const seen = new Set<unknown>();
  const values = list.items().map((node) => {
    const value = read(node);
    const name = value[key];
    if (seen.has(name)) node.fail(`${String(name)} 重复`, `${String(name)} is named twice`);
    seen.add(name);
    return value;
  });
  const absent = names.filter((name) => !seen.has(name));
  if (absent.length > 0)
    list.fail(`缺少 ${absent.join('、')}`, `these are missing: ${absent.join(', ')}`);
  return values;
}

/** A mapping that must hold each of `names`, and nothing else. */
export function eachOf<Name extends string, Value>(
  node: PolicyNode,
  names: readonly Name[],
  read: (name: Name, value: PolicyNode) => Value,
): Value[] {
  const nodes = node.mapping(names);
  return names.map((name) => read(name, nodes[name]));
}
