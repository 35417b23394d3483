import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Units from '../../dashboard/pages/units/Units.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries } from './fake-server.ts';
import { district } from './units-district.ts';

beforeEach(async () => {
  answerQueries(district);
  locale.current = 'en';
  place.navigate('/units');
  await page.viewport(1280, 800);
  await session.refresh();
});

afterEach(() => vi.unstubAllGlobals());

const names = () =>
  [...document.querySelectorAll('tbody tr .name')].map((cell) => cell.textContent);

test('the riskiest unit leads; a click on a column sorts by it, another one turns it round', async () => {
  await render(Units);
  await expect.element(page.getByText('Units: 3; under intensified inspection: 1;')).toBeVisible();
  expect(names()).toEqual(['Alder School', 'Cedar School', 'Birch School']);

  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  expect(names()).toEqual(['Alder School', 'Birch School', 'Cedar School']);
  await page.getByRole('button', { name: 'Unit', exact: true }).click();
  expect(names()).toEqual(['Cedar School', 'Birch School', 'Alder School']);
  expect(place.parameter('sort')).toBe('-name');
});

test('search and the filters of the address leave the units that match', async () => {
  await render(Units);
  await page.getByRole('searchbox').fill('south');
  await expect.poll(names).toEqual(['Birch School']);

  place.navigate('/units?area=North&regime=full_checkup');
  await expect.poll(names).toEqual(['Cedar School']);

  place.navigate('/units?area=East');
  await expect.element(page.getByText('No unit meets these conditions')).toBeVisible();
});

test('the arrow keys walk the rows and Enter opens the unit under the same filters', async () => {
  place.navigate('/units?month=2026-09');
  await render(Units);
  await expect.poll(names).toHaveLength(3);
  document.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => place.path + place.search).toBe('/units/C3?month=2026-09');
});

test('a narrow screen keeps the columns that matter and loses none of the words', async () => {
  await page.viewport(390, 800);
  await render(Units);
  await expect.poll(names).toHaveLength(3);
  expect(document.querySelectorAll('thead th')).toHaveLength(4);
  await expect.element(page.getByText('Overdue hazards').first()).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

test('the list to verify names each signal, how to verify it, and leads to the unit', async () => {
  await render(Units);
  await page.getByRole('button', { name: 'To verify 1' }).click();
  expect(place.parameter('verify')).toBe('1');
  await expect.poll(names).toEqual(['Alder School']);
  await expect
    .element(page.getByText('Units: 1; signals: 2', { exact: false }))
    .toHaveTextContent('At most 5% of honest units');
  await expect.element(page.getByText('seen: digit_heaping')).toBeVisible();
  await expect.element(page.getByText('How to verify: look: zero_run')).toBeVisible();
  await page.getByRole('button', { name: 'Intensified 1' }).click();
  expect(place.parameter('verify')).toBeNull();
  place.navigate('/units?verify=1&area=South');
  await expect.element(page.getByText('No unit to verify under these filters')).toBeVisible();
});
