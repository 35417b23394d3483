/**
 * Parts of a statement that are no plain text: comments, strings, quoted names, dollar quotes and casts;
 * then `:name`. DuckDB nests block comments, so their end, as that of dollar quotes, is looked for apart.
 */
const PART =
  /--[^\n]*|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$([\p{L}_][\p{L}\p{N}_]*)?\$|\/\*|::|:([\p{L}_][\p{L}\p{N}_]*)/gu;

/** After these a colon stands between the two ends of a slice, or after a key. */
const BEFORE_NO_PARAMETER = /[\p{L}\p{N}_\])"'[]$/u;

/** A part of a statement, `end` not included, in UTF-16 units. */
export interface SqlPart {
  readonly kind: 'comment' | 'string' | 'name' | 'cast' | 'parameter';
  readonly start: number;
  readonly end: number;
  /** Name of a parameter. */
  readonly name?: string;
}

/** The parts of a statement that are no plain text, in order. Unfinished ones go to its end. */
export function* sqlParts(sql: string): Generator<SqlPart> {
  PART.lastIndex = 0;
  for (let found = PART.exec(sql); found; found = PART.exec(sql)) {
    const [part, tag = '', name] = found;
    const start = found.index;
    let end = PART.lastIndex;
    if (part === '/*') end = endOfComment(sql, start);
    else if (part.startsWith('$')) end = endOfDollarQuote(sql, end, tag);
    if (name !== undefined) {
      if (!BEFORE_NO_PARAMETER.test(sql.slice(Math.max(0, start - 2), start)))
        yield { kind: 'parameter', start, end, name };
    } else yield { kind: kindOf(part), start, end };
    PART.lastIndex = end;
  }
}

function kindOf(part: string): SqlPart['kind'] {
  if (part === '::') return 'cast';
  if (part.startsWith('"')) return 'name';
  return part.startsWith('--') || part === '/*' ? 'comment' : 'string';
}

function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(sql); found; found = mark.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

function endOfDollarQuote(sql: string, start: number, tag: string): number {
  const end = sql.indexOf(`$${tag}$`, start);
  return end < 0 ? sql.length : end + tag.length + 2;
}
