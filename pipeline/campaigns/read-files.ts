import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CampaignFile } from './load-campaigns.ts';

/** The repository's own campaigns. */
const campaignsFolder = fileURLToPath(new URL('../../data/campaigns/', import.meta.url));

/** The files of a folder of campaigns, by name. */
export const readCampaignFiles = (folder: string = campaignsFolder): CampaignFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
