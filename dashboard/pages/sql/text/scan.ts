/** A stretch of a query's text that is read in one way. */
export interface Segment {
  readonly kind: 'code' | 'string' | 'identifier' | 'comment';
  readonly from: number;
  readonly to: number;
}

/** How each kind of segment that is not code begins; the dollar's tag ends it, too. */
const OPENING = /--|\/\*|'|"|\$([\p{L}_][\p{L}\p{N}_]*)?\$/gu;

/**
 * Cuts the text of a query into code, strings, quoted names and comments, as DuckDB reads it: doubled
 * quotes stay inside, `E'…'` knows backslashes, block comments nest. What is not closed lasts to the end.
 */
export function scan(sql: string): Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(sql); match; match = opening.exec(sql)) {
    const [mark] = match;
    const from = match.index;
    // `a$b$` is a name, not the start of a string.
    if (mark.startsWith('$') && /[\p{L}\p{N}_$]/u.test(sql[from - 1] ?? '')) continue;
    const { kind, to } = closing(sql, mark, from);
    if (from > done) segments.push({ kind: 'code', from: done, to: from });
    segments.push({ kind, from, to });
    done = to;
    opening.lastIndex = to;
  }
  if (done < sql.length) segments.push({ kind: 'code', from: done, to: sql.length });
  return segments;
}

function closing(sql: string, mark: string, from: number): Pick<Segment, 'kind' | 'to'> {
  const start = from + mark.length;
  if (mark === '--') {
    const end = sql.indexOf('\n', start);
    return { kind: 'comment', to: end < 0 ? sql.length : end };
  }
  if (mark === '/*') return { kind: 'comment', to: endOfBlock(sql, start) };
  if (mark === '"') return { kind: 'identifier', to: endOfQuoted(sql, start, '"', false) };
  if (mark === "'") {
    const escapes = /(^|[^\p{L}\p{N}_])e$/iu.test(sql.slice(Math.max(0, from - 2), from));
    return { kind: 'string', to: endOfQuoted(sql, start, "'", escapes) };
  }
  const end = sql.indexOf(mark, start);
  return { kind: 'string', to: end < 0 ? sql.length : end + mark.length };
}

function endOfBlock(sql: string, start: number): number {
  let depth = 1;
  for (let at = start; at < sql.length; at += 1) {
    if (sql.startsWith('/*', at)) depth += 1;
    else if (sql.startsWith('*/', at)) depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}

function endOfQuoted(sql: string, start: number, quote: string, escapes: boolean): number {
  for (let at = start; at < sql.length; at += 1) {
    if (escapes && sql[at] === '\\') at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return sql.length;
}
