import { contracts } from './index.ts';

/**
 * Names of the columns of contracts that hold personal data. A column keeps its name wherever models take
 * it, so whatever is called so is personal everywhere.
 */
export const personalColumns: ReadonlySet<string> = new Set(
  contracts
    .flatMap(({ columns }) => columns)
    .filter(({ personal }) => personal)
    .map(({ name }) => name),
);

/** Columns with whole rows as they were written, whose cells may be anything, names included. */
const rawColumns: ReadonlySet<string> = new Set(['row_text', 'other_columns']);

/** Whether a column of that name holds personal data, wherever it went. */
export const isPersonal = (name: string): boolean =>
  personalColumns.has(name) || rawColumns.has(name);

/**
 * Names that models and the pipeline give to columns that hold or quote what people wrote: a test plants a telephone
 * number in every column of {@link Column.freeText}, and fails where it shows under another name.
 */
const quotingColumns: readonly string[] = ['title_zh', 'title_en', 'field_text'];

/** Names of the columns that hold what people wrote, wherever it went. */
export const freeTextColumns: ReadonlySet<string> = new Set([
  ...contracts
    .flatMap(({ columns }) => columns)
    .filter(({ freeText }) => freeText)
    .map(({ name }) => name),
  ...quotingColumns,
]);
