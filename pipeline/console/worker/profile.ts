import { quotedIdentifier, type DuckDBConnection } from '@duckdb/node-api';
import { SqlError } from './sql-error.ts';

const BINS = 12;
const SAMPLE_ROWS = 20;

/** Up to so many rows distinct values are counted exactly, above by HyperLogLog. */
const EXACT_ROWS = 200_000;

export interface Bin {
  readonly label: string;
  readonly count: number;
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  readonly distinct: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly histogram: readonly Bin[];
}

export interface Profile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly sample: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  };
}

type Ask = (sql: string) => Promise<readonly (string | null)[][]>;

/**
 * What a table's columns hold: nulls, distinct values, range, and a small histogram: numbers and dates in
 * up to 12 bins of equal width, other values the 12 most frequent.
 * @throws SqlError where there is no such table
 */
export async function profileOf(
  connection: DuckDBConnection,
  schema: string,
  table: string,
): Promise<Profile> {
  const known = await connection.runAndReadAll(
    `select column_name, data_type from duckdb_columns()
     where schema_name = $1 and table_name = $2 and not internal order by column_index`,
    [schema, table],
  );
  const columns = known.getRowsJson() as [string, string][];
  if (columns.length === 0) throw unknown(`${schema}.${table}`);
  const relation = `${quotedIdentifier(schema)}.${quotedIdentifier(table)}`;
  const ask: Ask = async (sql) => {
    const rows = (await connection.runAndReadAll(sql)).getRowsJson();
    return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  };
  const rows = Number((await ask(`select count(*) from ${relation}`))[0]?.[0] ?? 0);
  const profiles: ColumnProfile[] = [];
  for (const [name, type] of columns)
    profiles.push(await columnProfile(ask, relation, rows, name, type));
  const texts = columns.map(([name]) => `left(${quotedIdentifier(name)}::varchar, 200)`);
  return {
    rows,
    columns: profiles,
    sample: {
      columns: columns.map(([name]) => name),
      rows: await ask(`select ${texts.join(', ')} from ${relation} limit ${SAMPLE_ROWS}`),
    },
  };
}

async function columnProfile(
  ask: Ask,
  relation: string,
  rows: number,
  name: string,
  type: string,
): Promise<ColumnProfile> {
  const column = quotedIdentifier(name);
  const distinct =
    rows <= EXACT_ROWS ? `count(distinct ${column})` : `approx_count_distinct(${column})`;
  const [found] = await ask(
    `select count(*) - count(${column}), ${distinct}, left(min(${column})::varchar, 200),
       left(max(${column})::varchar, 200) from ${relation}`,
  );
  const [nulls, values, min = null, max = null] = found ?? [];
  const few = Number(values) <= BINS;
  const amount = amountOf(type, column);
  const histogram =
    amount === undefined || few
      ? await frequent(ask, relation, column, amount !== undefined)
      : await bins(ask, relation, column, amount);
  return {
    name,
    type: type.toLowerCase(),
    nulls: Number(nulls),
    distinct: Number(values),
    min,
    max,
    histogram,
  };
}

/** The column as a number that bins can be made of; undefined for what has no width. */
function amountOf(type: string, column: string): string | undefined {
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(type))
    return `${column}::double`;
  return /^(DATE|TIMESTAMP)/.test(type) ? `epoch(${column}::timestamp)` : undefined;
}

/** @param inOrder whether by value rather than by how often it comes */
async function frequent(
  ask: Ask,
  relation: string,
  column: string,
  inOrder: boolean,
): Promise<Bin[]> {
  const found = await ask(
    `select left(${column}::varchar, 80), count(*) as count from ${relation} where ${column} is not null
     group by ${column} order by ${inOrder ? column : `count desc, ${column}`} limit ${BINS}`,
  );
  return found.map(([label, count]) => ({ label: label ?? '', count: Number(count) }));
}

/** Bins of equal width; a bin's label is the least and the greatest value in it. */
async function bins(ask: Ask, relation: string, column: string, amount: string): Promise<Bin[]> {
  const found = await ask(
    `with value as (select ${column} as value, ${amount} as amount from ${relation}
       where isfinite(${amount})),
     bound as (select min(amount) as low, max(amount) as high from value)
     select min(value)::varchar, max(value)::varchar, count(*)
     from value, bound
     group by least(floor((amount - low) / (high - low) * ${BINS}), ${BINS - 1})
     order by min(amount)`,
  );
  return found.map(([from, to, count]) => ({
    label: from === to ? String(from) : `${from} – ${to}`,
    count: Number(count),
  }));
}

const unknown = (table: string): SqlError =>
  new SqlError({
    code: 'sql_error',
    message: { zh: `没有表 ${table}`, en: `There is no table ${table}` },
  });
