import { tableFromJSON } from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import FilterBar from '../../dashboard/components/FilterBar.svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Campaign from '../../dashboard/pages/campaigns/Campaign.svelte';
import Campaigns from '../../dashboard/pages/campaigns/Campaigns.svelte';
import Brief from '../../dashboard/pages/campaigns/brief/Brief.svelte';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries, noRows, SNAPSHOT } from './fake-server.ts';
import { campaignsDistrict } from './campaigns-district.ts';

const SPRING = { parameters: { campaign: 'spring-2026' } };
let stopFollowing: () => void;
let asked: string[];

beforeEach(async () => {
  locale.current = 'en';
  await page.viewport(1280, 900);
  stopFollowing = followLinks(document.body);
});

afterEach(() => {
  stopFollowing();
  vi.unstubAllGlobals();
});

async function at(address: string, tables = campaignsDistrict, snapshot = SNAPSHOT): Promise<void> {
  asked = answerQueries(tables, ['2026-01', '2026-10'], snapshot);
  await session.refresh();
  place.navigate(address);
}

const row = (name: RegExp) => page.getByRole('row', { name });
const chart = (name: RegExp) => page.getByRole('img', { name });

test('all campaigns: how many run, how far each is, who is to be chased, the form to stamp', async () => {
  await at('/campaigns');
  await render(Campaigns);
  await expect
    .element(
      page.getByText(
        /As of 31 Oct 2026: campaigns running: 1 \(obligations overdue: 12\); campaigns ended: 1 \(obligations still undone: 0\)/,
      ),
    )
    .toBeVisible();
  await expect.element(row(/^Alder School North Primary 9/)).toBeVisible();
  await expect.element(chart(/^Due day by day/)).toBeVisible();
  const form = page.getByRole('link', { name: /^Download the form/ });
  await expect.element(form).toHaveAttribute('href', expect.stringContaining('day=2026-10-31'));
  await expect.element(row(/^Alder School Launch events 3 9/)).toBeVisible();
  const digest = page.getByRole('link', { name: /^Download the digest/ });
  await expect
    .element(digest)
    .toHaveAttribute('href', '/api/campaigns/digest.md?day=2026-10-31&lang=en');
});

test('any day can be asked for, and is kept on the way to a campaign', async () => {
  await at('/campaigns?day=2026-10-12');
  await render(Campaigns);
  await expect.element(page.getByText(/As of 12 Oct 2026: campaigns running/)).toBeVisible();
  expect(asked.filter((path) => path.includes('/campaign?')).at(-1)).toContain('day=2026-10-12');
  await expect
    .element(page.getByRole('link', { name: 'Spring action' }))
    .toHaveAttribute('href', '/campaigns/spring-2026?day=2026-10-12');
  await render(FilterBar, { filters: ['month', 'day'] });
  const input = page.getByLabelText('As of', { exact: true });
  await expect.element(input).toHaveValue('2026-10-12');
  await userEvent.fill(input, '2026-09-05');
  await userEvent.tab();
  await expect.element(page.getByText(/As of 5 Sept? 2026: campaigns running/)).toBeVisible();
  expect(place.search).toBe('?day=2026-09-05&month=2026-09');
});

