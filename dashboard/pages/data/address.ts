import { filterNames } from '../../data/view.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { changeSearch, keepSearch } from '../../router/search.ts';

/** Parts of the page, in their order; the first is the one without a parameter. */
export const sections = [
  'files',
  'quarantine',
  'warnings',
  'mapping',
  'returns',
  'dictionary',
  'lineage',
  'templates',
] as const;
export type Section = (typeof sections)[number];

/** The part that the address names. Reactive. */
export const currentSection = (): Section =>
  sections.find((section) => section === place.parameter('section')) ?? 'files';

/** What a part may show of itself. */
interface Detail {
  readonly file?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly relation?: string;
  readonly search?: string;
  /** What is looked for in the list of faults. */
  readonly fault_search?: string;
}

/** The address of a part of the data page, under the same filters. Reactive. */
export function dataHref(section: Section, detail: Detail = {}): string {
  const kept = keepSearch(place.search, filterNames);
  return `/data${changeSearch(kept, {
    section: section === 'files' ? null : section,
    ...detail,
  })}`;
}
