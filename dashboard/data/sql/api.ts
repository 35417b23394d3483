import { ask, send } from './send.ts';

/** Values of the `:parameters` of a query; null is SQL's null. */
export type SqlParameters = Readonly<Record<string, string | null>>;

export interface SqlColumn {
  readonly name: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  /** Whether it tells of a person. */
  readonly personal: boolean;
  readonly nullable: boolean;
}

export interface SqlTable {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly rows: number | null;
  readonly columns: readonly SqlColumn[];
}

/** What can be asked: tables, functions, and within which limits. */
export interface SqlSchema {
  readonly snapshot_id: string;
  readonly month: string;
  readonly schemas: readonly { readonly name: string; readonly tables: readonly SqlTable[] }[];
  readonly functions: readonly {
    readonly name: string;
    readonly signature: string;
    readonly description: string | null;
  }[];
  readonly limits: {
    readonly rows: number;
    readonly seconds: number;
    readonly memory_mb: number;
    readonly concurrent: number;
  };
}

/** What stands in a table: each column's values in short, and a few rows. */
export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly sample: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | null)[])[];
  };
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  readonly distinct: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly histogram: readonly { readonly label: string; readonly count: number }[];
}

export type CompletionKind = 'schema' | 'table' | 'column' | 'function' | 'keyword' | 'parameter';

export interface CompletionOption {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string | null;
  readonly zh?: string | null;
  readonly en?: string | null;
  /** What is written, where it is not the label. */
  readonly apply?: string | null;
}

/** What became of a run. */
export interface RunState {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly rows: number;
  readonly row_limit: number;
  readonly truncated: boolean;
  readonly milliseconds: number;
  readonly error?: unknown;
}

export const askSchema = (): Promise<SqlSchema> => ask('/api/sql/schema');

export const askProfile = (schema: string, table: string): Promise<TableProfile> =>
  ask(`/api/sql/profile/${encodeURIComponent(schema)}/${encodeURIComponent(table)}`);

/** What may be written at a place of the text; `position` and `from` count UTF-16 units from 0. */
export const askCompletions = (
  sql: string,
  position: number,
  signal: AbortSignal,
): Promise<{ readonly from: number; readonly options: readonly CompletionOption[] }> =>
  ask('/api/sql/complete', { method: 'POST', body: { sql, position }, signal });

/** How a query would be worked out; it is not run. Throws a SqlError. */
export const askPlan = async (sql: string, parameters: SqlParameters): Promise<string> =>
  (await ask<{ plan: string }>('/api/sql/explain', { method: 'POST', body: { sql, parameters } }))
    .plan;

export const askRunState = (id: string): Promise<RunState> => ask(`/api/sql/run/${id}`);

/** Stops a run; one that has ended is left as it is. */
export async function cancelRun(id: string): Promise<void> {
  await send(`/api/sql/run/${id}`, { method: 'DELETE' });
}

/** The address of the whole snapshot as a DuckDB file. */
export const SNAPSHOT_FILE = '/api/sql/snapshot';
