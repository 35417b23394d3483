import type { FileOutcome } from './ledger.ts';

/** A file that has been dealt with. */
export interface IngestStep {
  readonly outcome: FileOutcome;
  /** The path it came by; for one retried, its name. */
  readonly path: string;
  /** How many files are done, of how many. */
  readonly done: number;
  readonly total: number;
  /** Whether it had been loaded before, and now again because what it was held back for is known. */
  readonly retried: boolean;
}
