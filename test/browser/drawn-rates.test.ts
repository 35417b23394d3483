import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DrawnRates from '../../dashboard/components/DrawnRates.svelte';
import type { DrawnRate } from '../../dashboard/data/drawn-rate.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';

const october: DrawnRate = {
  month: '2026-10-01',
  units_eligible: 318,
  units_drawn: 24,
  units_visited: 23,
  serious_share: 0.126,
  serious_share_low: 0.045,
  serious_share_high: 0.308,
};
const november: DrawnRate = {
  ...october,
  month: '2026-11-01',
  units_visited: 0,
  serious_share: null,
  serious_share_low: null,
  serious_share_high: null,
};

beforeEach(async () => {
  locale.current = 'en';
  await page.viewport(1280, 800);
});

test('the newest month with results is told in words, every month stands in the table', async () => {
  await render(DrawnRates, { rates: [november, october] });
  await expect
    .element(page.getByText(/^Oct 2026: were all 318 units visited once/))
    .toHaveTextContent(/about 12\.6% .*95% interval 4\.5%–30\.8%.* 23 drawn units/);
  const rows = page.getByRole('table').getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent(/Nov 2026.*–.*0 \/ 24.*318/);
  await expect.element(rows.nth(2)).toHaveTextContent(/Oct 2026.*12\.6%.*4\.5%–30\.8%.*23 \/ 24/);
});

test('without results, or without a draw, it says what is awaited; in Chinese too', async () => {
  const { rerender } = await render(DrawnRates, { rates: [november] });
  await expect.element(page.getByText(/no results are in yet/)).toBeVisible();
  await rerender({ rates: [] });
  await expect.element(page.getByText(/Nothing was drawn by chance yet/)).toBeVisible();
  expect(page.getByRole('table').query()).toBeNull();
  locale.current = 'zh';
  await expect.element(page.getByText(/还没有随机抽取/)).toBeVisible();
});

test('an interval is drawn within its cell, on a phone as well', async () => {
  await page.viewport(390, 800);
  await render(DrawnRates, { rates: [october] });
  const scale = document.querySelector('.interval .scale');
  const span = document.querySelector('.interval .span');
  if (!scale || !span) throw new Error('no interval is drawn');
  const [outer, inner] = [scale.getBoundingClientRect(), span.getBoundingClientRect()];
  expect(inner.width).toBeGreaterThan(outer.width / 2);
  expect(inner.left).toBeGreaterThanOrEqual(outer.left);
  expect(inner.right).toBeLessThanOrEqual(outer.right + 0.5);
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});