test('a bar is a link: the keyboard opens the campaign that it stands for', async () => {
  await at('/campaigns');
  await render(Campaigns);
  const bar = page.getByRole('link', { name: /^Spring action 60%/ });
  await expect.element(bar).toHaveAttribute('href', '/campaigns/spring-2026');
  (bar.element() as SVGAElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(place.path).toBe('/campaigns/spring-2026');
});

test('every question of a page is asked as of the day that it shows', async () => {
  await at(
    '/campaigns/spring-2026?month=2026-09&unit=A1&item=1&row=spring-2026/Fire training@2026-09-10',
  );
  await render(Campaign, SPRING);
  await expect.element(row(/log\.xlsx, Log, row 7/)).toBeVisible();
  const ofCampaigns = asked.filter((url) => /campaign|safety_month/.test(url));
  expect(ofCampaigns.length).toBeGreaterThan(8);
  const timeless = /campaign_(phase|task)\?/;
  expect(
    ofCampaigns.filter((url) => !timeless.test(url) && !url.includes('day=2026-09-30')),
  ).toEqual([]);
});

test('one campaign: figures, parts, items with the reason why one cannot be measured', async () => {
  await at('/campaigns/spring-2026');
  await render(Campaign, SPRING);
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Spring action');
  await expect.element(page.getByText('60.0%')).toBeVisible();
  await expect.element(chart(/^What is left against time/)).toBeVisible();
  await expect.element(chart(/^Phases and items in time/)).toBeVisible();
  await expect
    .element(page.getByText(/Found during the campaign: 7; struck off: 4; left: 3/))
    .toBeVisible();
  await expect.element(row(/As needed.*no number is named/)).toBeVisible();
  await page.getByRole('button', { name: 'Area', exact: true }).first().click();
  expect(place.parameter('by')).toBe('area');
});

test('phases stand in the order of the campaign, what runs throughout last', async () => {
  const phase = (name: string, label_en: string) => ({ phase: name, label_zh: '', label_en });
  const part = (name: string | null) => ({
    ...{ part: name, owed: 10, done: 5, late: 1, due_so_far: 8, excused: 0 },
  });
  await at(
    '/campaigns/spring-2026?by=phase',
    {
      ...campaignsDistrict,
      campaign_phase: tableFromJSON([phase('start', 'Start'), phase('effort', 'Effort')]),
      campaign_part: tableFromJSON([part('effort'), part(null), part('start')]),
    },
    '20261104T020000-00000004',
  );
  await render(Campaign, SPRING);
  const bars = page.getByRole('button', { name: / 50%$/ });
  await expect
    .poll(() => bars.elements().map((bar) => bar.getAttribute('aria-label')))
    .toEqual(['Start 50%', 'Effort 50%', 'Throughout 50%']);
});

test('a bar of a task leads to its units, a unit to what it owes, that to the rows and the two lists', async () => {
  await at('/campaigns/spring-2026');
  await render(Campaign, SPRING);
  const bar = page.getByRole('button', { name: /^2 Food 50%/ });
  await expect.element(bar).toHaveAttribute('aria-pressed', 'false');
  bar.element().focus();
  await userEvent.keyboard(' ');
  expect(place.parameter('part')).toBe('2');
  await expect
    .element(page.getByRole('heading', { name: '2 Food: completion by unit' }))
    .toBeVisible();
  // The bar that was pressed keeps the keyboard, though the chart was drawn anew.
  await expect.poll(() => (document.activeElement as SVGElement | null)?.dataset['key']).toBe('2');
  await row(/^Alder School.*45%/)
    .getByRole('link')
    .click();
  expect(place.parameter('unit')).toBe('A1');
  await expect.element(row(/^Loose railing/)).toBeVisible();
  await expect.element(row(/^Weld it Loose railing Works office Fenced off/)).toBeVisible();
  await row(/^Fire training.*Overdue/)
    .getByRole('link')
    .click();
  await expect.element(row(/log\.xlsx, Log, row 7/)).toBeVisible();
});

test('the brief says in words how it stands, under the name that it is issued by', async () => {
  localStorage.removeItem('brief-bureau');
  await at('/campaigns/spring-2026/brief');
  await render(Brief, SPRING);
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('Spring action: brief');
  await expect
    .element(page.getByText(/60 of 100 obligations were done \(60\.0%\); 80% of the time is over/))
    .toHaveTextContent(/20 percentage points behind time.*Overdue: 12, of 302 units/);
  expect(document.title).toBe('Spring action: brief · Xiaoan');
  await page.getByLabelText('Issued by').fill('Northern Bureau');
  await expect.element(page.getByText('Northern Bureau', { exact: true })).toBeVisible();
  await expect.element(row(/^Birch School North Primary 3/)).toBeVisible();
  locale.current = 'zh';
  await expect
    .element(page.getByRole('heading', { level: 1 }))
    .toHaveTextContent('Spring action（中）进展简报');
});

test('where a campaign asks nothing of the units chosen, no share of nothing is told', async () => {
  const campaign = tableFromJSON([
    {
      ...{ campaign: 'spring-2026', from_date: '2026-03-01', to_date: '2026-12-31' },
      ...{ source_rule: 'C1', label_zh: '春季行动', label_en: 'Spring action' },
      ...{ owed: 0, done: 0, late: 0, due_so_far: 0, excused: 0 },
    },
  ]);
  await at(
    '/campaigns/spring-2026?area=North',
    { ...campaignsDistrict, campaign },
    '20261104T020000-00000002',
  );
  await render(Campaign, SPRING);
  await expect.element(page.getByText('Nothing is asked of these units')).toBeVisible();
  await expect.element(page.getByText('0.0%')).not.toBeInTheDocument();
  await render(Brief, SPRING);
  await expect.element(page.getByText('Nothing is asked of these units').nth(1)).toBeVisible();
  await expect.element(page.getByText(/of 0 obligations/)).not.toBeInTheDocument();
});

test('a campaign that asks nothing of whoever is looked at has no bar of nothing done', async () => {
  const shared = { from_date: '2026-03-01', to_date: '2026-12-31', source_rule: 'C1', excused: 0 };
  const campaign = tableFromJSON([
    {
      ...{ ...shared, campaign: 'spring-2026', label_zh: '春季行动', label_en: 'Spring action' },
      ...{ owed: 10, done: 6, late: 2, due_so_far: 8 },
    },
    {
      ...{ ...shared, campaign: 'groups-2026', label_zh: '集团行动', label_en: 'Group action' },
      ...{ owed: 0, done: 0, late: 0, due_so_far: 0 },
    },
  ]);
  await at('/campaigns', { ...campaignsDistrict, campaign }, '20261104T020000-00000003');
  await render(Campaigns);
  await expect.element(page.getByRole('link', { name: 'Spring action 60%' })).toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: /Group action/ })).not.toBeInTheDocument();
});

test('a month before any campaign says so, an address of none too', async () => {
  const campaign = noRows('campaign', 'from_date', 'to_date', 'label_zh', 'label_en');
  await at('/campaigns', { ...campaignsDistrict, campaign }, '20261104T020000-00000001');
  await render(Campaigns);
  await expect.element(page.getByText('No campaign in this month yet')).toBeVisible();
  await render(Campaign, { parameters: { campaign: 'none' } });
  await expect.element(page.getByText('There is no campaign none')).toBeVisible();
  await render(Brief, { parameters: { campaign: 'none' } });
  await expect
    .element(page.getByRole('heading', { level: 1 }).last())
    .toHaveTextContent('Campaigns');
  await expect.element(page.getByText('There is no campaign none').nth(1)).toBeVisible();
});
