import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableData } from '../../contracts/table-data.ts';

/** Runs models again beside a snapshot; the warehouse's `Beside` is one. */
export interface Rerunner {
  /** Sees the snapshot as catalog `snapshot`, and each run as the catalog of its name. */
  readonly connection: DuckDBConnection;
  run(
    catalog: string,
    rerun: {
      readonly tables?: readonly TableData[];
      readonly views?: Readonly<Record<string, string>>;
      readonly changed?: readonly string[];
      readonly targets: readonly string[];
    },
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
  touches(changed: readonly string[], targets: readonly string[]): readonly string[];
}
