import type { SqlFormat } from '../server/sql/console.ts';

/** Forms in which a worker can write an answer; `cells` is for a terminal. */
export type Format = SqlFormat | 'cells';

/** One statement of a stranger's, and how its answer is wanted. */
export interface Statement {
  readonly sql: string;
  /** Values of `:name` in it. */
  readonly parameters: Readonly<Record<string, string | null>>;
}

/** What a worker is asked to do with a database file; one thing at a time. */
export type Task =
  | (Statement & {
      readonly kind: 'query';
      readonly format: Format;
      /** Rows of the answer at most. */
      readonly rows: number;
      /** Whether it is made as a whole before its first piece is sent: a download is all or nothing. */
      readonly whole: boolean;
    })
  | (Statement & { readonly kind: 'explain' })
  /** `position`: UTF-16 offset of the end of the word to complete. */
  | { readonly kind: 'complete'; readonly sql: string; readonly position: number }
  | { readonly kind: 'schema' }
  | { readonly kind: 'profile'; readonly schema: string; readonly table: string };

/** To a worker. */
export type Order =
  | { readonly order: 'do'; readonly file: string; readonly task: Task }
  | { readonly order: 'cancel' };

/** What went wrong in a statement; `position` counts UTF-16 units of the SQL sent, from 0. */
export interface SqlFault {
  readonly code:
    | 'sql_error'
    | 'sql_not_allowed'
    | 'sql_memory'
    | 'sql_timeout'
    | 'sql_cancelled'
    | 'sql_crashed'
    /** The database file could not be opened: nothing was done yet, and nothing of the answer sent. */
    | 'snapshot_unreadable';
  /** In DuckDB's words, or in both languages where it is ours. */
  readonly message: string | { readonly zh: string; readonly en: string };
  readonly position?: number;
  readonly hint?: { readonly zh: string; readonly en: string };
}

/** How a task ended. */
export type Ended =
  | { readonly ok: true; readonly rows: number; readonly truncated: boolean }
  | { readonly ok: false; readonly fault: SqlFault };

/** From a worker. `done` comes after the last byte was handed to the pipe. */
export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'rows'; readonly rows: number }
  | { readonly report: 'counted'; readonly rows: number; readonly truncated: boolean }
  | { readonly report: 'done'; readonly ended: Ended };
