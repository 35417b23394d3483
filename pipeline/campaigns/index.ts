export { loadCampaigns, readCampaigns, type CampaignFile } from './load-campaigns.ts';
export { readCampaignFiles } from './read-files.ts';
export { originsOf, placedObligations, pointsTo } from './resolve.ts';
