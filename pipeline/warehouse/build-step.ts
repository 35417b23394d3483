import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableData } from '../contracts/table-data.ts';
import type { Model } from './model-file.ts';

/**
 * A step of the build that SQL cannot say, such as a fit: it makes small tables out of what models made. It runs
 * after all that it reads and before every model that reads what it makes; its tables get comments and
 * their place in dictionary and lineage like any other.
 */
export interface BuildStep {
  /** For progress and timings. */
  readonly name: string;
  /** Relations it reads, as `schema.relation`. */
  readonly reads: readonly string[];
  /** Tables it makes, as `schema.relation`; always all of them, empty where there is nothing to say. */
  readonly makes: readonly string[];
  /** @param connection to the snapshot being built; the step itself writes nothing there */
  readonly run: (connection: DuckDBConnection) => Promise<readonly TableData[]>;
}

/** What a build runs, in order. */
export type Work = Model | BuildStep;

export const isModel = (work: Work): work is Model => 'relation' in work;

/** The relations that come out. */
export const madeBy = (work: Work): readonly string[] =>
  isModel(work) ? [work.relation] : work.makes;
