import { StatementType, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { refusedFunctions, refusedRelations, tableFunctions } from './functions.ts';
import { SqlError, unitsBefore } from './sql-error.ts';

/** Longest statement, in UTF-16 units. */
export const LONGEST_SQL = 100_000;

/** White space and comments before a statement, then EXPLAIN with its options. */
const EXPLAIN =
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*explain\b(?:\s+analy[sz]e\b|\s*\(\s*(?:analy[sz]e|format\s+(?:json|text|default))\s*\))?/i;

/**
 * Lets through one statement that only reads the snapshot's own tables: SELECT in all its forms (`with`,
 * `values`, `from …`, `describe`, `summarize`, `pivot … in`), or EXPLAIN of one. The statement is only
 * parsed, not bound: binding a function that reads a file would open the file already.
 * @throws SqlError `sql_not_allowed`; DuckDB's own error where the text is no SQL
 */
export async function checkStatement(connection: DuckDBConnection, sql: string): Promise<void> {
  if (sql.length > LONGEST_SQL) throw tooLong();
  // DuckDB would see a text that ends there, another one than was checked.
  if (sql.includes('\0')) throw zeroSign(sql.indexOf('\0'));
  const explain = EXPLAIN.exec(sql)?.[0] ?? '';
  await requireOne(connection, sql);
  // Blanks of as many bytes, so that DuckDB's positions stay right.
  const query = ' '.repeat(Buffer.byteLength(explain)) + sql.slice(explain.length);
  if (explain !== '') await requireOne(connection, query);
  check(await parsed(connection, query), sql);
}

/**
 * @throws SqlError where the statement, now bound, is of another kind than it looked; belt and braces
 */
export function requireReading(type: StatementType): void {
  if (type !== StatementType.SELECT && type !== StatementType.EXPLAIN) throw notAQuery();
}

async function requireOne(connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql).catch((error: unknown) => {
    // For a text without any statement the binding has no message of DuckDB's to give.
    throw error instanceof Error && error.message.includes('exception_type') ? error : notAQuery();
  });
  if (statements.count === 1) return;
  throw /\bpivot\b/i.test(sql) ? pivotWithoutList() : notAQuery();
}

/** DuckDB's own syntax tree; it gives one for SELECT only. */
async function parsed(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const result = await connection.runAndReadAll(
    'select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true)',
    [sql],
    [VARCHAR],
  );
  const tree = JSON.parse(String(result.value(0, 0))) as {
    error: boolean;
    error_message?: string;
    statements?: readonly unknown[];
  };
  if (tree.error || tree.statements?.length !== 1) throw notAQuery();
  return tree.statements;
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
