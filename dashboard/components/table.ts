import type { Snippet } from 'svelte';
import { ABSENT, compareText } from '../i18n/format.ts';

/** One column of a {@link DataTable}. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly label: string;
  /** What the column is sorted by; null sorts last either way. */
  readonly value: (row: Row) => string | number | boolean | null;
  /** What is read and searched; the value itself if left out. */
  readonly text?: (row: Row) => string;
  /** Draws the cell, where text is not enough; `text` is still what is searched. */
  readonly cell?: Snippet<[Row]>;
  /** Right-aligned figures; the first click sorts the largest first. */
  readonly numeric?: boolean;
  readonly sortable?: boolean;
}

export interface TableSort {
  readonly key: string;
  readonly descending: boolean;
}

/** Reads a sort as an address holds it: `score`, or `-score` for descending. */
export const readSort = (text: string | null): TableSort | null =>
  text ? { key: text.replace(/^-/, ''), descending: text.startsWith('-') } : null;

/** The inverse of {@link readSort}. */
export const writeSort = (sort: TableSort | null): string | null =>
  sort ? `${sort.descending ? '-' : ''}${sort.key}` : null;

/** What a cell says. */
export function cellText<Row>(column: TableColumn<Row>, row: Row): string {
  if (column.text) return column.text(row);
  const value = column.value(row);
  return value === null ? ABSENT : String(value);
}

/** Rows in the order of a column, in a new array; equal rows keep their order, null comes last. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: TableColumn<Row> | undefined,
  descending: boolean,
): readonly Row[] {
  if (!column) return rows;
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((first, second) => {
      if (first.value === null || second.value === null) {
        return Number(first.value === null) - Number(second.value === null);
      }
      return sign * compareValues(first.value, second.value);
    })
    .map(({ row }) => row);
}

/** Rows of which some column's text holds every word of the search, whatever its case. */
export function searchRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  search: string,
): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => cellText(column, row))
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

type Sortable = string | number | boolean;

const compareValues = (first: Sortable, second: Sortable): number =>
  typeof first === 'string' && typeof second === 'string'
    ? compareText(first, second)
    : Number(first) - Number(second);
