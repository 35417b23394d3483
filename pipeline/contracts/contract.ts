import type { CodeListName } from './codes/index.ts';
import type { Text } from './text.ts';

/**
 * What a cell of a column holds once it is typed.
 * `month` is stored as the DATE of its first day; `code` as the code of a {@link CodeListName}.
 */
export type ColumnType =
  'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp' | 'month' | 'code';

/** One column of a return. */
export interface Column {
  /** snake_case, the same in SQL, API and page. */
  readonly name: string;
  readonly label: Text;
  /** What it means, where the label does not say it all. */
  readonly description?: Text;
  /** Other headers seen in the wild, Chinese; compared after spaces and punctuation are dropped. */
  readonly synonyms?: readonly string[];
  readonly type: ColumnType;
  /** Unit of measure shown with the number. */
  readonly unit?: Text;
  readonly required?: boolean;
  /** The code list of a `code` column. */
  readonly codes?: CodeListName;
  /** Inclusive bounds of a number, or of a date as ISO text. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Names, telephone numbers: masked for readers without need. */
  readonly personal?: boolean;
  /** A cell as a clerk would fill it in; dates, months, codes and yes/no need none. */
  readonly example?: Text;
  /** Value of an empty cell; SQL literal of the column's type. */
  readonly absent?: string;
}

/** A rule over several columns of one row. */
export interface RowCheck {
  /** snake_case reason code kept in the quarantine. */
  readonly code: string;
  /** SQL over the typed columns; the row is at fault where it is true. NULL passes. */
  readonly fault: string;
  /** The column whose cell is blamed. */
  readonly column: string;
  /** What is wrong and what was expected, for a school clerk. */
  readonly reason: Text;
}

/**
 * How a later file replaces an earlier one:
 * `return`: the rows of one unit and period are replaced as a whole; `row`: each row by its natural key.
 */
export type Supersession = 'return' | 'row';

/** What one return looks like: the single source of truth for everything that touches its dataset. */
export interface Contract {
  readonly dataset: string;
  readonly label: Text;
  /** "One row per …". */
  readonly grain: Text;
  /** Titles that sheets of this dataset carry; evidence when the headers alone do not decide. */
  readonly titles: readonly string[];
  /** Natural key: names a row across files. */
  readonly key: readonly string[];
  /** The column that says which month the row belongs to; null where the dataset has no period. */
  readonly period: string | null;
  readonly supersedes: Supersession;
  readonly columns: readonly Column[];
  readonly checks: readonly RowCheck[];
  /** Ids of the rules of the field it serves. */
  readonly rules: readonly string[];
}

const SQL_TYPES: Record<ColumnType, string> = {
  text: 'varchar',
  integer: 'integer',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  month: 'date',
  code: 'varchar',
};

/** The DuckDB type that a column is stored as. */
export const sqlType = (column: Column): string => SQL_TYPES[column.type];

/** The column of that name. Throws a RangeError where the contract has none: a bug, not bad input. */
export function columnOf(contract: Contract, name: string): Column {
  const found = contract.columns.find((column) => column.name === name);
  if (!found) throw new RangeError(`contract ${contract.dataset} has no column ${name}`);
  return found;
}
