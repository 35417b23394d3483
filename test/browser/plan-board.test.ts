import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Visit } from '../../dashboard/data/plans.ts';
import Board from '../../dashboard/pages/plan/Board.svelte';
import type { PlanState } from '../../dashboard/pages/plan/plan.svelte.ts';

const working = Array.from(
  { length: 20 },
  (_, day) => `2026-11-${String(day + 2).padStart(2, '0')}`,
);
const late = {
  ...{ unit_code: 'a', unit_name: '青禾小学', tier: 'red', type_label: '夜查' },
  ...{ team: '一组', date: '2026-11-21', night: true, locked: true },
} as unknown as Visit;

test('on a telephone what visits say to screen readers does not widen the page', async () => {
  await page.viewport(390, 800);
  const plans = {
    ...{ month: '2026-11', visits: [late], plan: { status: 'draft' }, selected: undefined },
    days: { teams: [{ team: '一组', most: 5 }], working, marks: [] },
  } as unknown as PlanState;
  await render(Board, { plans });
  await expect.element(page.getByText('青禾小学')).toBeInTheDocument();
  expect(document.querySelectorAll('.visually-hidden').length).toBeGreaterThan(0);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
