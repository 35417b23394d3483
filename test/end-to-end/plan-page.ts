import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { onDistrictClock } from '../../dashboard/i18n/district-clock.ts';

/** Makes a plan for so many months, where each team has so many days a month, and takes what is found first. */
export async function make(page: Page, months: string, days: string): Promise<void> {
  await page.getByLabel(/^\s*Months/).selectOption(months);
  await page.getByLabel('Days a month of each team at most').fill(days);
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await page.getByRole('button', { name: 'Stop and take' }).waitFor();
  await page
    .getByRole('button', { name: 'Stop and take' })
    .waitFor({ state: 'detached', timeout: 120_000 });
}

/** Waits for what a page comes to show, on a machine that may be busy. */
export const soon = <Value>(value: () => Promise<Value>) => expect.poll(value, { timeout: 60_000 });

/** The answer of the rules in a panel; resolves once there is one. */
export async function answerIn(panel: Locator): Promise<string> {
  const answer = panel.locator('.answer');
  await soon(() => answer.innerText()).toMatch(/^\s*[✓!✕]/);
  return (await answer.innerText()).trim();
}

/** Tries one choice after another until the rules allow it; the value that they allow. */
export async function firstAllowed(panel: Locator, field: RegExp, but: string): Promise<string> {
  const select = panel.getByLabel(field);
  const values = await select
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const value of values) {
    if (value === but) continue;
    await select.selectOption(value);
    // The answer to the choice before goes as soon as there is another.
    if (!(await answerIn(panel)).startsWith('✕')) return value;
  }
  return '';
}

/** A minute from now, as the field of a time takes it: the value that is announced becomes known then. */
export function nextMinute(): { at: number; text: string } {
  const at = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
  return { at, text: onDistrictClock(new Date(at)) };
}

/** Chooses days and teams until a unit can be added there. */
export async function addedTo(panel: Locator): Promise<boolean> {
  const teams = panel.getByLabel(/^\s*Team/);
  const days = panel.getByLabel(/^\s*Day/);
  for (const team of await teams.locator('option').allInnerTexts()) {
    await teams.selectOption(team);
    const first = await days.locator('option').first().getAttribute('value');
    await days.selectOption(first);
    if (!(await answerIn(panel)).startsWith('✕')) return true;
    if ((await firstAllowed(panel, /^\s*Day/, first ?? '')) !== '') return true;
  }
  return false;
}

/** A visit opens and closes by keyboard, and the focus goes with it and comes back. */
export async function opensByKeyboard(page: Page): Promise<void> {
  const first = page.locator('.visit').first();
  await first.focus();
  await page.keyboard.press('Enter');
  const opened = page.locator('.plan-panel');
  await opened.waitFor();
  expect(await opened.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await opened.waitFor({ state: 'detached' });
  expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** The printed board says its month and its days, and gives every name room. */
export async function readsOnPaper(page: Page): Promise<void> {
  const names = page.locator('.visit .name');
  await names.first().waitFor();
  await page.emulateMedia({ media: 'print' });
  const narrowest = await names.evaluateAll((all) =>
    Math.min(...all.map((name) => name.getBoundingClientRect().width)),
  );
  expect(narrowest).toBeGreaterThan(80);
  expect(await page.locator('header .sheet').innerText()).toMatch(/^[A-Z][a-z]+ 20\d\d$/);
  const day = await page.locator('td:has(.visit)').first().getAttribute('data-said');
  expect(day).toMatch(/^\d{1,2} [A-Z][a-z]+ 20\d\d$/);
}
