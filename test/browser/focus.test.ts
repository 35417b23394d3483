import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Accounts from '../../dashboard/pages/accounts/Accounts.svelte';
import TabStrip from '../../dashboard/pages/sql/console/TabStrip.svelte';
import Contact from '../../dashboard/pages/unit/Contact.svelte';
import type { Subject } from '../../dashboard/pages/unit/unit-rows.ts';
import { answerQueries, texts } from './fake-server.ts';

beforeEach(async () => {
  locale.current = 'en';
  const contact = { linked_office: 'Office', contact: 'Wu', contact_telephone: '555' };
  answerQueries({ unit_contact: texts([contact]), code: texts([{ list: 'x', code: 'y' }]) });
  const queries = window.fetch;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
    url.startsWith('/api/accounts')
      ? Promise.resolve(Response.json({ accounts: [] }))
      : queries(url, init),
  );
  await session.refresh();
});

afterEach(() => vi.unstubAllGlobals());

test('the name of a tab that was written by keys gives the focus back to its tab', async () => {
  const tab = { id: 'a', title: 'First', sql: '', parameters: {}, asked: null, saved: null };
  const nothing = () => undefined;
  await render(TabStrip, {
    ...{ tabs: [tab], active: 'a', onactivate: nothing, onclose: nothing },
    ...{ onrename: nothing, onnew: nothing },
  });
  const strip = page.getByRole('tab', { name: 'First' });
  for (const key of ['{Escape}', '{Enter}']) {
    (strip.element() as HTMLElement).focus();
    await userEvent.keyboard('{F2}');
    await expect.element(page.getByRole('textbox')).toBeVisible();
    await userEvent.keyboard(key);
    await expect.element(strip).toHaveFocus();
  }
});

test('keys that end the composing of a word are not those of the name of a tab', async () => {
  const tab = { id: 'a', title: 'First', sql: '', parameters: {}, asked: null, saved: null };
  const onrename = vi.fn();
  await render(TabStrip, {
    ...{ tabs: [tab], active: 'a', onactivate: vi.fn(), onclose: vi.fn() },
    ...{ onrename, onnew: vi.fn() },
  });
  (page.getByRole('tab', { name: 'First' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{F2}');
  const name = page.getByRole('textbox');
  for (const key of ['Enter', 'Escape']) {
    const composing = { key, bubbles: true, isComposing: true };
    name.element().dispatchEvent(new KeyboardEvent('keydown', composing));
    await tick();
    await expect.element(name).toHaveFocus();
  }
  expect(onrename).not.toHaveBeenCalled();
});

test('a form that opens takes the focus, Escape closes it and gives the focus back', async () => {
  await render(Accounts);
  const add = page.getByRole('button', { name: 'Add an account' });
  (add.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByLabelText('Account', { exact: true })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('form')).not.toBeInTheDocument();
  await expect.element(add).toHaveFocus();
});

test('who asks for a contact by keys is put at the answer', async () => {
  const subject = { unit: { unit_code: 'U1' }, month: '2026-10' } as Subject;
  await render(Contact, { subject });
  (page.getByRole('button').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/Wu/)).toHaveFocus();
});
