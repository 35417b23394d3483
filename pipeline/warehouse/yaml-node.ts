import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { Failure, text, type Text } from '../contracts/index.ts';

/** A model's file that cannot be used: which, where, why. */
export function modelFailure(file: string, row: number | undefined, why: Text): Failure {
  return new Failure(
    'model_invalid',
    text(`模型文件有误：${why.zh}`, `A model file is wrong: ${why.en}`),
    {
      where: row === undefined ? { file } : { file, row },
      hint: text('请改正该文件后重新生成', 'Mend the file and build again'),
    },
  );
}

/** A value of a YAML file that knows its line, so that whatever is wrong with it can be pointed at. */
export class YamlNode {
  private constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly node: Node | null | undefined,
    private readonly path: string,
    /** Line of the parent, for a value that is missing. */
    private readonly parentLine: number,
  ) {}

  /**
   * @param file name shown in failures
   * @param source text of the file
   * @throws Failure `model_invalid` where the text is no YAML
   */
  static parse(file: string, source: string): YamlNode {
    const lines = new LineCounter();
    const document = parseDocument(source, { lineCounter: lines });
    const error = document.errors[0];
    if (error) {
      const reason = error.message.split('\n')[0] ?? error.code;
      throw modelFailure(file, lines.linePos(error.pos[0]).line, text(reason, reason));
    }
    return new YamlNode(file, lines, document.contents, '', 1);
  }

  /** Line in the file, from 1. */
  get line(): number {
    const start = this.node?.range?.[0];
    return start === undefined ? this.parentLine : this.lines.linePos(start).line;
  }

  get isMissing(): boolean {
    return this.node === null || this.node === undefined;
  }

  fail(zh: string, en: string): never {
    const subject = this.path === '' ? '' : `${this.path}: `;
    throw modelFailure(this.file, this.line, text(`${subject}${zh}`, `${subject}${en}`));
  }

  /** The entries of a mapping, in order. `allowed` names the keys there may be. */
  entries(allowed?: readonly string[]): [string, YamlNode][] {
    if (this.isMissing) return [];
    if (!isMap<Node, Node | null>(this.node)) this.fail('应为键值对', 'expected a mapping');
    return this.node.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : String(key);
      const keyLine = key.range ? this.lines.linePos(key.range[0]).line : this.line;
      const path = this.path === '' ? name : `${this.path}.${name}`;
      const child = new YamlNode(this.file, this.lines, value, path, keyLine);
      if (allowed && !allowed.includes(name))
        child.fail(
          `不认识的键；可用：${allowed.join(', ')}`,
          `unknown key; known: ${allowed.join(', ')}`,
        );
      return [name, child];
    });
  }

  /** The values of a mapping by key; a key left out gives a missing node that knows where it belongs. */
  mapping<Key extends string>(allowed: readonly Key[]): Record<Key, YamlNode> {
    const found = new Map(this.entries(allowed));
    const get = (key: Key) =>
      found.get(key) ??
      new YamlNode(this.file, this.lines, null, this.path ? `${this.path}.${key}` : key, this.line);
    return Object.fromEntries(allowed.map((key) => [key, get(key)])) as Record<Key, YamlNode>;
  }

  /** The items of a list; none where the list is left out. */
  items(): YamlNode[] {
    if (this.isMissing) return [];
    if (!isSeq<Node>(this.node)) this.fail('应为列表', 'expected a list');
    return this.node.items.map(
      (item, index) =>
        new YamlNode(this.file, this.lines, item, `${this.path}[${index + 1}]`, this.line),
    );
  }

  string(): string {
    const value: unknown = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value !== 'string' || value.trim() === '')
      this.fail('应为非空文字', 'expected a text that is not empty');
    return value.trim();
  }

  /** One of a few words. */
  oneOf<Word extends string>(words: readonly Word[]): Word {
    const value = this.string();
    const found = words.find((word) => word === value);
    if (found === undefined)
      this.fail(`应为 ${words.join('、')} 之一`, `expected one of ${words.join(', ')}`);
    return found;
  }

  strings(): string[] {
    const list = this.items().map((item) => item.string());
    if (list.length === 0) this.fail('列表不能为空', 'the list must not be empty');
    return list;
  }

  /** A text in both languages: `{ zh, en }`. */
  text(): Text {
    const { zh, en } = this.mapping(['zh', 'en']);
    return text(zh.string(), en.string());
  }
}
