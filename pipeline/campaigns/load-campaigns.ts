import { Failure, text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import type { Campaign, CampaignCalendar } from './campaign.ts';
import { campaignTables, type Run } from './tables/index.ts';
import { parseFile } from './campaign-file.ts';
import { readCalendar } from './read-calendar.ts';
import { readCampaign } from './read-campaign.ts';
import { originsOf } from './resolve.ts';

/** A file of `data/campaigns`: `file` is the name shown in failures. */
export interface CampaignFile {
  readonly file: string;
  readonly text: string;
}

/** The campaigns that there are, and what they share. */
export interface Campaigns {
  readonly calendar: CampaignCalendar;
  readonly campaigns: readonly Campaign[];
}

/** The name of the file that holds what campaigns share. */
const CALENDAR_FILE = 'common.yaml';

/**
 * Reads and checks all campaigns; one mistake and none is taken.
 * @throws Failure `campaign_invalid` naming file and line; `campaigns_missing` without `common.yaml`
 */
export function readCampaigns(files: readonly CampaignFile[]): Campaigns {
  const shared = files.find(({ file }) => file.endsWith(CALENDAR_FILE));
  if (!shared)
    throw new Failure(
      'campaigns_missing',
      text(`data/campaigns 中缺少 ${CALENDAR_FILE}`, `data/campaigns has no ${CALENDAR_FILE}`),
    );
  const calendar = readCalendar(shared.file, shared.text);
  const campaigns = files
    .filter((file) => file !== shared)
    .map(({ file, text: content }) => readCampaign(file, content, calendar));
  for (const campaign of campaigns) checkPointers(campaign, files);
  const names = campaigns.map(({ campaign }) => campaign);
  for (const [index, run] of calendar.runs.entries())
    if (!names.includes(run.campaign))
      parseFile(shared.file, shared.text)
        .entries()
        .find(([key]) => key === 'runs')?.[1]
        .items()
        .at(index)
        ?.fail(`没有名为 ${run.campaign} 的专项行动`, `there is no campaign ${run.campaign}`);
  const twice = campaigns.find(({ campaign }, index) => names.indexOf(campaign) !== index);
  if (twice)
    parseFile(twice.file, files.find(({ file }) => file === twice.file)?.text ?? '').fail(
      `专项行动 ${twice.campaign} 重复`,
      `campaign ${twice.campaign} stands in two files`,
    );
  return { calendar, campaigns };
}

/** A pointer that comes down to nothing is a mistake of its file. */
function checkPointers(campaign: Campaign, files: readonly CampaignFile[]): void {
  const content = files.find(({ file }) => file === campaign.file)?.text ?? '';
  for (const [index, item] of campaign.items.entries())
    if (item.pointer && originsOf(item, campaign).length === 0)
      parseFile(campaign.file, content)
        .entries()
        .find(([key]) => key === 'items')?.[1]
        .items()
        .at(index)
        ?.fail('所指的时间和类别没有事项', 'points to a time and type without items');
}

/**
 * Reads all campaigns and gives the tables of schema `campaign`, for the runs that the bureau has set.
 * @throws Failure as {@link readCampaigns}
 */
export function loadCampaigns(files: readonly CampaignFile[]): TableData[] {
  const { calendar, campaigns } = readCampaigns(files);
  const runs = calendar.runs.flatMap(({ campaign: name, years }): Run[] =>
    campaigns
      .filter(({ campaign }) => campaign === name)
      .map((campaign) => ({
        campaign,
        years,
        id: `${name}-${Number(campaign.from.slice(0, 4)) + years}`,
      })),
  );
  return campaignTables(calendar, runs);
}
