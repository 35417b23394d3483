import { codeLists, text, type CodeListName } from '../contracts/index.ts';
import { DataNode, type DataFileKind } from '../contracts/data-node.ts';
import type { Span } from './campaign.ts';

const kind: DataFileKind = {
  code: 'campaign_invalid',
  fault: text('专项行动文件有误', 'A campaign file is wrong'),
  hint: text('请改正该行后重新生成', 'Mend that line and build again'),
};

/** The whole of a campaign's file. Throws a Failure `campaign_invalid` with file and line. */
export const parseFile = (file: string, content: string): DataNode =>
  DataNode.parse(file, content, kind);

export const codesOf = (list: CodeListName): readonly string[] =>
  codeLists[list].codes.map(({ code }) => code);

/** A code of the list. */
export const codeIn = (node: DataNode, list: CodeListName): string => node.oneOf(codesOf(list));

/** What a value gives, or null where it is left out. */
export const optional = <Value>(node: DataNode, read: (node: DataNode) => Value): Value | null =>
  node.missing ? null : read(node);

/** A list, empty where it is left out. */
export const list = <Value>(node: DataNode, read: (node: DataNode) => Value): readonly Value[] =>
  node.missing ? [] : node.items().map(read);

/** A first and a last day in order. */
export function span(from: DataNode, to: DataNode): Span {
  const read = { from: from.date(), to: to.date() };
  if (read.to < read.from)
    to.fail(`截止日 ${read.to} 早于起始日 ${read.from}`, `ends on ${read.to}, before ${read.from}`);
  return read;
}
