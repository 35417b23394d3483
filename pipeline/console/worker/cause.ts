import { StatementType, type DuckDBConnection } from '@duckdb/node-api';
import type { SqlFault, Statement } from '../messages.ts';
import { bindValues } from './bind.ts';
import { faultOf, SqlError } from './sql-error.ts';

const PREFIX = 'explain analyze ';

/**
 * Finds out why a streamed result broke off: has the statement run once more, its rows thrown away,
 * which tells the error that streaming hides.
 * @param statement that was checked and ran already
 */
export async function causeOf(
  connection: DuckDBConnection,
  { sql, parameters }: Statement,
): Promise<SqlError> {
  try {
    const prepared = await connection.prepare(PREFIX + sql);
    if (prepared.statementType === StatementType.EXPLAIN) {
      bindValues(prepared, parameters);
      await prepared.run();
    }
  } catch (error) {
    return new SqlError(moved(faultOf(error, PREFIX + sql)));
  }
  return new SqlError({
    code: 'sql_error',
    message: {
      zh: '查询中途出错，结果不完整',
      en: 'The query failed midway: the answer is incomplete',
    },
  });
}

/** A fault's place in the statement as it was written. */
function moved({ position, ...fault }: SqlFault): SqlFault {
  if (position === undefined || position < PREFIX.length) return fault;
  return { ...fault, position: position - PREFIX.length };
}
