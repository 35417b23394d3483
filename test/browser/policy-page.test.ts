import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Policy from '../../dashboard/pages/policy/Policy.svelte';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { answerLab, bunchedCut, noToldCut, type Asked } from './policy-district.ts';

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

async function show(address: string, ...given: Parameters<typeof answerLab>): Promise<Asked> {
  const asked = answerLab(...given);
  await session.refresh();
  place.navigate(address);
  await render(Policy);
  return asked;
}

const row = (name: RegExp) => page.getByRole('row', { name });
const weight = (name: string) => page.getByLabelText(new RegExp(`^${name}.*[Ww]eight`));

test('the rules in force are told with their numbers, and lead to the other sections', async () => {
  await show('/policy');
  await expect.element(row(/^Hazards overdue/)).toHaveTextContent(/60/);
  await expect.element(row(/^Returns missing/)).toHaveTextContent(/40/);
  await expect.element(page.getByText('Accident in the look-back').first()).toBeVisible();
  await page.getByRole('link', { name: 'Versions', exact: true }).click();
  expect(place.parameter('section')).toBe('versions');
});

test('on a telephone each number of an indicator stands under its own head', async () => {
  await page.viewport(390, 800);
  await show('/policy');
  const cells = (name: RegExp) => row(name).elements()[0]?.querySelectorAll<HTMLElement>('th, td');
  await expect.element(row(/^Hazards overdue/)).toBeVisible();
  const lefts = (name: RegExp) =>
    [...(cells(name) ?? [])]
      .filter((cell) => cell.offsetWidth > 0)
      .map((cell) => Math.round(cell.getBoundingClientRect().left));
  expect(lefts(/^Hazards overdue/)).toEqual(lefts(/^Indicator/));
});

test('a changed number is tried, says who moves and why, and is kept in the address', async () => {
  const asked = await show('/policy?section=lab');
  await expect.element(weight('Hazards overdue')).toHaveValue(60);
  await weight('Hazards overdue').fill('70');
  await weight('Returns missing').fill('30');
  const moved = row(/Alder School/);
  await expect.element(moved).toHaveTextContent(/41\.2 → 48\.6.*Hazards overdue \+7\.4/);
  expect(place.parameter('draft')).toContain('70');
  expect(asked.trials.at(-1)).toMatchObject({
    base: '2026-01',
    changes: { 'indicators.hazard_overdue.weight': 70, 'indicators.return_missing.weight': 30 },
    since: 'year',
  });
});

test('before any change no unit is said to move by one: what differs already is called that', async () => {
  await show('/policy?section=lab');
  const moves = page.getByText(/^Units whose regime would change/);
  await expect
    .element(page.getByText(/^Without any change.*units under another regime: /))
    .toBeVisible();
  expect(moves.elements()).toHaveLength(0);
  await weight('Hazards overdue').fill('70');
  await expect.element(moves).toBeVisible();
  await expect.element(page.getByText(/^Without any change/)).not.toBeInTheDocument();
});

test('every number that can be changed has a name in words, those of signals too', async () => {
  await show('/policy?section=lab');
  await expect.element(weight('Hazards overdue')).toBeVisible();
  const names = [...document.querySelectorAll('form input, form select')].map((field) =>
    field.getAttribute('aria-label'),
  );
  expect(names).toContain('Run of zero returns: Stated rate of false alarms');
  expect(names).toContain('Signals: honest units listed at most, share');
  expect(names.filter((name) => name === null || /^[a-z_]+\.[a-z_.]+/.test(name))).toEqual([]);
});

test('a trial says which changed numbers enter the history model, for which it is fitted anew', async () => {
  await show('/policy?section=lab&draft=history.above_points,3');
  const said = page.getByText(/enter the history model, which was fitted and told anew/);
  await expect.element(said).toHaveTextContent(/Points a visit above which checks/);
  locale.current = 'zh';
  await expect.element(page.getByText(/以下各项进入检查历史模型，已按草案重新拟合/)).toBeVisible();
});

test('a trial that the server could not do is asked for again', async () => {
  answerLab();
  const answering = window.fetch;
  let isDown = true;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
    isDown && url === '/api/policy/try'
      ? Promise.reject(new TypeError('Failed to fetch'))
      : answering(url, init),
  );
  await session.refresh();
  place.navigate('/policy?section=lab&draft=history.above_points,3');
  await render(Policy);
  const again = page.getByRole('button', { name: 'Try again' });
  await expect.element(again).toBeVisible();
  isDown = false;
  await again.click();
  await expect.element(row(/Alder School/)).toBeVisible();
  await expect.element(again).not.toBeInTheDocument();
});

