import type { Filters } from './filter.ts';
import type { ResultColumn } from './result-set.ts';
import type { ResultSort } from './sort.ts';

/** Reads a sort as an address holds it: `score`, or `-score` for descending. */
export function readSort(text: string | null, columns: readonly ResultColumn[]): ResultSort | null {
  if (text === null) return null;
  // A column may itself begin with a minus.
  const exact = columns.find(({ name }) => name === text);
  if (exact) return { column: exact.index, descending: false };
  const column = columns.find(({ name }) => `-${name}` === text);
  return column ? { column: column.index, descending: true } : null;
}

/** The inverse of {@link readSort}. */
export function writeSort(
  sort: ResultSort | null,
  columns: readonly ResultColumn[],
): string | null {
  const name = sort ? columns[sort.column]?.name : undefined;
  return sort && name !== undefined ? `${sort.descending ? '-' : ''}${name}` : null;
}

/** Reads filters as an address holds them: a JSON object by column name. */
export function readFilters(text: string | null, columns: readonly ResultColumn[]): Filters {
  if (text === null) return {};
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof given !== 'object' || given === null) return {};
  const filters: Record<number, string> = {};
  for (const [name, filter] of Object.entries(given)) {
    const column = columns.find((each) => each.name === name);
    if (column && typeof filter === 'string') filters[column.index] = filter;
  }
  return filters;
}

/** The inverse of {@link readFilters}. */
export function writeFilters(filters: Filters, columns: readonly ResultColumn[]): string | null {
  const set = Object.entries(filters)
    .filter(([, filter]) => filter.trim() !== '')
    .map(([index, filter]) => [columns[Number(index)]?.name ?? '', filter]);
  return set.length > 0 ? JSON.stringify(Object.fromEntries(set)) : null;
}
