import { scan } from './scan.ts';

/** One statement of a text, without the semicolon that ends it. */
export interface Statement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The statements of a text; stretches that hold nothing but space and comments are none. */
export function statements(sql: string): Statement[] {
  const found: Statement[] = [];
  let start = 0;
  let hasCode = false;
  const close = (end: number): void => {
    if (hasCode) found.push(trimmed(sql, start, end));
    hasCode = false;
  };
  for (const { kind, from, to } of scan(sql)) {
    if (kind === 'comment') continue;
    if (kind !== 'code') {
      hasCode = true;
      continue;
    }
    for (let at = from; at < to; at += 1) {
      const character = sql[at] ?? '';
      if (character === ';') {
        close(at);
        start = at + 1;
      } else if (character.trim() !== '') hasCode = true;
    }
  }
  close(sql.length);
  return found;
}

function trimmed(sql: string, from: number, to: number): Statement {
  const text = sql.slice(from, to);
  const lead = text.length - text.trimStart().length;
  return { from: from + lead, to: from + lead + text.trim().length, text: text.trim() };
}

/** The offset of a place (line and column from 1) in a text; past the end of its line, that end. */
export function offsetOf(sql: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = sql.indexOf('\n', start);
    if (next < 0) return sql.length;
    start = next + 1;
  }
  const end = sql.indexOf('\n', start);
  return Math.min(start + Math.max(0, column - 1), end < 0 ? sql.length : end);
}

/** A name with all its parts, a string, or a word. */
const WORD =
  /^(?:(?:"(?:[^"]|"")*"|[\p{L}\p{N}_]+)(?:\.(?:"(?:[^"]|"")*"|[\p{L}\p{N}_]+))*|'(?:[^']|'')*')/u;

/** Where the word at an offset ends: what an error marks. At least one character, within the text. */
export function wordEnd(sql: string, offset: number): number {
  const word = WORD.exec(sql.slice(offset))?.[0];
  return Math.min(sql.length, offset + Math.max(1, word?.length ?? 1));
}
