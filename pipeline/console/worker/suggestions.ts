import { VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { matching, type Suggestion } from './matching.ts';
import type { Schema, TableEntry } from './schema.ts';
import { sqlParts } from './sql-parts.ts';

const MOST = 60;

/** What can stand at a place of a statement. */
export interface Suggestions {
  /** Where the word that they replace begins, in UTF-16 units. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** A relation that a statement reads, and the name by which it calls it. */
interface Used {
  readonly table: TableEntry;
  readonly alias: string;
}

const USED =
  /\b(?:from|join)\s+"?([\p{L}_][\p{L}\p{N}_]*)"?\s*\.\s*"?([\p{L}_][\p{L}\p{N}_]*)"?(?:\s+(?:as\s+)?([\p{L}_][\p{L}\p{N}_]*))?/giu;
const NO_ALIAS =
  /^(where|join|left|right|full|inner|cross|on|using|group|order|limit|having|union|except|intersect|semi|anti|asof|positional|natural|select|qualify|window|pivot|unpivot)$/i;

/**
 * Completes the word that ends at a position: columns of the relations in use and tables first, then
 * functions, then keywords as DuckDB's own grammar proposes them. Names are found by their Chinese label too.
 * @param position UTF-16 offset in `sql`
 */
export async function suggestions(
  connection: DuckDBConnection,
  schema: Schema,
  sql: string,
  position: number,
): Promise<Suggestions> {
  const before = sql.slice(0, position);
  const word = /[\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? '';
  const from = position - word.length;
  if (inQuote(sql, position)) return { from, options: [] };
  const path = /(?:([\p{L}_][\p{L}\p{N}_]*)\.)?([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(
    before.slice(0, from),
  );
  const used = usedIn(sql, schema);
  if (path) return { from, options: matching(word, ofPath(path, schema, used)).slice(0, MOST) };
  if (before[from - 1] === ':')
    return { from, options: matching(word, parameters(sql, from)).slice(0, MOST) };
  const wantsTable = /\b(?:from|join|describe|summarize|table)\s+$/i.test(before.slice(0, from));
  const names = [
    ...(wantsTable ? [] : used.flatMap(({ table }) => columnsOf(table))),
    ...tablesOf(schema),
    ...schema.schemas.map(({ name }) => schemaOption(name)),
  ];
  if (word === '') return { from, options: names.slice(0, MOST) };
  const rest = wantsTable ? [] : [...schema.functions.map(functionOption)];
  const words = await keywords(connection, before);
  return {
    from,
    options: [
      ...matching(word, names),
      ...matching(word, rest).slice(0, MOST / 2),
      ...matching(word, words),
    ].slice(0, MOST),
  };
}

/** Whether a position is within a string or a comment, where nothing is proposed. */
function inQuote(sql: string, position: number): boolean {
  for (const { kind, start, end } of sqlParts(sql)) {
    if (start >= position) break;
    const closed = kind !== 'comment' && end < sql.length ? end : end + 1;
    if ((kind === 'string' || kind === 'comment') && position < closed) return true;
  }
  return false;
}

function usedIn(sql: string, schema: Schema): Used[] {
  return [...sql.matchAll(USED)].flatMap(([, schemaName, name, alias]) => {
    const table = tableNamed(schema, schemaName, name);
    if (!table || name === undefined) return [];
    return [{ table, alias: alias !== undefined && !NO_ALIAS.test(alias) ? alias : name }];
  });
}

function tableNamed(
  { schemas }: Schema,
  schemaName: string | undefined,
  name: string | undefined,
): TableEntry | undefined {
  const same = (a: string, b: string | undefined) => a.toLowerCase() === b?.toLowerCase();
  return schemas
    .find((schema) => same(schema.name, schemaName))
    ?.tables.find((table) => same(table.name, name));
}

/** What can follow `schema.`, `alias.` or `schema.table.` */
function ofPath(path: RegExpExecArray, schema: Schema, used: readonly Used[]): Suggestion[] {
  const [, first, last = ''] = path;
  if (first !== undefined) {
    const table = tableNamed(schema, first, last);
    if (table) return columnsOf(table);
  }
  const called = used.find(({ alias }) => alias.toLowerCase() === last.toLowerCase());
  if (called) return columnsOf(called.table);
  const own = schema.schemas.find(({ name }) => name.toLowerCase() === last.toLowerCase());
  return (own?.tables ?? []).map((table) => ({ ...tableOption('', table), label: table.name }));
}

const columnsOf = (table: TableEntry): Suggestion[] =>
  table.columns.map(({ name, type, zh, en }) => ({
    label: name,
    kind: 'column',
    detail: type,
    zh,
    en,
  }));

const tablesOf = ({ schemas }: Schema): Suggestion[] =>
  schemas.flatMap(({ name, tables }) => tables.map((table) => tableOption(`${name}.`, table)));

const tableOption = (prefix: string, { name, rows, zh, en }: TableEntry): Suggestion => ({
  label: `${prefix}${name}`,
  kind: 'table',
  detail: rows === null ? '' : String(rows),
  zh,
  en,
});

const schemaOption = (name: string): Suggestion => ({
  label: name,
  kind: 'schema',
  detail: '',
  zh: '',
  en: '',
  apply: `${name}.`,
});

const functionOption = ({ name, signature, description }: Schema['functions'][number]) => ({
  label: name,
  kind: 'function' as const,
  detail: signature,
  zh: '',
  en: description,
  apply: `${name}(`,
});

function parameters(sql: string, from: number): Suggestion[] {
  const names = new Set<string>();
  for (const { name, start } of sqlParts(sql))
    if (name !== undefined && start !== from - 1) names.add(name);
  return [...names].map((label) => ({ label, kind: 'parameter', detail: '', zh: '', en: '' }));
}

async function keywords(connection: DuckDBConnection, before: string): Promise<Suggestion[]> {
  const found = await connection.runAndReadAll(
    `select distinct trim(suggestion) from sql_auto_complete($1::varchar) where suggestion_type = 'keyword'`,
    [before],
    [VARCHAR],
  );
  return found.getRowsJson().map(([word]) => ({
    label: String(word),
    kind: 'keyword',
    detail: '',
    zh: '',
    en: '',
  }));
}
