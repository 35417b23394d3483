import type { TableData } from '../../pipeline/contracts/table-data.ts';
import type { Received } from '../models/world.ts';
import { ownCampaign } from './given-campaigns.ts';

/** A campaign of 2025 with these obligations, one an item. */
export const campaignOf = (...obligations: readonly string[]): readonly TableData[] =>
  ownCampaign(`campaign: small
label: { zh: 小行动, en: Small campaign }
source: { document: ours, rules: [C1] }
from: 2025-01-01
to: 2025-06-30
phases:
  - { phase: only, from: 2025-01-01, to: 2025-06-30, label: { zh: 阶段, en: Phase } }
tasks:
  - { task: 1, work_area: fire, label: { zh: 任务, en: Task } }
items:
${obligations
  .map(
    (obligation, index) =>
      `  - { item: ${index + 1}, task: 1, label: { zh: 事项, en: Item }, obligations: [{ ${obligation} }] }`,
  )
  .join('\n')}
`);

/** A training logged by a unit. */
export const activity = (code: string, date: string, receivedAt: string, more = {}): Received => ({
  dataset: 'activity',
  receivedAt,
  file: `activity ${code} ${receivedAt}`,
  row: {
    unit_code: code,
    report_month: `${date.slice(0, 7)}-01`,
    activity_date: date,
    activity_type: 'training',
    topic: 'fire',
    times: 1,
    ...more,
  },
});

/** A plan handed in by a unit. */
export const handIn = (code: string, date: string, receivedAt: string, more = {}): Received => ({
  dataset: 'hand_in',
  receivedAt,
  file: `paper ${code} ${receivedAt} ${JSON.stringify(more)}`,
  row: {
    unit_code: code,
    report_month: `${date.slice(0, 7)}-01`,
    document: 'plan',
    document_title: '方案',
    handed_in_on: date,
    topic: 'general',
    ...more,
  },
});
