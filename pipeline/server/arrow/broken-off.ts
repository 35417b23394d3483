import { ResultReturnType, type DuckDBResult } from '@duckdb/node-api';

/**
 * A streamed result that ended with an error. DuckDB's message is not to be had: the binding gives an
 * empty chunk, as at the end of all rows.
 */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';

  constructor() {
    super('a streamed result broke off with an error of DuckDB');
  }
}

/**
 * To be called at the end of a streamed result, lest half an answer be taken for a whole one. The only
 * trace that an error leaves is that the result is of no kind any more.
 * @throws BrokenOff
 */
export function requireWhole(result: Pick<DuckDBResult, 'returnType'>): void {
  if (result.returnType === ResultReturnType.INVALID) throw new BrokenOff();
}
