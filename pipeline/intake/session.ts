import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { contracts, type Contract } from '../contracts/index.ts';
import { createLookups, refreshKnownUnits } from './check/lookups.ts';
import { checkStatements } from './check/sql.ts';
import { stagedRowsSql, stagedTableSql } from './stage.ts';

/** Deleted rows are only given back with their table: after so many staged rows it is laid out anew. */
const FRESH_AFTER_ROWS = 100_000;

/** Steps of DuckDB's optimizer that build on what tables hold at the moment. */
const STATISTICAL_OPTIMIZERS = 'statistics_propagation,compressed_materialization';

interface Prepared {
  readonly accept: DuckDBPreparedStatement;
  readonly quarantine: DuckDBPreparedStatement;
}

/**
 * What intake keeps on a connection between files: lookups, staging tables and prepared checks,
 * whose texts are long and worth planning only once.
 */
export class Session {
  readonly #prepared = new Map<string, Prepared>();
  readonly #stagedRows = new Map<string, number>();

  private constructor(readonly connection: DuckDBConnection) {}

  /** The session of a connection; the first call lays out its temporary tables. */
  static of(connection: DuckDBConnection): Promise<Session> {
    const known = sessions.get(connection);
    if (known) return known;
    const session = Session.#open(connection);
    sessions.set(connection, session);
    return session;
  }

  static async #open(connection: DuckDBConnection): Promise<Session> {
    const session = new Session(connection);
    await createLookups(connection);
    await refreshKnownUnits(connection);
    for (const contract of contracts) await connection.run(stagedTableSql(contract));
    return session;
  }

  /** The check statements of a dataset over its staging table. */
  async statements(contract: Contract): Promise<Prepared> {
    const known = this.#prepared.get(contract.dataset);
    if (known) return known;
    const sql = checkStatements(contract, stagedRowsSql(contract));
    const prepared = {
      accept: await this.connection.prepare(sql.accept),
      quarantine: await this.connection.prepare(sql.quarantine),
    };
    this.#prepared.set(contract.dataset, prepared);
    return prepared;
  }

  /**
   * Runs work in which prepared checks are used. A plan that is kept must not rest on what the
   * tables held when it was made: DuckDB's statistics (longest text, any nulls) are not looked at
   * again, and a plan made over empty tables garbles what comes later.
   */
  async withKeptPlans<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.connection.run(`set disabled_optimizers = '${STATISTICAL_OPTIMIZERS}'`);
    try {
      return await work();
    } finally {
      await this.connection.run('reset disabled_optimizers');
    }
  }

  /** Empties a dataset's staging table, of which `rows` had been filled. */
  async clear(contract: Contract, rows: number): Promise<void> {
    const total = (this.#stagedRows.get(contract.dataset) ?? 0) + rows;
    const fresh = total > FRESH_AFTER_ROWS;
    this.#stagedRows.set(contract.dataset, fresh ? 0 : total);
    await this.connection.run(
      fresh ? stagedTableSql(contract) : `truncate staged_${contract.dataset}`,
    );
  }
}

const sessions = new WeakMap<DuckDBConnection, Promise<Session>>();
