import { campaignTables } from '../../pipeline/campaigns/tables/index.ts';
import { loadCampaigns, readCampaignFiles, readCampaigns } from '../../pipeline/campaigns/index.ts';
import type { TableData } from '../../pipeline/contracts/table-data.ts';

/** The tables of schema `campaign` of a bureau that runs none. */
export const noCampaigns: readonly TableData[] = campaignTables(
  readCampaigns(readCampaignFiles()).calendar,
  [],
);

/** The repository's campaigns with runs of one's own: the name of each, and the years it is moved by. */
export function campaignRuns(runs: Readonly<Record<string, number>>): readonly TableData[] {
  const lines = Object.entries(runs).map(
    ([campaign, years]) => `  - { campaign: ${campaign}, years: ${years} }`,
  );
  return loadCampaigns(
    readCampaignFiles().map(({ file, text }) =>
      file.endsWith('common.yaml')
        ? { file, text: text.replace(/runs:[\s\S]*/, `runs:\n${lines.join('\n')}\n`) }
        : { file, text },
    ),
  );
}

/** A campaign of one's own in the calendar of the repository, in its own years. */
export function ownCampaign(yaml: string): readonly TableData[] {
  const name = /^campaign: (\w+)/m.exec(yaml)?.[1] ?? '';
  const shared = readCampaignFiles().filter(({ file }) => file.endsWith('common.yaml'));
  return loadCampaigns([
    ...shared.map(({ file, text }) => ({
      file,
      text: text.replace(/runs:[\s\S]*/, `runs:\n  - { campaign: ${name} }\n`),
    })),
    { file: 'own.yaml', text: yaml },
  ]);
}
