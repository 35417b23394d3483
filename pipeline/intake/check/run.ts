import type { DuckDBConnection } from '@duckdb/node-api';
import type { CheckStatements } from './sql.ts';

/** The check statements of a dataset, ready to run. */
export interface CheckSteps {
  readonly run: (step: keyof CheckStatements) => Promise<number>;
  readonly tally: () => Promise<readonly number[]>;
}

/** Rows of a dataset, by what became of them. */
export interface Checked {
  readonly rows: number;
  readonly accepted: number;
}

/** Steps that are planned when they are run: for texts that will not come again. */
export const plainSteps = (
  connection: DuckDBConnection,
  statements: CheckStatements,
): CheckSteps => ({
  run: async (step) => (await connection.run(statements[step])).rowsChanged,
  tally: async () =>
    (await connection.runAndReadAll(statements.tally)).getRowsJS()[0]?.map(Number) ?? [],
});

/**
 * Checks a dataset's staged rows, and puts each where it belongs. The checked rows stay in
 * `checked_<dataset>` for the caller to look at and to clear.
 * @param layHeadings fills `heading`, which only the quarantine needs
 */
export async function runChecks(
  { run, tally }: CheckSteps,
  layHeadings: () => Promise<void>,
): Promise<Checked> {
  const rows = await run('check');
  const [faultless = 0, different = 0] = await tally();
  if (different < faultless) await run('markRepeated');
  const accepted = await run('accept');
  if (accepted < rows) {
    await layHeadings();
    await run('quarantine');
  }
  return { rows, accepted };
}
