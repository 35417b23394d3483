import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { Failure } from './failure.ts';
import { isDay } from './moment.ts';
import { text, type Text } from './text.ts';

/** Bounds of any number in such a file: within them no score overflows. */
const LARGEST = 1e9;
const SMALLEST = 0.001;

/** What a kind of file is called where it is wrong. */
export interface DataFileKind {
  /** Code of its failures. */
  readonly code: string;
  /** Begins the message: `The policy is wrong`. */
  readonly fault: Text;
  /** What to do next. */
  readonly hint: Text;
}

interface Source {
  readonly file: string;
  readonly kind: DataFileKind;
  readonly lines: LineCounter;
}

/**
 * A value of a YAML file of rules that knows its line, so that whatever is wrong with it can be pointed at.
 * Every reader throws a Failure of the file's kind, with file and line.
 */
export class DataNode {
  private constructor(
    private readonly source: Source,
    private readonly node: Node | null | undefined,
    private readonly path: string,
    /** The line to blame where the value is missing. */
    private readonly fallbackLine: number,
  ) {}

  /** The whole of a file. Throws a Failure where it is no YAML. */
  static parse(file: string, content: string, kind: DataFileKind): DataNode {
    const lines = new LineCounter();
    const document = parseDocument(content, { lineCounter: lines });
    const root = new DataNode({ file, kind, lines }, document.contents, '', 1);
    const error = document.errors[0];
    if (error) {
      const why = error.message.split('\n')[0] ?? error.code;
      const line = lines.linePos(error.pos[0]).line;
      throw root.failure(text(`不是有效的 YAML：${why}`, `not valid YAML: ${why}`), line);
    }
    return root;
  }

  /** Line in the file, from 1. */
  get line(): number {
    const start = this.node?.range?.[0];
    return start === undefined ? this.fallbackLine : this.source.lines.linePos(start).line;
  }

  get missing(): boolean {
    return this.node === null || this.node === undefined;
  }

  get isMapping(): boolean {
    return isMap(this.node);
  }

  /** Throws the failure that blames this value. */
  fail(zh: string, en: string): never {
    const subject = this.path === '' ? '' : `${this.path}: `;
    throw this.failure(text(subject + zh, subject + en), this.line);
  }

  /** The entries of a mapping with free keys, each with its key. */
  entries(): [string, DataNode][] {
    if (!isMap<Node, Node | null>(this.node)) this.fail('应为键值对', 'expected a mapping');
    return this.node.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : String(key);
      const line = key.range ? this.source.lines.linePos(key.range[0]).line : this.line;
      return [name, new DataNode(this.source, value, this.pathOf(name), line)];
    });
  }

  /** The values of a mapping with these keys; any other key is a mistake, a key left out is missing. */
  mapping<Key extends string>(keys: readonly Key[]): Record<Key, DataNode> {
    const found = new Map(this.entries());
    for (const [name, node] of found)
      if (!keys.some((key) => key === name))
        node.fail(`不认识的键，可用：${keys.join(', ')}`, `unknown key; known: ${keys.join(', ')}`);
    const get = (key: Key) =>
      found.get(key) ?? new DataNode(this.source, null, this.pathOf(key), this.line);
    return Object.fromEntries(keys.map((key) => [key, get(key)])) as Record<Key, DataNode>;
  }

  /** The items of a list that is not empty. */
  items(): DataNode[] {
    if (!isSeq<Node>(this.node) || this.node.items.length === 0)
      this.fail('应为非空列表', 'expected a list that is not empty');
    return this.node.items.map(
      (item, index) =>
        new DataNode(this.source, item, `${this.path}[${String(index + 1)}]`, this.line),
    );
  }

  string(): string {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value !== 'string' || value.trim() === '')
      this.fail('应为非空文字', 'expected a text that is not empty');
    return value.trim();
  }

  /** An ISO date. */
  date(): string {
    const value = this.string();
    if (!isDay(value))
      this.fail(`“${value}”不是日期，应如 2023-09-01`, `"${value}" is no date such as 2023-09-01`);
    return value;
  }

  boolean(): boolean {
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value !== 'boolean') this.fail('应为 true 或 false', 'expected true or false');
    return value;
  }

  /** A number within bounds, both included. Nothing in such a file is negative unless told. */
  number(bounds: { min?: number; max?: number } = {}): number {
    const { min = 0, max = LARGEST } = bounds;
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value !== 'number' || !Number.isFinite(value))
      this.fail('应为数字', 'expected a number');
    if (value < min)
      this.fail(
        `${String(value)} 过小，至少为 ${String(min)}`,
        `${String(value)} is below the least allowed, ${String(min)}`,
      );
    if (value > max)
      this.fail(
        `${String(value)} 过大，至多为 ${String(max)}`,
        `${String(value)} is above the most allowed, ${String(max)}`,
      );
    return value;
  }

  /** A number above 0: a divisor or a length. */
  positive(): number {
    const value = this.number();
    if (value < SMALLEST)
      this.fail(
        `应大于 0，至少为 ${String(SMALLEST)}`,
        `must be above 0, at least ${String(SMALLEST)}`,
      );
    return value;
  }

  /** A whole number within bounds. */
  integer(bounds: { min?: number; max?: number } = {}): number {
    const value = this.number(bounds);
    if (!Number.isInteger(value)) this.fail('应为整数', 'expected a whole number');
    return value;
  }

  /** One of a few words. */
  oneOf<Word extends string>(words: readonly Word[]): Word {
    const value = this.string();
    const found = words.find((word) => word === value);
    if (found === undefined)
      this.fail(
        `不认识“${value}”，应为 ${words.join('、')} 之一`,
        `unknown "${value}"; expected one of ${words.join(', ')}`,
      );
    return found;
  }

  /** A text in both languages: `{ zh, en }`; `placeholders` that it may use in braces. */
  text(placeholders: readonly string[] = []): Text {
    const { zh, en } = this.mapping(['zh', 'en']);
    for (const node of [zh, en])
      for (const [, name = ''] of node.string().matchAll(/\{(\w*)\}/g))
        if (!placeholders.includes(name))
          node.fail(`不认识的占位符 {${name}}`, `unknown placeholder {${name}}`);
    return text(zh.string(), en.string());
  }

  private pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  private failure(why: Text, row: number): Failure {
    const { file, kind } = this.source;
    return new Failure(
      kind.code,
      text(`${kind.fault.zh}：${why.zh}`, `${kind.fault.en}: ${why.en}`),
      { where: { file, row, ...(this.path === '' ? {} : { column: this.path }) }, hint: kind.hint },
    );
  }
}
