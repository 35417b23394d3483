import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Does some work as one transaction: all of it is kept, or nothing is.
 * @throws whatever the work throws
 */
export async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run('begin');
  try {
    const result = await work();
    await connection.run('commit');
    return result;
  } catch (error) {
    // A commit that fails, as on a full disk, has rolled back already, and what it says must not be lost.
    await connection.run('rollback').catch(() => undefined);
    throw error;
  }
}
