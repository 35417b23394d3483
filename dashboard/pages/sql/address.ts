import type { SqlParameters } from '../../data/sql/api.ts';
import { filterNames } from '../../data/view.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { changeSearch, keepSearch, type SearchChange } from '../../router/search.ts';

/** Parts of the page; the first is the one without a parameter. */
export const sections = ['query', 'pins'] as const;
export type Section = (typeof sections)[number];

/** What stands beside the editor. */
export const panels = ['tables', 'saved', 'history', 'examples'] as const;
export type Panel = (typeof panels)[number];

/** How an answer is looked at. */
export const views = ['table', 'chart', 'plan'] as const;
export type View = (typeof views)[number];

/** A query as it is asked: its text and the values of its parameters. */
export interface Asked {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** Prefix of the search parameters that hold the values of a query's own. */
const PARAMETER = 'p_';

/**
 * Longest query that an address carries, in characters as encoded. Servers and proxies refuse addresses
 * of some 8 kB; what is longer is saved and sent by its name.
 */
const LONGEST = 7000;

/** The part that the address names. Reactive. */
export const currentSection = (): Section =>
  sections.find((section) => section === place.parameter('section')) ?? 'query';

export const currentPanel = (): Panel =>
  panels.find((panel) => panel === place.parameter('panel')) ?? 'tables';

export const currentView = (): View =>
  views.find((view) => view === place.parameter('view')) ?? 'table';

/** The query that the address holds; undefined where it holds none. Reactive. */
export function askedByAddress(): Asked | undefined {
  const search = new URLSearchParams(place.search);
  const sql = search.get('sql');
  if (sql === null || sql.trim() === '') return undefined;
  const parameters = [...search]
    .filter(([name]) => name.startsWith(PARAMETER))
    .map(([name, value]) => [name.slice(PARAMETER.length), value] as const);
  return { sql, parameters: Object.fromEntries(parameters) };
}

/** Whether two questions are the same; a parameter without a value is none. */
export const sameAsked = (first: Asked, second: Asked): boolean =>
  first.sql === second.sql && given(first.parameters) === given(second.parameters);

const given = (parameters: SqlParameters): string =>
  JSON.stringify(
    Object.entries(parameters)
      .filter(([, value]) => value !== null && value !== '')
      .sort(([first], [second]) => (first < second ? -1 : 1)),
  );

/** Whether an address can carry a question. */
export const fitsAddress = (asked: Asked): boolean => searchOf(asked).length <= LONGEST;

/** The address at which a question is asked, under the filters of the other pages. */
export const askedHref = (asked: Asked, change: SearchChange = {}): string =>
  `/sql${changeSearch(keepSearch(place.search, [...filterNames, 'panel']), {
    ...(fitsAddress(asked) ? changesOf(asked) : {}),
    ...change,
  })}`;

/** The address of a section, or of the console without a query. */
export const sectionHref = (section: Section): string =>
  `/sql${changeSearch(keepSearch(place.search, filterNames), {
    section: section === 'query' ? null : section,
  })}`;

const searchOf = (asked: Asked): string => changeSearch('', changesOf(asked));

const changesOf = ({ sql, parameters }: Asked): SearchChange => ({
  sql,
  ...Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [`${PARAMETER}${name}`, value]),
  ),
});
