import { changeSearch, keepSearch } from '../../router/search.ts';
import { place } from '../../router/place.svelte.ts';
import { filterNames, view } from '../../data/view.svelte.ts';

/** By what a campaign's completion may be parted. */
export const partings = ['phase', 'task', 'type', 'office', 'area', 'kind', 'body'] as const;
export type Parting = (typeof partings)[number];

/** The address of a campaign, or of the list of all, under the same filters. */
export const campaignHref = (campaign?: string): string =>
  view.href(campaign === undefined ? '/campaigns' : `/campaigns/${encodeURIComponent(campaign)}`);

/** The address of a campaign's brief, under the same filters and parted the same way. */
export const briefHref = (campaign: string): string =>
  `/campaigns/${encodeURIComponent(campaign)}/brief` +
  changeSearch(keepSearch(place.search, [...filterNames, 'by']), {});

/** The present page with one unit (or body) opened, or closed again. */
export const unitHref = (unit: string | null): string =>
  place.path +
  changeSearch(keepSearch(place.search, [...filterNames, 'by', 'part', 'item']), { unit });
