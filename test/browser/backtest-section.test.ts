import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Backtest from '../../dashboard/pages/policy/backtest/Backtest.svelte';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { backtestDistrict, nothingToJudge } from './backtest-district.ts';
import { answerQueries } from './fake-server.ts';

let stopFollowing: () => void;

beforeEach(async () => {
  locale.current = 'en';
  await page.viewport(1280, 900);
  stopFollowing = followLinks(document.body);
});

afterEach(() => {
  stopFollowing();
  vi.unstubAllGlobals();
});

async function show(address: string, tables = backtestDistrict, snapshot?: string): Promise<void> {
  answerQueries(tables, undefined, snapshot);
  await session.refresh();
  place.navigate(address);
  await render(Backtest);
}

const chart = (name: RegExp) => page.getByRole('img', { name });

test('says what it means, and honestly where chance is not ruled out', async () => {
  await show('/policy?section=backtest');
  await expect
    .element(page.getByText(/Whole score: .*finds 65% .* 3\.3 times .*2\.5–4\.0/))
    .toBeVisible();
  await expect
    .element(page.getByText(/History model: .*0\.8–2\.1 includes 1.*gates and returns alone/))
    .toBeVisible();
  await expect
    .element(page.getByText(/Beside 2 simple methods.*clearly better than 1, clearly worse than 0/))
    .toBeVisible();
  await expect.element(page.getByText(/come 21\.3 days earlier.*18\.4 days/)).toBeVisible();
  await expect
    .element(page.getByText(/error 0\.051.*more than the 0\.040.*biased.*0\.70 \[0\.40, 1\.00\]/))
    .toBeVisible();
});

test('each chart says its figures, and has them as a table too', async () => {
  await show('/policy?section=backtest');
  await expect.element(chart(/^AUC by method: History model 0\.62 \[0\.48, 0\.74\]/)).toBeVisible();
  await expect.element(chart(/^Lift curve: after a fifth/)).toBeVisible();
  await expect.element(chart(/^Calibration: said 10\.0%, was 11\.1%/)).toBeVisible();
  const toTable = page.getByRole('button', { name: 'Show as table' });
  await toTable.first().click();
  const row = page.getByRole('row', { name: /^Whole score 0\.80/ });
  await expect.element(row.first()).toHaveTextContent(/3\.25 \[2\.50, 4\.00\]/);
  const file = page.getByRole('link', { name: 'CSV' }).first();
  await expect.element(file).toHaveAttribute('href', '/api/export/backtest_metric.csv?lang=en');
});

test('groups whose gap is more than chance are named, and what the register does not tell', async () => {
  await show('/policy?section=backtest');
  await expect
    .element(page.getByText(/more than chance: Private 12 \[4, 21\]; Public -12 \[-21, -4\]\./))
    .toBeVisible();
  await expect.element(page.getByText(/does not tell: Urban or rural, Kind of unit/)).toBeVisible();
  await page.getByLabelText('What is compared').selectOptions('Serious findings');
  expect(place.parameter('gap')).toBe('event_rate');
  await expect.element(page.getByText("No group's gap is more than chance.")).toBeVisible();
});

test('the method looked at is in the address, and differences turn with it', async () => {
  await show('/policy?section=backtest&method=history');
  await expect.element(chart(/^Lift at 20 % window by window/)).toBeVisible();
  const row = page.getByRole('row', { name: /^Whole score -0\.18 \[-0\.28, -0\.08\]/ });
  await expect.element(row).toBeVisible();
  await page
    .getByRole('combobox', { name: /^Method/ })
    .first()
    .selectOptions('Whole score');
  expect(place.parameter('method')).toBe(null);
  await expect
    .element(page.getByRole('row', { name: /^History model 0\.18 \[0\.08, 0\.28\]/ }))
    .toBeVisible();
});

test('speaks Chinese', async () => {
  locale.current = 'zh';
  await show('/policy?section=backtest');
  await expect
    .element(page.getByText(/风险总分：先查得分最高的两成单位，能查出 65%/))
    .toBeVisible();
  await expect.element(page.getByText(/历史模型：.*含 1，不能断定好于随机/)).toBeVisible();
});

test.each([
  ['no_visits', 'No visits to judge by', '20261104T020000-00000001'],
  ['few_months', 'Too short a record of visits', '20261104T020000-00000002'],
  ['no_events', 'Nothing to compare', '20261104T020000-00000003'],
])('where there is nothing to judge by it says why: %s', async (status, title, snapshot) => {
  await show('/policy?section=backtest', nothingToJudge(status), snapshot);
  await expect.element(page.getByText(title, { exact: true })).toBeVisible();
  await expect.element(page.getByRole('img')).not.toBeInTheDocument();
});
