/**
 * One row of a return before anybody's handwriting: contract column → value. Dates are days since
 * 1970, times minutes since 1970, months as in calendar.ts, codes the code itself.
 */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

/** What was done to a row so that intake has to refuse it. */
export interface Mistake {
  /** The contract's column to blame. */
  readonly column: string;
  /** Reason code that the quarantine should show. */
  readonly reason: string;
}

/** Rows of one dataset, as one sender sends them in one file. */
export interface Return {
  readonly dataset: string;
  readonly rows: readonly Row[];
  /** The rows that were spoilt. */
  readonly mistakes: ReadonlyMap<Row, Mistake>;
}
