import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { account } from '../../dashboard/data/account.svelte.ts';
import type { PlanDetail, PlanOverview, PlanSummary, Visit } from '../../dashboard/data/plans.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Plan from '../../dashboard/pages/plan/Plan.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';

const ID = '2026-11-0a0b0c0d';
const summary: PlanSummary = {
  id: ID,
  status: 'draft',
  created_at: '2026-10-20T08:00:00.000Z',
  published_at: null,
  published_by: null,
  first_month: '2026-11',
  months: 12,
  days: null,
  visits: 2,
  units: 2,
  serious_expected: 0.3,
  travel_minutes: 40,
  gap: 0.01,
  clash: false,
};
const visit = (unit: string, date: string, locked: boolean): Visit => ({
  unit_code: unit,
  unit_name: unit,
  area: '东',
  kind: 'primary',
  tier: 'red',
  reason: null,
  position: null,
  date,
  type: 'special',
  type_label: '专项',
  night: false,
  team: '一组',
  inspectors: ['甲', '乙'],
  minutes: 60,
  expected: 0.15,
  origin: 'value',
  origin_label: '价值',
  locked,
});
const visits = [
  visit('U1', '2026-11-03', true),
  visit('U2', '2027-02-03', true),
  visit('U3', '2026-11-04', false),
];
const detail: PlanDetail = {
  ...summary,
  rules_version: '2026-09',
  capacity_version: '一版',
  capacity_file_id: null,
  objective: 1,
  bound: 1,
  stopped: false,
  visits,
  routes: [],
  month_days: [],
  breaches: [],
  clash: null,
  changes: [],
};
const overview: PlanOverview = {
  month: '2026-10',
  capacity_version: '一版',
  capacity_file_id: 'b'.repeat(64),
  capacity_fault: null,
  teams: [{ team: '一组', kind: 'bureau', area: '东', days: 5, inspectors: 3 }],
  left_over: [],
  plans: [summary],
  draws: [],
};
const idle = { state: 'idle', step: null, best: null, bound: null, plan_id: null, error: null };
const failed = {
  ...idle,
  state: 'failed',
  error: {
    code: 'locked_not_kept',
    message: 'Locked visits do not fit: U1',
    where: null,
    hint: 'Unlock them',
  },
};

let asked: Record<string, unknown>[] = [];

beforeEach(async () => {
  asked = [];
  locale.current = 'en';
  place.navigate('/plan');
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    const path = new URL(url, window.location.href).pathname;
    if (path === '/api/plan/make') {
      asked.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
      return Promise.resolve(Response.json(failed));
    }
    const answers: Record<string, unknown> = {
      '/api/session': {
        reader: null,
        may: ['GET /api/plan', 'POST /api/plan/make'],
        ways: { password: true, oidc: null },
      },
      '/api/plan': overview,
      '/api/plan/making': idle,
      [`/api/plan/${ID}`]: detail,
    };
    const error = { code: 'query_unknown', message: path, where: null, hint: null };
    return Promise.resolve(
      path in answers ? Response.json(answers[path]) : Response.json({ error }, { status: 404 }),
    );
  });
  await account.load();
});

afterEach(() => vi.unstubAllGlobals());

test('what is locked in the plan that is shown stays where it is, unless it is said otherwise', async () => {
  await render(Plan);
  const keeps = page.getByRole('checkbox', { name: 'Keep visits locked in this plan: 2' });
  await expect.element(keeps).toBeChecked();
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('No plan was made: Locked visits do not fit: U1');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Unlock them');
  await keeps.click();
  await page.getByRole('button', { name: 'Make a plan' }).click();
  expect(asked.map(({ locks_of: plan }) => plan)).toEqual([ID, null]);
});

test('only what lies within the months asked for is counted', async () => {
  await render(Plan);
  await page.getByRole('combobox', { name: 'Months', exact: true }).selectOptions('3');
  await expect
    .element(page.getByRole('checkbox', { name: 'Keep visits locked in this plan: 1' }))
    .toBeVisible();
});
