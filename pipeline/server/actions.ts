import type { DuckDBConnection } from '@duckdb/node-api';
import type { FailureBody, Locale } from '../contracts/index.ts';

/** One kind of fault in a file, in the reader's language. */
export interface FileReason {
  readonly kind: 'error' | 'warning';
  readonly reason: string;
  readonly faults: number;
  /** The first cells at fault, as the reader finds them. */
  readonly cells: readonly string[];
}

/** What became of one file, in the reader's language. */
export interface FileReport {
  readonly file_id: string;
  readonly file_name: string;
  readonly archive: string | null;
  readonly status: 'loaded' | 'partly' | 'rejected';
  /** Whether these very bytes had come before, so that nothing changed. */
  readonly already_known: boolean;
  /** Name of the file that it corrects. */
  readonly replaces: string | null;
  readonly rows_in: number;
  readonly rows_accepted: number;
  readonly rows_quarantined: number;
  readonly rows_warned: number;
  /** Why it was rejected as a whole. */
  readonly error: FailureBody['error'] | null;
  /** The most frequent first. */
  readonly reasons: readonly FileReason[];
}

/** How far what was taken in has come to be seen. */
export interface Publication {
  /** `idle`: all that was taken in here is published; `waiting`: for more files; `failed`: see `error`. */
  readonly state: 'idle' | 'waiting' | 'building' | 'failed';
  readonly error: FailureBody['error'] | null;
}

/** Who does it, and for whom. */
export interface Actor {
  /** Name that is written down; null where nobody signs in. */
  readonly name: string | null;
  /** The units that files may speak of; null for all. */
  readonly within: { readonly unitCodes: ReadonlySet<string>; readonly sender: string } | null;
}

/** That a word stands for a code. */
export interface CodeChoice {
  readonly list: string;
  readonly word: string;
  readonly code: string;
}

/** Which unit a name means. */
export interface UnitChoice {
  readonly name: string;
  readonly unitCode: string;
  readonly former: boolean;
}

/** Which column a header means; null: none of ours. */
export interface HeaderChoice {
  readonly dataset: string;
  readonly header: string;
  readonly column: string | null;
}

/** A value that maps to nothing, with what it may mean. */
export interface UnmappedReport {
  readonly kind: 'code' | 'unit';
  readonly list: string | null;
  readonly dataset: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
  readonly files: number;
  readonly proposals: readonly {
    readonly code: string;
    readonly label: string;
    readonly similarity: number;
  }[];
}

/**
 * What a page can have done beside reading. Each waits for the one before it; what changes the
 * warehouse is published a little later by itself.
 */
export interface Actions {
  /** Takes in a file, or each file of an archive. `name` is a name, never a path. */
  upload(
    file: { readonly name: string; readonly bytes: Uint8Array },
    locale: Locale,
    actor: Actor,
  ): Promise<readonly FileReport[]>;
  /** Decides, and gives the files that were loaded again for it. */
  mapCode(choice: CodeChoice, locale: Locale, actor: Actor): Promise<readonly FileReport[]>;
  mapUnit(choice: UnitChoice, locale: Locale, actor: Actor): Promise<readonly FileReport[]>;
  mapHeader(choice: HeaderChoice, locale: Locale, actor: Actor): Promise<readonly FileReport[]>;
  /** @param snapshot looked at first; the warehouse only for a file that is not published yet */
  correction(
    snapshot: DuckDBConnection,
    fileId: string,
    locale: Locale,
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
  unmapped(snapshot: DuckDBConnection, locale: Locale): Promise<readonly UnmappedReport[]>;
  publication(locale: Locale): Publication;
}
