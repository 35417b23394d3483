import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '../../contracts/index.ts';
import { clearOddRows, type CheckedRows } from './run.ts';
import type { CheckStatements } from './sql.ts';
import { oddRowsSql } from './warnings.ts';
import { literal } from './words.ts';

/** A large file all of whose cells are plain, about to be kept. */
export interface StraightLoad {
  readonly connection: DuckDBConnection;
  readonly contract: Contract;
  readonly file: { readonly id: string; readonly receivedAt: string };
  readonly statements: CheckStatements;
  /** The query that gives its rows. */
  readonly rows: string;
  /** Called before its rows are kept, and before they are compared. */
  readonly enter?: ((stage: 'keep' | 'compare') => void) | undefined;
}

/** The rows that were kept of it, in the form of checked rows, as a relation in SQL. */
export const keptRows = ({ contract, file }: StraightLoad): string =>
  `(select *, 0 as table_number, timestamp ${literal(file.receivedAt)} as file_received_at, false as faulty
  from intake.${contract.dataset} where file_id = ${literal(file.id)})`;

/**
 * Keeps the rows of a clean file straight from where they are typed: a million checked rows need not be
 * laid down twice. Faulty ones are checked again, for the quarantine.
 * @param layHeadings fills `heading`, which only the quarantine and warnings need
 * @returns undefined, and nothing kept, where there are so many faults that it would take longer than
 *   the usual way, or where rows repeat one another's key
 */
export async function keepStraight(
  load: StraightLoad,
  layHeadings: () => Promise<void>,
): Promise<CheckedRows | undefined> {
  const { connection, statements, enter } = load;
  const run = async (sql: string) => (await connection.run(sql)).rowsChanged;
  const valueOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS()[0]?.[0];
  if ((await valueOf(statements.faultyEarly)) === true) return undefined;
  enter?.('keep');
  const accepted = await run(statements.keepFaultless);
  if (Number(await valueOf(differentKeys(load))) < accepted) {
    const { contract, file } = load;
    await run(`delete from intake.${contract.dataset} where file_id = ${literal(file.id)}`);
    return undefined;
  }
  const rows = Number(await valueOf(`select count(*) from (${load.rows})`));
  if (accepted < rows) {
    await run(statements.checkFaulty);
    await layHeadings();
    await run(statements.quarantine);
  }
  enter?.('compare');
  await warn(load, accepted < rows ? async () => undefined : layHeadings);
  return { rows, accepted };
}

/** Counts the keys that differ by their hash: fewer, if ever so seldom, than differ. */
const differentKeys = ({ contract, file }: StraightLoad): string =>
  `select count(*) from (
    select distinct hash(${contract.key.join(', ')})
    from intake.${contract.dataset} where file_id = ${literal(file.id)})`;

async function warn(load: StraightLoad, layHeadings: () => Promise<void>): Promise<void> {
  const { connection, contract, statements } = load;
  if (!contract.warnings) return;
  const found = await connection.run(oddRowsSql(contract, keptRows(load)));
  if (found.rowsChanged === 0) return;
  await layHeadings();
  await connection.run(statements.keepWarnings);
  await clearOddRows(connection);
}
