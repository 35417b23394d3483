import '../../dashboard/theme/tokens.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Visit } from '../../dashboard/data/plans.ts';
import RouteMap from '../../dashboard/pages/plan/RouteMap.svelte';
import type { PlanState } from '../../dashboard/pages/plan/plan.svelte.ts';
import { tiers, type Tier } from '../../dashboard/theme/tier.ts';
import { colourOf, ratio } from './contrast.ts';
import { answerQueries, noRows } from './fake-server.ts';

afterEach(() => vi.unstubAllGlobals());

const stop = (tier: Tier, at: number): Visit =>
  ({
    ...{ unit_code: tier, unit_name: tier, tier, team: '一组', date: '2026-11-02' },
    position: [120 + at / 100, 30 + at / 50],
  }) as unknown as Visit;

test('the number of a stop can be read on the colour of every tier', async () => {
  answerQueries({ area: noRows('area', 'geometry') });
  const visits = tiers.map(stop);
  const plan = {
    visits,
    routes: [{ date: '2026-11-02', team: '一组', road: 30, start: [120, 30] }],
  };
  await render(RouteMap, { plans: { visits, plan } as unknown as PlanState });
  await expect.element(page.getByRole('img')).toBeVisible();
  const numbers = [...document.querySelectorAll('text.number')];
  expect(numbers.map((each) => each.textContent)).toEqual(['1', '2', '3', '4']);
  for (const number of numbers) {
    const sign = number.parentElement?.querySelector('path');
    if (!sign) throw new Error('no sign');
    const [ink, ground] = [number, sign].map((each) => getComputedStyle(each).fill);
    const legible = ratio(colourOf(ink ?? ''), colourOf(ground ?? ''));
    expect(legible, `${ink} on ${ground}`).toBeGreaterThan(4.5);
  }
});
