import { scan } from './scan.ts';

/** Where a `:name` stands in a query. */
export interface ParameterPlace {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const NAMED = /:([\p{L}_][\p{L}\p{N}_]*)/gu;

/** What stands before a colon that is a cast (`::`), a slice (`list[1:n]`) or a field (`{a:b}`). */
const NOT_BEFORE = /[:\p{L}\p{N}_"'[\])}]/u;

/** Every `:name` of a query, in order; none in strings, comments and quoted names, and no casts. */
export function parameterPlaces(sql: string): ParameterPlace[] {
  return scan(sql)
    .filter(({ kind }) => kind === 'code')
    .flatMap(({ from, to }) =>
      [...sql.slice(from, to).matchAll(NAMED)].flatMap(({ 0: whole, 1: name, index }) => {
        const at = from + index;
        if (name === undefined || NOT_BEFORE.test(sql.slice(Math.max(0, at - 1), at))) return [];
        return [{ name, from: at, to: at + whole.length }];
      }),
    );
}

/** The names of a query's parameters, each once, in the order of their first place. */
export const parameterNames = (sql: string): string[] => [
  ...new Set(parameterPlaces(sql).map(({ name }) => name)),
];
