import type { Locale } from '../../contracts/index.ts';
import type { Sheet } from '../grid.ts';
import type { CodeColumn } from './drop-downs.ts';
import type { Fault } from './faults.ts';
import type { ListSheet } from './list-sheet.ts';

/** What goes into a correction workbook. */
export interface CorrectionPlan {
  readonly locale: Locale;
  /** The clerk's own sheets as intake reads them. */
  readonly sheets: readonly Sheet[];
  readonly faults: readonly Fault[];
  readonly codeColumns: readonly CodeColumn[];
  /** Rows of a sheet, from 1, that are header or title. */
  readonly headerRows: (sheet: string) => readonly number[];
  /** The first sheet, which says what to do. */
  readonly list: ListSheet;
  readonly markerRows: readonly string[][];
  /** The name that a sheet of the file has in the workbook: a CSV file's only sheet has none of its own. */
  readonly nameOf: (sheet: string) => string;
}
