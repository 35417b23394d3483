import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { CheckStatements } from './sql.ts';

/** The check statements of a dataset, ready to run. */
export interface CheckSteps {
  /** Runs a step; one that the dataset does not need changes nothing. */
  readonly run: (step: Exclude<keyof CheckStatements, 'tally'>) => Promise<number>;
  readonly tally: () => Promise<readonly Tally[]>;
  /** Empties `odd_row`, once its warnings are kept. */
  readonly clearWarnings: () => Promise<void>;
}

/** What the check found in a file: rows, rows without fault, and how many of these differ in their key's hash. */
interface Tally {
  readonly fileId: string;
  readonly rows: number;
  readonly faultless: number;
  readonly different: number;
}

/** Rows of one file in one dataset, by what became of them. */
export interface CheckedRows {
  readonly rows: number;
  readonly accepted: number;
}

/** Fingerprint of each file checked → its rows. */
export type Checked = ReadonlyMap<string, CheckedRows>;

/** The rows of the tally statement by name. */
export const tallies = (rows: readonly (readonly DuckDBValue[])[]): Tally[] =>
  rows.map(([fileId, ...counts]) => {
    const [total = 0, faultless = 0, different = 0] = counts.map(Number);
    return { fileId: String(fileId), rows: total, faultless, different };
  });

/** See {@link CheckSteps.clearWarnings}. */
export async function clearOddRows(connection: DuckDBConnection): Promise<void> {
  await connection.run('truncate odd_row');
}

/** Steps that are planned when they are run: for texts that will not come again. */
export const plainSteps = (
  connection: DuckDBConnection,
  statements: CheckStatements,
): CheckSteps => ({
  run: async (step) => {
    const statement = statements[step];
    return statement === '' ? 0 : (await connection.run(statement)).rowsChanged;
  },
  tally: async () => tallies((await connection.runAndReadAll(statements.tally)).getRows()),
  clearWarnings: () => clearOddRows(connection),
});

/**
 * Checks a dataset's staged rows, of one file or of many, and puts each where it belongs. The checked
 * rows stay in `checked_<dataset>` for the caller to look at and to clear.
 * @param layHeadings fills `heading`, which only the quarantine and warnings need
 */
export async function runChecks(
  { run, tally, clearWarnings }: CheckSteps,
  layHeadings: () => Promise<void>,
): Promise<Checked> {
  const rows = await run('check');
  let files = await tally();
  if (files.some(({ different, faultless }) => different < faultless)) {
    await run('markRepeated');
    files = await tally();
  }
  const accepted = await run('accept');
  if (accepted < rows) {
    await layHeadings();
    await run('quarantine');
  }
  if ((await run('warn')) > 0) {
    if (accepted === rows) await layHeadings();
    await run('keepWarnings');
    await clearWarnings();
  }
  return new Map(files.map((file) => [file.fileId, { rows: file.rows, accepted: file.faultless }]));
}
