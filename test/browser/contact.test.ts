import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { account } from '../../dashboard/data/account.svelte.ts';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Unit from '../../dashboard/pages/unit/Unit.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries, texts } from './fake-server.ts';
import { district } from './units-district.ts';

const contact = { linked_office: '办公室', contact: '吴', contact_telephone: '555' };

beforeEach(async () => {
  answerQueries({ ...district, unit_contact: texts([contact]) });
  locale.current = 'zh';
  place.navigate('/units/A1');
  await page.viewport(1280, 800);
  await account.load();
  await session.refresh();
});

afterEach(() => vi.unstubAllGlobals());

test("a unit's contact stands right below its head, and is written as Chinese is", async () => {
  await render(Unit, { parameters: { code: 'A1' } });
  const show = page.getByRole('button', { name: '查看联络员（会记录）' });
  await expect.element(show).toBeVisible();
  const head = document.querySelector('article > header')?.getBoundingClientRect();
  const line = show.element().closest('p')?.getBoundingClientRect();
  expect((line?.top ?? 0) - (head?.bottom ?? 0)).toBeLessThan(12);
  await show.click();
  await expect.element(page.getByText('联络员：吴 555')).toBeVisible();
});