test('weights that do not sum to 100 are refused in words, and made to', async () => {
  const asked = await show('/policy?section=lab');
  await weight('Hazards overdue').fill('80');
  await expect.element(page.getByRole('alert')).toHaveTextContent(/the weights sum to 120/);
  await page.getByRole('alert').getByRole('button').click();
  await expect.element(weight('Returns missing')).toHaveValue(20);
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect
    .poll(() => asked.trials.at(-1)?.changes)
    .toEqual({ 'indicators.hazard_overdue.weight': 80, 'indicators.return_missing.weight': 20 });
});

test('a draft is published with who and why, or says at the field what is missing', async () => {
  const asked = await show('/policy?section=lab');
  await weight('Hazards overdue').fill('70');
  await weight('Returns missing').fill('30');
  await page.getByText('Publish as a new version').click();
  await expect.element(page.getByLabelText('Version', { exact: true })).toHaveValue('2026-11');
  await page.getByLabelText('Published by').fill('Chief Wu');
  const send = page.getByRole('button', { name: 'Publish', exact: true });
  await send.click();
  await expect.element(page.getByText('say why')).toBeVisible();
  expect(asked.published).toEqual([]);
  await page.getByLabelText('Why', { exact: true }).fill('Overdue hazards weigh more');
  await send.click();
  await expect.poll(() => place.parameter('section')).toBe('versions');
  expect(asked.published).toMatchObject([
    {
      ...{ base: '2026-01', version: '2026-11', by: 'Chief Wu' },
      changes: { 'indicators.hazard_overdue.weight': 70, 'indicators.return_missing.weight': 30 },
    },
  ]);
});

test('versions say who published them and why, and two of them are compared', async () => {
  const asked = await show('/policy?section=versions');
  await expect
    .element(row(/^2026-01 Rules 2026-01/))
    .toHaveTextContent(/Chief Wu.*Silence said too much/);
  await expect
    .element(row(/^2023-09 Rules 2023-09/))
    .toHaveTextContent(/Signals it does not name, so off: Round figures only/);
  await expect.element(row(/^2026-01 Rules 2026-01/)).not.toHaveTextContent(/Signals/);
  await expect.element(row(/^Points below a cut to come down 2 3$/)).toBeVisible();
  // What one of the two alone names is a difference, called by its words.
  await expect
    .element(row(/^Round figures only: Stated rate of false alarms – 0.004$/))
    .toBeVisible();
  await expect.element(row(/Alder School/)).toBeVisible();
  expect(asked.trials.at(-1)).toMatchObject({ base: '2026-01', against: '2023-09', changes: {} });
});

test.each([
  [
    'Cuts at which it cannot be told, as too few units stand near: 2.',
    undefined,
    '20261105T020000-00000001',
  ],
  ['cannot be told yet', noToldCut, '20261105T020000-00000002'],
  [
    'Cuts with more units just below than chance would put there: 1.',
    bunchedCut,
    '20261105T020000-00000003',
  ],
])('the heaps at the cuts say no more than can be told: %s', async (lead, cuts, snapshot) => {
  await show('/policy?section=gaming', cuts, snapshot);
  await expect.element(page.getByText(lead)).toBeVisible();
  await expect.element(page.getByText(/^No:/)).not.toBeInTheDocument();
  await expect.element(page.getByText('too few units to tell').first()).toBeVisible();
});

test('on a narrow screen in Chinese no section is wider than the screen', async () => {
  locale.current = 'zh';
  await page.viewport(390, 800);
  await show('/policy?section=gaming');
  await expect.element(page.getByText(/附近单位太少，还看不出；其余 1 条/)).toBeVisible();
  for (const section of ['rules', 'lab', 'versions', 'gaming']) {
    place.navigate(`/policy?section=${section}`);
    await expect.element(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth, section).toBeLessThanOrEqual(clientWidth);
  }
});

test('on a narrow screen in English the verdict of each cut is seen whole', async () => {
  // What the frame leaves of a telephone's 390 px.
  await page.viewport(358, 800);
  await show('/policy?section=gaming');
  const table = page.getByRole('table');
  await expect.element(table).toBeVisible();
  const scroller = table.element().parentElement;
  expect(scroller?.scrollWidth).toBeLessThanOrEqual(scroller?.clientWidth ?? 0);
});
