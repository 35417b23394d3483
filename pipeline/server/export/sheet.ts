import { DuckDBTypeId, type DuckDBResult } from '@duckdb/node-api';
import type { Locale } from '../../contracts/index.ts';
import { requireWhole } from '../arrow/index.ts';
import type { NamedQuery } from '../named-query.ts';
import type { Lease } from '../snapshot-holder.ts';
import { derivedLabels, wordFor, wordForBoolean } from './words.ts';

/** Columns that name an indicator or a gate, whose words are the policy's. */
const indicatorColumns: readonly string[] = ['indicator', 'main_reason'];

/** What a cell may hold; a Date stands for the clock time it has in UTC, whatever the zone. */
export type Cell = string | number | Date | null;

export type CellKind = 'text' | 'number' | 'date' | 'month' | 'timestamp';

export interface SheetColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: CellKind;
}

/** A query's answer as a sheet for people: labels for names, words for codes, rows as they are read. */
export interface Sheet {
  readonly columns: readonly SheetColumn[];
  /** Some rows at a time. */
  readonly rows: AsyncIterable<readonly Cell[][]>;
}

/**
 * Makes the sheet of a query.
 * @param run runs it; called when the lease's connection is free for its rows
 */
export async function readSheet(
  lease: Lease,
  query: NamedQuery,
  run: () => Promise<DuckDBResult>,
  locale: Locale,
): Promise<Sheet> {
  const labels = await fieldLabels(lease, query.source, locale);
  const indicators = await indicatorWords(lease, locale);
  const result = await run();
  const types = result.columnTypes();
  const columns = result.deduplicatedColumnNames().map((name, index) => ({
    name,
    label: labels.get(name) ?? derivedLabels[name]?.[locale] ?? name,
    kind: cellKind(name, types[index]?.typeId),
  }));
  const words = { locale, indicators };
  return { columns, rows: readRows(result, columns, words) };
}

/** Labels of columns by name: those of the query's own relation come before any other's. */
async function fieldLabels(
  lease: Lease,
  source: string | undefined,
  locale: Locale,
): Promise<Map<string, string>> {
  const found = await lease.connection.runAndReadAll(
    `select field_name, label_${locale}
from dictionary.field
where label_${locale} <> ''
order by schema_name || '.' || relation_name = $source, schema_name, relation_name desc`,
    { source: source ?? '' },
  );
  return new Map(found.getRowsJson() as [string, string][]);
}

const TIMESTAMPS: readonly (DuckDBTypeId | undefined)[] = [
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
];
const TEXTS: readonly (DuckDBTypeId | undefined)[] = [
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.ENUM,
];

/** What the policy calls its indicators and gates; the newest version's words. */
async function indicatorWords(lease: Lease, locale: Locale): Promise<Map<string, string>> {
  const found = await lease.connection.runAndReadAll(
    `select name, label
from (
  select indicator as name, label_${locale} as label, policy_version from policy.indicator
  union all
  select gate, label_${locale}, policy_version from policy.gate
)
order by policy_version`,
  );
  return new Map(found.getRowsJson() as [string, string][]);
}

interface Words {
  readonly locale: Locale;
  readonly indicators: ReadonlyMap<string, string>;
}

function cellKind(name: string, type: DuckDBTypeId | undefined): CellKind {
  if (type === DuckDBTypeId.DATE) return /(^|_)(month|since)$/.test(name) ? 'month' : 'date';
  if (TIMESTAMPS.includes(type)) return 'timestamp';
  return TEXTS.includes(type) ? 'text' : 'number';
}

async function* readRows(
  result: DuckDBResult,
  columns: readonly SheetColumn[],
  words: Words,
): AsyncGenerator<Cell[][]> {
  for await (const rows of result.yieldRowsJs())
    yield rows.map((row) =>
      row.map((value, index) => toCell(value, columns[index]?.name ?? '', words)),
    );
  requireWhole(result);
}

function toCell(value: unknown, column: string, { locale, indicators }: Words): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const word = indicatorColumns.includes(column) ? indicators.get(value) : undefined;
    return word ?? wordFor(column, value)?.[locale] ?? value;
  }
  if (typeof value === 'boolean') return wordForBoolean(value)[locale];
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || value instanceof Date) return value;
  return String(value);
}
