import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { CheckStatements } from './sql.ts';

/** A statement of which only the number of rows is of interest. */
export type RunStep = Exclude<
  keyof CheckStatements,
  'tally' | 'keepFaultless' | 'checkFaulty' | 'faultyEarly'
>;

/** The check statements of a dataset, ready to run. */
export interface CheckSteps {
  /** Types and checks the staged rows; gives how many there are. */
  readonly check: () => Promise<number>;
  /** Runs a step after that; one that the dataset does not need changes nothing. */
  readonly run: (step: RunStep) => Promise<number>;
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

/**
 * Steps that are planned when they are run: for texts that will not come again.
 * @param options `split`: whether some rows may hold other cells than plain ones, to be checked apart;
 *   `enter`: called before the checked rows are kept, and before they are compared
 */
export const plainSteps = (
  connection: DuckDBConnection,
  statements: CheckStatements,
  options: { readonly split: boolean; readonly enter?: (stage: 'keep' | 'compare') => void },
): CheckSteps => {
  const { split, enter } = options;
  const run = async (step: RunStep): Promise<number> => {
    if (step === 'accept') enter?.('keep');
    if (step === 'warn') enter?.('compare');
    const statement = statements[step];
    return statement === '' ? 0 : (await connection.run(statement)).rowsChanged;
  };
  return {
    run,
    check: async () =>
      split ? (await run('checkPlain')) + (await run('checkOthers')) : run('check'),
    tally: async () => tallies((await connection.runAndReadAll(statements.tally)).getRows()),
    clearWarnings: () => clearOddRows(connection),
  };
};

/**
 * Checks a dataset's staged rows, of one file or of many, and puts each where it belongs. The checked
 * rows stay in `checked_<dataset>` for the caller to look at and to clear.
 * @param layHeadings fills `heading`, which only the quarantine and warnings need
 */
export async function runChecks(
  { check, run, tally, clearWarnings }: CheckSteps,
  layHeadings: () => Promise<void>,
): Promise<Checked> {
  const rows = await check();
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
