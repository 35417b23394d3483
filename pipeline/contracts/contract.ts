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
  /** Whatever people write: telephone numbers in it are masked for the same readers; names cannot be told. */
  readonly freeText?: boolean;
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

/** A rule whose breach is odd but may be right: the row is loaded, and the breach is shown. */
export interface RowWarning extends RowCheck {
  /** SQL over the typed columns, and `received_at`; what `{detail}` in the reason stands for. */
  readonly detail?: Text;
  /**
   * What the rule looks at besides the row. `people`: column `people`, students and staff of the unit
   * as registered. `ledger`: of the unit's hazard ledger for the month in the same file, columns
   * `ledger_rows`, `ledger_fresh` (found in that month) and `ledger_major`, null where there is none.
   * `days`: of the blamed column in the same file, columns `days` (how many different ones) and `days_from`, the
   * day before which only a few lie, long before all the others; null where they hang together.
   */
  readonly beside?: 'people' | 'ledger' | 'days';
  /**
   * What it is told of: `return`: of a unit's return for a month, once in a file, at the first such row;
   * of each row where left out.
   */
  readonly of?: 'return';
}

/** How it is told that two rows under different keys are about one thing. */
export interface Doubles {
  /** Columns that are alike in both, beside the unit. */
  readonly columns: readonly string[];
  /** The column whose cell is blamed; rows that leave it empty are not compared. */
  readonly column: string;
  /**
   * Columns of a return's new rows that, all alike in another unit's or in last month's return, make
   * it a copy; and which rows are new, as SQL.
   */
  readonly copies?: { readonly words: readonly string[]; readonly fresh: string };
}

/** How rows are numbered in a ledger whose form has no column for their number. */
export interface Numbering {
  /** The column of the number. */
  readonly column: string;
  /** The day that stays the same as long as the row speaks of the same thing. */
  readonly day: string;
  /** Columns of words that do so too. */
  readonly words: readonly string[];
}

/** What numbers made by {@link Numbering} begin with, so that nobody takes them for the unit's own. */
export const MADE_NUMBER = '自编-';

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
  /** Rows at fault are held back. */
  readonly checks: readonly RowCheck[];
  /** Rows that are odd are loaded, and shown. */
  readonly warnings?: readonly RowWarning[];
  readonly doubles?: Doubles;
  readonly numbering?: Numbering;
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
