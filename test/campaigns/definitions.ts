import { readCampaignFiles, readCampaigns } from '../../pipeline/campaigns/index.ts';
import type { Campaign, Item } from '../../pipeline/campaigns/campaign.ts';

export const shipped = readCampaigns(readCampaignFiles());

/** A campaign of the repository. */
export function campaignNamed(name: string): Campaign {
  const found = shipped.campaigns.find(({ campaign }) => campaign === name);
  if (!found) throw new RangeError(`no campaign ${name}`);
  return found;
}

export const threeYears = campaignNamed('three_year_action');

export const itemNumbered = (number: number): Item => {
  const found = threeYears.items.find((item) => item.number === number);
  if (!found) throw new RangeError(`no item ${number}`);
  return found;
};

export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const numbers = (items: readonly Item[]): number[] =>
  items.map(({ number }) => number ?? 0).sort((one, other) => one - other);
