import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import HistoryModelLine from '../../dashboard/components/HistoryModelLine.svelte';
import type { HistoryModel } from '../../dashboard/data/history-model.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';

const grown: HistoryModel = {
  month: '2026-10-01',
  fitted_from: '2026-07-01',
  standing: 'trusted',
  by_quarters: false,
  prior_because: null,
  windows: 4,
  predictions: 812,
  events: 96,
  lift: 1.94,
  lift_low: 1.41,
  lift_high: 2.46,
};
const nothing = {
  ...{ windows: null, predictions: null, events: null },
  ...{ lift: null, lift_low: null, lift_high: null },
};
const unfitted: HistoryModel = {
  ...{ ...grown, ...nothing },
  ...{ standing: 'prior', prior_because: 'too_few' },
};

beforeEach(() => {
  locale.current = 'en';
});

const told = page.getByText(/./).first();

test('a model not fitted yet is told of as such, by the reason it has; in Chinese too', async () => {
  const { rerender } = await render(HistoryModelLine, { model: unfitted });
  await expect.element(told).toHaveTextContent(/not fitted yet: before Jul 2026 too few units/);
  await expect.element(told).not.toHaveTextContent(/Tried on/);
  locale.current = 'zh';
  await expect.element(told).toHaveTextContent(/尚未拟合：2026年7月以前查过两次以上的单位太少/);
  await rerender({ model: { ...unfitted, prior_because: 'no_convergence' } });
  await expect.element(told).toHaveTextContent(/2026年7月初未能拟合/);
});

test('a young model says so, with the quarters it was tried on', async () => {
  const young: HistoryModel = {
    ...{ ...grown, standing: 'young', by_quarters: true },
    ...{ windows: 2, predictions: 306, events: 56 },
  };
  const { rerender } = await render(HistoryModelLine, { model: young });
  await expect
    .element(told)
    .toHaveTextContent(/is young: .* on quarters\. .* Tried on 306 visits \(quarters: 2\), 56/);
  await rerender({ model: { ...young, standing: 'silent', lift_low: 0.92 } });
  await expect
    .element(told)
    .toHaveTextContent(/not been shown to beat chance.*\(quarters: 2\).*0\.92–2\.46/);
});

test('a grown model is told with its half-years, and without figures to who may not see the district', async () => {
  const { rerender } = await render(HistoryModelLine, { model: grown });
  await expect
    .element(told)
    .toHaveTextContent(/shown to beat chance.*\(half-years: 4\).*1\.94 times.*1\.41–2\.46/);
  await rerender({ model: { ...grown, ...nothing } });
  await expect.element(told).toHaveTextContent(/fitted anew every half-year\.$/);
});
