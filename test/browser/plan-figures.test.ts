import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { PlanDetail } from '../../dashboard/data/plans.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import PlanFigures from '../../dashboard/pages/plan/PlanFigures.svelte';

const planOf = (serious: number, gap: number): PlanDetail =>
  ({
    ...{ first_month: '2026-11', months: 12, units: 2, serious_expected: serious, gap },
    ...{ travel_minutes: 120, stopped: false, visits: [{ area: '东' }, { area: '西' }] },
  }) as unknown as PlanDetail;

test('figures say which months they are of; a share that differs does so by percentage points', async () => {
  locale.current = 'en';
  await render(PlanFigures, { plan: planOf(0.8, 0.05), other: planOf(0.2, 0.04) });
  await expect.element(page.getByText('The whole plan, from Nov 2026, months: 12')).toBeVisible();
  await expect.element(page.getByText('10.0% (+30.0 points)')).toBeVisible();
  await expect.element(page.getByText('0.2 (+0.6)')).toBeVisible();
});
