import type { Text } from './text.ts';

/** A value of a cell of {@link TableData}; dates and times as ISO text. */
export type CellValue = string | number | boolean | null;

/** A small table made in TypeScript, such as the policy, that a build loads beside the models. */
export interface TableData {
  readonly schema: string;
  readonly table: string;
  /** The grain: "One row per …". */
  readonly comment: Text;
  /** `type` is a DuckDB type. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly label: Text;
  }[];
  /** Cells in the order of `columns`. */
  readonly rows: readonly (readonly CellValue[])[];
}
