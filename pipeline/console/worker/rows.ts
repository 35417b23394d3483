import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { requireWhole } from '../../server/arrow/index.ts';

/** As much of a result as is read here. */
export type ResultRows = Pick<
  DuckDBResult,
  'deduplicatedColumnNames' | 'columnTypes' | 'fetchChunk' | 'returnType'
>;

/**
 * A result cut off after so many rows. Counts what was read, and says whether there was more.
 */
export class CappedRows implements ResultRows {
  rows = 0;
  truncated = false;

  /** @param onChunk told of the rows read so far, after each chunk */
  constructor(
    private readonly result: ResultRows,
    private readonly limit: number,
    private readonly onChunk: (rows: number) => void,
  ) {}

  deduplicatedColumnNames(): string[] {
    return this.result.deduplicatedColumnNames();
  }

  columnTypes(): ReturnType<ResultRows['columnTypes']> {
    return this.result.columnTypes();
  }

  get returnType(): ResultRows['returnType'] {
    return this.result.returnType;
  }

  /** @throws BrokenOff where the result ended with an error, which may come after many rows */
  async fetchChunk(): Promise<DuckDBDataChunk | null> {
    if (this.truncated) return null;
    const chunk = await this.result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) {
      requireWhole(this.result);
      return null;
    }
    const left = this.limit - this.rows;
    if (chunk.rowCount > left) {
      this.truncated = true;
      if (left === 0) return null;
      chunk.rowCount = left;
    }
    this.rows += chunk.rowCount;
    this.onChunk(this.rows);
    return chunk;
  }
}
