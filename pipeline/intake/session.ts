import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { contracts, type Contract } from '../contracts/index.ts';
import { readCodeWords, type CodeWords } from './check/code-words.ts';
import { doubleStatements } from './check/doubles.ts';
import { createLookups, refreshKnownUnits } from './check/lookups.ts';
import { clearOddRows, tallies, type CheckSteps, type RunStep } from './check/run.ts';
import { checkStatements, type CheckStatements } from './check/sql.ts';
import { checkedName, checkedTableSql } from './check/checked-rows.ts';
import { supersededSql } from './supersede.ts';
import { stagedRows, stagedTableSql } from './stage.ts';

/** Deleted rows are only given back with their table: after so many staged rows it is laid out anew. */
const FRESH_AFTER_ROWS = 100_000;

/** From so many rows on it is worth checking those apart whose cells are all plain. */
const SPLIT_ROWS = 500;

/**
 * Steps of DuckDB's optimizer that build on what tables hold when a statement is planned (longest
 * text, any nulls). Kept plans must do without them: they are not looked at again, and a plan made
 * over empty tables garbles what comes later.
 */
const STATISTICAL_OPTIMIZERS = 'statistics_propagation,compressed_materialization';

/**
 * What intake keeps on a connection between files: lookups, staging tables and prepared checks,
 * whose texts are long and worth planning only once.
 */
export class Session {
  readonly #prepared = new Map<string, Promise<DuckDBPreparedStatement>>();
  readonly #stagedRows = new Map<string, number>();
  #words: CodeWords;

  /** Fingerprints of every file in the ledger, as of the last commit. */
  readonly fileIds = new Set<string>();

  private constructor(
    readonly connection: DuckDBConnection,
    words: CodeWords,
  ) {
    this.#words = words;
  }

  /** How codes are written, by all that is decided so far. */
  get codeWords(): CodeWords {
    return this.#words;
  }

  /** The session of a connection; the first call lays out its temporary tables. */
  static of(connection: DuckDBConnection): Promise<Session> {
    const known = sessions.get(connection);
    if (known) return known;
    const session = Session.#open(connection);
    sessions.set(connection, session);
    return session;
  }

  static async #open(connection: DuckDBConnection): Promise<Session> {
    const session = new Session(connection, await readCodeWords(connection));
    await connection.run(`set disabled_optimizers = '${STATISTICAL_OPTIMIZERS}'`);
    await createLookups(connection);
    await refreshKnownUnits(connection);
    const ledger = await connection.runAndReadAll('select file_id from intake.file');
    for (const [fileId] of ledger.getRowsJS()) session.fileIds.add(String(fileId));
    for (const contract of contracts) await session.#layTables(contract);
    return session;
  }

  /** To be called when words for codes or names of units were decided on: later checks know them. */
  async wordsDecided(): Promise<void> {
    this.#words = await readCodeWords(this.connection);
    await refreshKnownUnits(this.connection);
    this.#prepared.clear();
  }

  /** A statement kept under its name and planned only once; its text is made when first wanted. */
  prepared(name: string, text: () => string): Promise<DuckDBPreparedStatement> {
    const known = this.#prepared.get(name);
    if (known) return known;
    const statement = this.connection.prepare(text());
    this.#prepared.set(name, statement);
    return statement;
  }

  /**
   * The check of a dataset over its staging table.
   * @param staged how many rows it holds, and whether there may be days to be completed, which costs
   *   time
   */
  checkSteps(
    contract: Contract,
    staged: { readonly rows: number; readonly years: boolean },
  ): CheckSteps {
    const { rows, years } = staged;
    let texts: CheckStatements | undefined;
    const statement = (step: keyof CheckStatements) => {
      const completed = years && (step === 'check' || step === 'checkOthers');
      return this.prepared(`${step} ${contract.dataset}${completed ? ' years' : ''}`, () => {
        texts ??= checkStatements(contract, stagedRows(contract), this.#words, { years });
        return texts[step];
      });
    };
    const run = async (step: RunStep): Promise<number> => {
      if (step === 'warn' && !contract.warnings) return 0;
      return (await (await statement(step)).run()).rowsChanged;
    };
    return {
      run,
      check: async () => {
        if (rows < SPLIT_ROWS) return run('check');
        const plain = await run('checkPlain');
        return plain === rows ? plain : plain + (await run('checkOthers'));
      },
      tally: async () => tallies((await (await statement('tally')).runAndReadAll()).getRows()),
      clearWarnings: () => clearOddRows(this.connection),
    };
  }

  /**
   * Warns of accepted rows that tell one thing twice, as far as the rows just checked are concerned.
   * @param checked these, as a relation in SQL
   */
  async warnOfDoubles(contract: Contract, checked = checkedName(contract)): Promise<void> {
    const statements = doubleStatements(contract, checked);
    if (!statements) return;
    let found = 0;
    for (const sql of statements.find) {
      const statement = await this.prepared(sql, () => sql);
      found += (await statement.run()).rowsChanged;
    }
    if (found === 0) return;
    for (const sql of statements.keep) await this.connection.run(sql);
  }

  /** Whether any rows of a dataset were accepted so far. */
  async holdsRows({ dataset }: Contract): Promise<boolean> {
    const reader = await this.connection.runAndReadAll(`select 1 from intake.${dataset} limit 1`);
    return reader.currentRowCount > 0;
  }

  /**
   * Counts, for each file whose rows of a dataset are checked, the rows of earlier files that these replace.
   * @param checked these, as a relation in SQL
   */
  async rowsSuperseded(
    contract: Contract,
    checked = checkedName(contract),
  ): Promise<ReadonlyMap<string, number>> {
    const sql = supersededSql(contract, checked);
    const statement = await this.prepared(sql, () => sql);
    const rows = (await statement.runAndReadAll()).getRows();
    return new Map(rows.map(([fileId, count]) => [String(fileId), Number(count)]));
  }

  /** Empties a dataset's temporary tables, of which `rows` had been filled. */
  async clear(contract: Contract, rows: number): Promise<void> {
    const total = (this.#stagedRows.get(contract.dataset) ?? 0) + rows;
    const fresh = total > FRESH_AFTER_ROWS;
    this.#stagedRows.set(contract.dataset, fresh ? 0 : total);
    if (fresh) return this.#layTables(contract);
    await this.connection.run(`truncate staged_${contract.dataset}`);
    await this.connection.run(`truncate checked_${contract.dataset}`);
  }

  async #layTables(contract: Contract): Promise<void> {
    await this.connection.run(stagedTableSql(contract));
    await this.connection.run(checkedTableSql(contract));
  }
}

const sessions = new WeakMap<DuckDBConnection, Promise<Session>>();
