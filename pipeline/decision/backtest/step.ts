import type { DuckDBConnection } from '@duckdb/node-api';
import type { CellValue, TableData } from '../../contracts/table-data.ts';
import { judgeEvidence, readEvidence } from './run.ts';
import { backtestRelations, backtestTables } from './tables.ts';

/** Relations that a backtest reads. */
const reads = [
  'features.expected_finding',
  'features.known_visit',
  'features.month_rule',
  'features.past_visit',
  'features.unit_in_month',
  'features.unit_month',
  'features.visit',
  'scores.baseline',
  'scores.decision',
  'scores.point',
];

/**
 * The backtest as a step of the build (`BuildStep` of the warehouse). Where the snapshot before was judged by the
 * very same evidence, its tables are taken over: most files that come in concern the month that runs, and
 * say nothing of the windows that are over.
 * @param previous opens the snapshot before; undefined where there is none. It is closed when it was read.
 */
export const backtestStep = (previous: () => Promise<Previous | undefined>) => ({
  name: 'backtest',
  reads,
  makes: backtestRelations,
  run: async (connection: DuckDBConnection): Promise<readonly TableData[]> => {
    const evidence = await readEvidence(connection, {});
    const kept = await keptTables(await previous(), evidence.fingerprint);
    return kept ?? backtestTables(judgeEvidence(evidence), evidence.fingerprint);
  },
});

/** A snapshot, open. */
export interface Previous {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

async function keptTables(
  previous: Previous | undefined,
  fingerprint: string,
): Promise<TableData[] | undefined> {
  if (!previous) return undefined;
  const { connection, close } = previous;
  try {
    const known = await connection.runAndReadAll(
      `select count(*)::integer from duckdb_columns()
       where schema_name = 'backtest' and table_name = 'run' and column_name = 'fingerprint'`,
    );
    if (known.value(0, 0) !== 1) return undefined;
    const found = await connection.runAndReadAll('select fingerprint from backtest.run');
    if (found.value(0, 0) !== fingerprint) return undefined;
    const tables: TableData[] = [];
    for (const shape of backtestTables(NOTHING, fingerprint)) {
      // What methods and figures are called does not come from the evidence.
      if (shape.table === 'method' || shape.table === 'measure') {
        tables.push(shape);
        continue;
      }
      const names = shape.columns.map(({ name }) => name).join(', ');
      const rows = await connection.runAndReadAll(`select ${names} from backtest.${shape.table}`);
      tables.push({ ...shape, rows: rows.getRowsJson() as CellValue[][] });
    }
    return tables;
  } finally {
    close();
  }
}

/** For the shapes of the tables alone. */
const NOTHING = judgeEvidence({
  period: { origins: [], window: 1 },
  data: undefined,
  hasVisits: false,
  replicates: 0,
  seed: 0,
  fingerprint: '',
});
