import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap } from 'yaml';
import { Failure, text } from '../../contracts/index.ts';

/**
 * Reads the parts of a YAML file by which a bureau says what something means, and says of a wrong one
 * in which line it stands.
 */
export class MappingFile {
  readonly #lines = new LineCounter();
  readonly root: YAMLMap;
  /** Regular expressions that were read, and where. */
  readonly patterns: { readonly node: unknown; readonly source: string }[] = [];

  constructor(
    readonly file: string,
    source: string,
    private readonly guide = 'docs/mappings.md',
  ) {
    const document = parseDocument(source, { lineCounter: this.#lines });
    const [error] = document.errors;
    if (error) throw this.#failure(error.linePos?.[0].line ?? 1, '不是合法的 YAML', error.message);
    this.root = this.map(document.contents, '整个文件', 'the file');
  }

  /** A failure at a node. */
  fault(node: unknown, zh: string, en: string): Failure {
    return this.#failure(this.line(node), zh, en);
  }

  /** The line that a node begins in. */
  line(node: unknown): number {
    const range = (node as Node | null)?.range;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }

  #failure(row: number, zh: string, en: string): Failure {
    return new Failure('mapping_invalid', text(`映射文件有误：${zh}`, `Mapping file: ${en}`), {
      where: { file: this.file, row },
      hint: text(`写法见 ${this.guide}。`, `See ${this.guide} for how to write it.`),
    });
  }

  map(node: unknown, zh: string, en: string): YAMLMap {
    if (isMap(node)) return node;
    throw this.fault(node, `${zh}应是“键: 值”`, `${en} must be keys and values`);
  }

  list(node: unknown, key: string): readonly unknown[] {
    if (isSeq(node) && node.items.length > 0) return node.items;
    throw this.fault(node ?? this.root, `${key} 应是列表`, `${key} must be a list`);
  }

  words(node: unknown, key: string): string {
    if (isScalar(node) && node.value !== null && node.value !== '') return String(node.value);
    throw this.fault(node ?? this.root, `${key} 应是文字`, `${key} must be text`);
  }

  /** Refuses keys that mean nothing here: most are slips of the pen. */
  only(map: YAMLMap, known: readonly string[]): void {
    for (const { key } of map.items) {
      if (!known.includes(String(key))) {
        throw this.fault(
          key,
          `不认识“${String(key)}”；可用：${known.join('、')}`,
          `unknown key ${String(key)}; known are ${known.join(', ')}`,
        );
      }
    }
  }
}
