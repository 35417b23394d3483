import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { account } from '../../dashboard/data/account.svelte.ts';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import FileTable from '../../dashboard/pages/data/FileTable.svelte';
import HeaderChoice from '../../dashboard/pages/data/HeaderChoice.svelte';
import Mapping from '../../dashboard/pages/data/Mapping.svelte';
import { dataDistrict } from './data-district.ts';
import { answerQueries } from './fake-server.ts';

const unknown = (dataset: string, rows: number) => ({
  ...{ kind: 'unit', list: null, dataset, column: 'unit_name', value: 'Alder Sch.' },
  ...{ rows, files: 1, proposals: [{ code: 'A1', label: 'Alder School', similarity: 0.8 }] },
});

/** What was decided, as the server was told. */
let decided: unknown[];

beforeEach(async () => {
  answerQueries(dataDistrict);
  const queries = globalThis.fetch;
  decided = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.startsWith('/api/unmapped')) {
      const values = [unknown('hazard', 4), unknown('finding', 1)];
      return Promise.resolve(Response.json({ values }));
    }
    if (url.startsWith('/api/map/')) {
      decided.push(JSON.parse(String(init?.body)));
      return Promise.resolve(Response.json({ files: [], publication: { state: 'waiting' } }));
    }
    if (url.startsWith('/api/publication'))
      return Promise.resolve(Response.json({ state: 'waiting' }));
    return queries(url, init);
  });
  locale.current = 'en';
  await page.viewport(1280, 900);
  await session.refresh();
});

afterEach(() => vi.unstubAllGlobals());

test('a name that two returns hold is asked about once, and both are told', async () => {
  await render(Mapping);
  await expect.element(page.getByText('Alder Sch.', { exact: true })).toBeVisible();
  await expect.element(page.getByText('Rows: 4, files: 1')).toBeVisible();
  await expect.element(page.getByText('Rows: 1, files: 1')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Show these rows' }))
    .toHaveAttribute('href', '/data?fault_search=Alder+Sch.&section=quarantine');
});

test('picking in the list of units decides nothing until it is confirmed', async () => {
  await render(Mapping);
  const list = page.getByRole('combobox', { name: 'What “Alder Sch.” means' });
  await expect.element(list).toBeVisible();
  await userEvent.selectOptions(list, 'Birch School');
  expect(decided).toEqual([]);
  await page.getByRole('button', { name: 'It is “Birch School”' }).click();
  expect(decided).toEqual([{ name: 'Alder Sch.', unit_code: 'B2' }]);
});

test('a column picked for a header decides nothing until it is confirmed', async () => {
  const columns = [{ name: 'deadline', label: 'Deadline' }];
  await render(HeaderChoice, { dataset: 'hazard', header: 'by when', column: null, columns });
  await userEvent.selectOptions(page.getByRole('combobox'), 'Deadline');
  expect(decided).toEqual([]);
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect(decided).toEqual([{ dataset: 'hazard', header: 'by when', column: 'deadline' }]);
});

test('a reader who may not decide is asked nothing about a header', async () => {
  const table = {
    ...{ file_id: 'f', sheet: '', dataset: 'hazard', header_row: 1, first_row: 2, last_row: 9 },
    ...{ report_month: null, confidence: 0.9, columns: '[{"header":"by when","column":null}]' },
  };
  await render(FileTable, { table });
  await expect.element(page.getByRole('combobox')).toBeVisible();
  await account.load();
  await expect.element(page.getByText('by when')).toBeVisible();
  await expect.element(page.getByRole('combobox')).not.toBeInTheDocument();
});
