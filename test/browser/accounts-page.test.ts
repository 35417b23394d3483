import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Accounts from '../../dashboard/pages/accounts/Accounts.svelte';

const wang = {
  name: 'wang',
  label: '王老师',
  role: 'clerk',
  scope: 'unit:U1',
  disabled: false,
  locked: false,
  must_change: false,
  created_at: '2026-10-01T00:00:00Z',
  password_at: null,
};

beforeEach(async () => {
  await page.viewport(1280, 900);
  locale.current = 'en';
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ accounts: [wang] })));
});

afterEach(() => vi.unstubAllGlobals());

const add = page.getByRole('button', { name: 'Add an account' });
const form = page.getByRole('form');

test('Escape closes the form of an account, and leads back to the button that opened it', async () => {
  await render(Accounts);
  await add.click();
  await expect.element(form).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(form).not.toBeInTheDocument();
  await expect.element(add).toHaveFocus();

  const edit = page.getByRole('button', { name: 'Change', exact: true });
  await edit.click();
  await page.getByLabelText('Name or title').fill('王');
  await userEvent.keyboard('{Escape}');
  await expect.element(form).not.toBeInTheDocument();
  await expect.element(edit).toHaveFocus();
});

test('on a telephone what can be done with an account is in sight', async () => {
  await page.viewport(390, 900);
  await render(Accounts);
  const reset = page.getByRole('button', { name: 'New password' });
  await expect.element(reset).toBeVisible();
  expect(reset.element().getBoundingClientRect().right).toBeLessThanOrEqual(390);
  await expect
    .element(page.getByRole('row').nth(1))
    .toHaveTextContent(/wang 王老师 Clerk · unit: U1/);
});

test('Escape that ends the composing of a Chinese word leaves the form open', async () => {
  await render(Accounts);
  await add.click();
  const composing = new KeyboardEvent('keydown', {
    key: 'Escape',
    bubbles: true,
    isComposing: true,
  });
  document.querySelector('form input')?.dispatchEvent(composing);
  await tick();
  await expect.element(form).toBeInTheDocument();
});
