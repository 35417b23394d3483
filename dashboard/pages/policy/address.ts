import { filterNames } from '../../data/view.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { changeSearch, keepSearch, type SearchChange } from '../../router/search.ts';

/** Parts of the page, in their order; the first is the one without a parameter. */
export const sections = ['rules', 'lab', 'versions', 'gaming', 'backtest'] as const;
export type Section = (typeof sections)[number];

/** The part that the address names. Reactive. */
export const currentSection = (): Section =>
  sections.find((section) => section === place.parameter('section')) ?? 'rules';

/** The address of a part of the policy page, under the same filters. Reactive. */
export function policyHref(section: Section, detail: SearchChange = {}): string {
  const kept = keepSearch(place.search, filterNames);
  return `/policy${changeSearch(kept, {
    section: section === 'rules' ? null : section,
    ...detail,
  })}`;
}
