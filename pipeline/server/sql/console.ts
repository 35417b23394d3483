import type { FailureBody, Locale } from '../../contracts/index.ts';

/** Forms in which an answer can be had. */
export const sqlFormats = ['arrow', 'csv', 'json', 'parquet', 'xlsx'] as const;
export type SqlFormat = (typeof sqlFormats)[number];

/** A statement and the values of `:name` in it. */
export interface SqlStatement {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | null>>;
}

/** A query as it is asked. */
export interface SqlQuery extends SqlStatement {
  /** Chosen by who asks; names the run in {@link SqlConsole.state} and {@link SqlConsole.cancel}. */
  readonly id: string;
  readonly format: SqlFormat;
  /** Whether the answer is wanted as a whole or not at all, as a download is. */
  readonly whole: boolean;
  /** Where it was asked from; absent on the command line. */
  readonly address?: string;
}

/** An answer that can be read; it ends, and its query with it, where it is not read to its end. */
export interface SqlAnswer {
  readonly rowLimit: number;
  /** Whether rows were cut off; known beforehand of a whole answer only. */
  readonly truncated: boolean;
  /** Fails with a Failure where the query does. */
  readonly pieces: AsyncIterableIterator<Uint8Array, void>;
}

/** How far a query has come. */
export interface SqlRun {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly rows: number;
  readonly row_limit: number;
  readonly truncated: boolean;
  readonly milliseconds: number;
  readonly error?: FailureBody['error'];
}

/** The published file that a reader's statements are answered from. */
export interface ConsoleFile {
  readonly snapshot_id: string;
  readonly month: string;
  readonly path: string;
}

/** Something that readers keep in the console: by its id, for its owner. */
export interface KeptQuery {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly sql: string;
  readonly shared: boolean;
  readonly owner: string;
  readonly updated_at: string;
  readonly mine: boolean;
}

/** A table or chart that a reader keeps on a page of their own. */
export interface Pin {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | null>>;
  readonly view: 'table' | 'chart';
  readonly chart: Readonly<Record<string, unknown>> | null;
  readonly position: number;
  readonly updated_at: string;
  readonly mine: boolean;
}

export type QueryDraft = Pick<KeptQuery, 'title' | 'description' | 'sql' | 'shared'>;
export type PinDraft = Omit<Pin, 'id' | 'updated_at' | 'mine'>;

/**
 * The analysts' console as the routes need it. `reader` names who asks. All throw a Failure whose code
 * the routes give a status; a fault in a statement has `line` and `column` in its `where`.
 */
export interface SqlConsole {
  query(reader: string, query: SqlQuery): Promise<SqlAnswer>;
  /** @returns undefined where the reader has no such run */
  state(reader: string, id: string, locale: Locale): SqlRun | undefined;
  cancel(reader: string, id: string): void;
  /** The answers are JSON, as made in the worker. */
  explain(reader: string, statement: SqlStatement): Promise<Uint8Array>;
  complete(reader: string, sql: string, position: number): Promise<Uint8Array>;
  profile(reader: string, schema: string, table: string): Promise<Uint8Array>;
  schema(reader: string): Promise<Readonly<Record<string, unknown>>>;
  /** @throws Failure `no_snapshot` */
  file(reader: string): Promise<ConsoleFile>;
  queries(reader: string): readonly KeptQuery[];
  keepQuery(reader: string, id: string, draft: QueryDraft): KeptQuery;
  forgetQuery(reader: string, id: string): void;
  pins(reader: string): readonly Pin[];
  keepPin(reader: string, id: string, draft: PinDraft): Pin;
  forgetPin(reader: string, id: string): void;
}
