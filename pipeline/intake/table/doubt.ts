import type { Text } from '../../contracts/index.ts';

/** What is odd about the way a table was read: shown as a warning of its row. */
export interface Doubt {
  /** snake_case, as other reasons of warnings. */
  readonly code: string;
  /** The contract's column that it is about. */
  readonly column: string;
  /** The row, from 1, as the sheet shows it; the first of the table where it is about all of them. */
  readonly rowNumber?: number;
  /** What the cell, or the title, says. */
  readonly value: string;
  /** In a clerk's words. */
  readonly reason: Text;
}
