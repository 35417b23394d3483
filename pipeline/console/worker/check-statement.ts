import { StatementType, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { refusedFunctions, refusedRelations, tableFunctions } from './functions.ts';
import { SqlError, unitsBefore } from './sql-error.ts';

/** Longest statement, in UTF-16 units. */
export const LONGEST_SQL = 100_000;

/** White space and comments, then EXPLAIN with its options. */
const GAP = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*\*/)`;
const EXPLAIN = new RegExp(
  `^${GAP}*explain\\b(?:${GAP}+analy[sz]e\\b|${GAP}*\\(\\s*(?:analy[sz]e|format\\s+\\w+)\\s*\\))?`,
  'i',
);

/** What `json_serialize_sql` answers. */
interface Parsed {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

/**
 * Lets through one statement that only reads the snapshot's own tables: SELECT in all its forms (`with`,
 * `values`, `from …`, `describe`, `summarize`, `pivot … in`), or EXPLAIN of one.
 *
 * The statement is only parsed, not bound: binding a function that reads a file would open the file
 * already, and even taking statements apart (`extractStatements`) carries out some pragmas.
 * @throws SqlError `sql_not_allowed`, or `sql_error` where the text is no SQL
 */
export async function checkStatement(connection: DuckDBConnection, sql: string): Promise<void> {
  if (sql.length > LONGEST_SQL) throw tooLong();
  // DuckDB would see a text that ends there, another one than was checked.
  if (sql.includes('\0')) throw zeroSign(sql.indexOf('\0'));
  const explain = EXPLAIN.exec(sql)?.[0] ?? '';
  // Blanks of as many bytes, so that DuckDB's positions stay right.
  const query = ' '.repeat(Buffer.byteLength(explain)) + sql.slice(explain.length);
  const { error, error_type, error_message, position, statements } = await parse(connection, query);
  if (error && error_type === 'parser') throw syntaxError(sql, error_message, position);
  if (error || statements?.length !== 1)
    throw /\bpivot\b/i.test(sql) ? pivotWithoutList() : notAQuery();
  check(statements, sql);
}

/**
 * @throws SqlError where the statement, now bound, is of another kind than it looked; belt and braces
 */
export function requireReading(type: StatementType): void {
  if (type !== StatementType.SELECT && type !== StatementType.EXPLAIN) throw notAQuery();
}

/** DuckDB's own syntax tree; it gives one for SELECT only. */
async function parse(connection: DuckDBConnection, sql: string): Promise<Parsed> {
  const result = await connection.runAndReadAll(
    'select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true)',
    [sql],
    [VARCHAR],
  );
  return JSON.parse(String(result.value(0, 0))) as Parsed;
}

/** Looks at every node: no clause of a statement can hide a function from it. */
function check(tree: unknown, sql: string): void {
  const open: unknown[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...(node as unknown[]));
    else if (typeof node === 'object' && node !== null) {
      const fields = node as Readonly<Record<string, unknown>>;
      checkNode(fields, sql);
      open.push(...Object.values(fields).filter((value) => value !== undefined));
    }
  }
}

function checkNode(node: Readonly<Record<string, unknown>>, sql: string): void {
  const place = node['query_location'];
  const at = typeof place === 'number' ? unitsBefore(sql, place) : undefined;
  if (node['type'] === 'TABLE_FUNCTION') {
    const name = nameIn(node['function'], 'function_name');
    if (!tableFunctions.has(name)) throw refused(name, at);
  }
  const name = nameIn(node, 'function_name');
  if (refusedFunctions.has(name)) throw refused(name, at);
  const relation = nameIn(node, 'table_name');
  if (refusedRelations.has(relation)) throw refused(relation, at);
}

function nameIn(node: unknown, key: string): string {
  const value =
    typeof node === 'object' && node !== null
      ? (node as Readonly<Record<string, unknown>>)[key]
      : undefined;
  return typeof value === 'string' ? value.toLowerCase().replaceAll('"', '') : '';
}

const notAQuery = (): SqlError =>
  new SqlError({
    code: 'sql_not_allowed',
    message: { zh: '只能运行一条查询（select）', en: 'Only a single query (select) can be run' },
    hint: {
      zh: '快照是只读的；请去掉其他语句',
      en: 'The snapshot is read-only; leave out other statements',
    },
  });

const pivotWithoutList = (): SqlError =>
  new SqlError({
    code: 'sql_not_allowed',
    message: {
      zh: 'PIVOT 须列出取值，或只能运行一条查询',
      en: 'PIVOT must list its values; or there are several statements',
    },
    hint: { zh: '写成 pivot 表 on 列 in (…)', en: 'Write pivot TABLE on COLUMN in (…)' },
  });

function syntaxError(sql: string, message = '', position = ''): SqlError {
  const at = position === '' ? undefined : unitsBefore(sql, Number(position));
  return new SqlError({ code: 'sql_error', message, ...(at !== undefined && { position: at }) });
}

const tooLong = (): SqlError =>
  new SqlError({
    code: 'sql_error',
    message: {
      zh: `查询超过 ${LONGEST_SQL} 个字符`,
      en: `The query is longer than ${LONGEST_SQL} characters`,
    },
  });

const zeroSign = (position: number): SqlError =>
  new SqlError({
    code: 'sql_error',
    message: {
      zh: '查询中有空字符（U+0000）',
      en: 'There is a null character (U+0000) in the query',
    },
    position,
  });

function refused(name: string, at: number | undefined): SqlError {
  return new SqlError({
    code: 'sql_not_allowed',
    message: { zh: `这里不能使用 ${name}`, en: `${name} cannot be used here` },
    hint: {
      zh: '只能查询快照里的表；可用的函数见左侧列表',
      en: 'Only the tables of the snapshot can be read; usable functions are listed beside the editor',
    },
    ...(at !== undefined && { position: at }),
  });
}
