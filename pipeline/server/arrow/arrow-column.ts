import type { Data, DataType } from 'apache-arrow';
import type { Part } from './part.ts';

/** How a column of a result becomes a column of Arrow. */
export interface ArrowColumn {
  readonly type: DataType;
  /** Builds the column of one record batch from its share of each chunk; called batch after batch. */
  readonly build: (parts: readonly Part[], rows: number) => Data;
}
