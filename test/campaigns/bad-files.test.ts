import { expect, test } from 'vitest';
import { loadCampaigns, readCampaignFiles } from '../../pipeline/campaigns/index.ts';
import { Failure } from '../../pipeline/contracts/index.ts';

const shared = readCampaignFiles().filter(({ file }) => file.endsWith('common.yaml'));
const common = (shared[0]?.text ?? '').replace(/runs:[\s\S]*/, 'runs:\n  - { campaign: small }\n');

const small = `campaign: small
label: { zh: 小行动, en: Small campaign }
source: { document: ours, rules: [C1] }
from: 2024-01-01
to: 2024-03-31
phases:
  - { phase: only, from: 2024-01-01, to: 2024-03-31, items: [1, 2], label: { zh: 阶段, en: Phase } }
times:
  - { time: q, from: 2024-01-01, to: 2024-03-31, items: [1, 2], label: { zh: 一季度, en: Quarter } }
tasks:
  - { task: 1, work_area: fire, lead: [office], label: { zh: 任务, en: Task } }
items:
  - { item: 1, task: 1, type: meeting, label: { zh: 一, en: One }, obligations: [{ owes: [schools], every: month, evidence: drill }] }
  - { item: 2, task: 1, type: report, label: { zh: 二, en: Two }, obligations: [{ owes: [bureau], evidence: hand_in/plan }] }
`;

const load = (campaign: string, calendar = common) =>
  loadCampaigns([
    { file: 'common.yaml', text: calendar },
    { file: 'small.yaml', text: campaign },
  ]);

/** What is said of a file, and where. */
function failureOf(campaign: string, calendar = common) {
  try {
    load(campaign, calendar);
  } catch (error) {
    if (error instanceof Failure)
      return [error.code, error.options.where?.file, error.options.where?.row, error.text.en];
    throw error;
  }
  return 'accepted';
}

const changed = (from: string, to: string): string => {
  expect(small).toContain(from);
  return small.replace(from, to);
};

test('a campaign that is right is taken', () => {
  expect(failureOf(small)).toBe('accepted');
});

test.each([
  [
    'an item outside every phase',
    'items: [1, 2], label: { zh: 阶段',
    'items: [1, 1], label: { zh: 阶段',
    14,
    /item 2 stands in no phase/,
  ],
  [
    'a phase outside the campaign',
    'only, from: 2024-01-01',
    'only, from: 2023-01-01',
    7,
    /outside the campaign/,
  ],
  ['an unknown office', 'lead: [office]', 'lead: [canteen_office]', 11, /unknown "canteen_office"/],
  ['an unknown debtor', 'owes: [bureau]', 'owes: [nobody]', 14, /unknown "nobody"/],
  ['a number left out', 'item: 2,', 'item: 3,', 14, /no phase|expected item 2/],
  ['a number twice', 'item: 2,', 'item: 1,', 14, /expected item 2/],
  ['an unknown task', 'item: 2, task: 1', 'item: 2, task: 7', 14, /no task 7/],
  [
    'an item with nothing to do',
    ', obligations: [{ owes: [bureau], evidence: hand_in/plan }]',
    '',
    14,
    /exactly one of/,
  ],
  ['evidence that nothing gives', 'evidence: drill', 'evidence: prayer', 13, /unknown "prayer"/],
  [
    'a pointer to nothing',
    'obligations: [{ owes: [bureau], evidence: hand_in/plan }]',
    'as_in: { time: q, type: training }',
    14,
    /points to a time and type without items/,
  ],
  [
    'a day that only months know',
    'every: month, evidence',
    'every: year, by_day: 5, evidence',
    13,
    /goes with every: month only/,
  ],
  [
    'a due day after its span',
    'evidence: hand_in/plan',
    'by: 2024-05-01, evidence: hand_in/plan',
    14,
    /never falls due/,
  ],
  [
    'a festival that does not come',
    'owes: [bureau], evidence',
    'owes: [bureau], from: 2024-03-01, every: festival, evidence',
    14,
    /never falls due/,
  ],
  [
    'an obligation outside its item',
    'owes: [bureau], evidence',
    'owes: [bureau], to: 2025-01-01, evidence',
    14,
    /outside the time of its item/,
  ],
  ['a date that is none', 'from: 2024-01-01\nto', 'from: 2024-02-30\nto', 4, /no date/],
  ['a label in one language', 'zh: 小行动, en: Small campaign', 'zh: 小行动', 2, /not empty/],
  ['no YAML at all', 'campaign: small', 'campaign: [small', undefined, /not valid YAML/],
])('%s is pointed at', (_, from, to, row, message) => {
  const failure = failureOf(changed(from, to));
  expect(failure).toEqual([
    'campaign_invalid',
    'small.yaml',
    row ?? expect.any(Number),
    expect.stringMatching(message),
  ]);
});

test('a run of a campaign that there is not is pointed at', () => {
  const calendar = common.replace('campaign: small', 'campaign: large');
  const failure = failureOf(small, calendar);
  expect(failure).toEqual([
    'campaign_invalid',
    'common.yaml',
    calendar.split('\n').findIndex((line) => line.includes('large')) + 1,
    expect.stringContaining('no campaign large'),
  ]);
});

test('a run moves every day by whole years', () => {
  const moved = load(small, common.replace('campaign: small', 'campaign: small, years: 2'));
  const rows = moved.find(({ table }) => table === 'campaign')?.rows;
  expect(rows?.[0]?.slice(0, 4)).toEqual(['small-2026', 'small', '2026-01-01', '2026-03-31']);
});
