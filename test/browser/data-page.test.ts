import { tableFromJSON } from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Data from '../../dashboard/pages/data/Data.svelte';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { dataDistrict, mendedDistrict } from './data-district.ts';
import { answerQueries } from './fake-server.ts';

let stopFollowing: () => void;

beforeEach(async () => {
  answerQueries(dataDistrict);
  locale.current = 'en';
  await page.viewport(1280, 900);
  await session.refresh();
  stopFollowing = followLinks(document.body);
});

afterEach(() => {
  stopFollowing();
  vi.unstubAllGlobals();
});

async function show(address: string): Promise<void> {
  place.navigate(address);
  await render(Data);
}

const link = (name: string, exact = true) => page.getByRole('link', { name, exact });

test('the ledger leads from a file to how it was read and what is wrong with it', async () => {
  await show('/data');
  await expect.element(page.getByText('85.0% of data rows')).toBeVisible();
  await link('second.xlsx North.zip').click();
  expect(place.parameter('file')).toBe('f2');
  await expect.element(page.getByText('S: Hazard ledger')).toBeVisible();
  await expect.element(page.getByText('Sure to 92%')).toBeVisible();
  const used = page.getByRole('row', { name: 'when found' });
  await expect.element(used).toHaveTextContent(/Found on found_date.*a known synonym/);
  await expect.element(page.getByRole('row', { name: 'colour' })).toHaveTextContent(/not used/);
  await expect.element(page.getByText('"huge" is wrong')).toBeVisible();
  const guessed = page.getByRole('row', { name: 'by when' });
  await expect.element(guessed).toHaveTextContent(/sure to 71% *9 of 10 cells.*Confirm.*It is not/);
});

test('a file whose rows were mended since counts among those loaded in part, not among those to correct', async () => {
  answerQueries(mendedDistrict, undefined, '20261105T020000-00000009');
  await session.refresh();
  await show('/data');
  await expect.element(page.getByText('Files they are in: 0')).toBeVisible();
  await expect.element(link('Partly loaded 1')).toBeVisible();
  await link('second.xlsx North.zip').click();
  await expect.element(page.getByText('Held back on receipt')).toBeVisible();
  await expect.element(page.getByText('To correct', { exact: true })).not.toBeInTheDocument();
});

test('how many faults wait is said on the way to them, whatever is looked at', async () => {
  await show('/data');
  await expect.element(link('Quarantine 3')).toBeVisible();
  await expect.element(link('Files')).toBeVisible();
});

test('a file rejected as a whole says why', async () => {
  await show('/data?status=rejected');
  await expect.element(link('first.xlsx')).not.toBeInTheDocument();
  await link('third.xlsx').click();
  await expect.element(page.getByText('It is a picture')).toBeVisible();
});

test('an unknown file is said to be unknown', async () => {
  await show('/data?file=nothing');
  await expect.element(page.getByText('There is no such file')).toBeVisible();
});

test('a reason narrows the list to its rows, and shows them all again', async () => {
  await show('/data?section=quarantine');
  await expect.element(page.getByText('"huge" is wrong')).toBeVisible();
  await link('Found on: not a date').click();
  expect(place.parameter('reason')).toBe('hazard.found_date.not_a_date');
  await expect.element(page.getByText('"huge" is wrong')).not.toBeInTheDocument();
  await expect.element(page.getByText('"soon" is wrong')).toBeVisible();
  await link('Show all').click();
  await expect.element(page.getByText('"huge" is wrong')).toBeVisible();
});

test('on a telephone a cell as it was written stands in sight, below what is wrong with it', async () => {
  await page.viewport(390, 800);
  await show('/data?section=quarantine');
  const written = page.getByText('huge', { exact: true });
  await expect.element(written).toBeVisible();
  await expect.element(written.element().parentElement).toHaveTextContent('As written: huge');
  expect(written.element().getBoundingClientRect().right).toBeLessThan(390);
});

test('the bars of reasons stay where they are when words and files come', async () => {
  await page.viewport(1440, 900);
  // Another snapshot: nothing of it was asked for before.
  answerQueries(dataDistrict, undefined, '20261104T020000-1a2b3c4d');
  const answering = window.fetch;
  let come: () => void = () => undefined;
  const later = new Promise<void>((resolve) => (come = resolve));
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (/\/(field|quarantine_file)\b/.test(url)) await later;
    return answering(url, init);
  });
  await session.refresh();
  await show('/data?section=quarantine');
  const heading = page.getByRole('heading', { name: 'Where it is' });
  await expect.element(heading).toBeVisible();
  const bar = () => document.querySelector('td.bar')?.getBoundingClientRect();
  const before = bar();
  const top = heading.element().getBoundingClientRect().top;
  come();
  await expect.element(link('Found on: not a date')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'In which files' })).toBeVisible();
  expect([bar()?.left, bar()?.width]).toEqual([before?.left, before?.width]);
  expect(heading.element().getBoundingClientRect().top).toBeLessThanOrEqual(top);
});

test('who comes to see certain rows is led to them, past the list of reasons', async () => {
  await page.viewport(390, 500);
  await show('/data?section=quarantine');
  const heading = page.getByRole('heading', { name: 'Where it is' });
  await expect.element(heading).toBeVisible();
  expect(heading.element().getBoundingClientRect().top).toBeGreaterThan(500);
  document.body.replaceChildren();
  await show('/data?section=quarantine&fault_search=huge');
  await expect.element(heading).toBeVisible();
  await expect.poll(() => heading.element().getBoundingClientRect().top).toBeLessThan(500);
});

test('on a narrow screen a file is named within its column, not across what is wrong', async () => {
  await page.viewport(390, 800);
  await show('/data?section=quarantine');
  const table = page.getByRole('table', { name: 'Where it is' });
  await expect.element(table.getByRole('link').first()).toBeVisible();
  const links = [...table.element().querySelectorAll<HTMLElement>('td a')];
  expect(links.length).toBeGreaterThan(0);
  for (const link of links)
    expect(link.getBoundingClientRect().right).toBeLessThanOrEqual(
      link.closest('td')?.getBoundingClientRect().right ?? 0,
    );
});

test('a file that its reader may not see is told in words, not by its fingerprint', async () => {
  const rows = dataDistrict['quarantine']?.toArray() as { toJSON(): object }[];
  const masked = rows.map((row, index) => ({
    ...row.toJSON(),
    ...(index > 0 ? { file_name: null } : {}),
  }));
  answerQueries(
    { ...dataDistrict, quarantine: tableFromJSON(masked) },
    ['2026-08', '2026-10'],
    'without-names',
  );
  await session.refresh();
  await show('/data?section=quarantine');
  await expect.element(page.getByText('A file with other units’ rows').first()).toBeVisible();
  await expect.element(link('f2')).not.toBeInTheDocument();
});

test('the grid marks missing and late returns, and a month opens below it', async () => {
  await show('/data?section=returns');
  const grid = page.getByRole('group', { name: 'Missing and late returns by unit and month' });
  await expect.element(grid).toBeVisible();
  const marks = () =>
    [...grid.element().querySelectorAll('.line path')].map((mark) => [
      mark.getAttribute('class')?.split(' ')[0],
      mark.textContent?.trim(),
    ]);
  await expect.poll(marks).toEqual([
    ['missing', 'Alder School, Sept 2026: Missing'],
    ['late', 'Alder School, Oct 2026: Late'],
  ]);
  await expect.element(page.getByText('Units missing or late for Oct 2026')).toBeVisible();
  const row = page.getByRole('row', { name: /Alder School North Late/ });
  await expect.element(row).toHaveTextContent(/28 Oct 2026.*2 Nov 2026 08:00.*5/);
  grid
    .element()
    .querySelectorAll('.month')[1]
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(place.parameter('month')).toBe('2026-09');
});

test('months of the grid are chosen by the keyboard', async () => {
  await show('/data?section=returns');
  const month = (name: RegExp) => page.getByRole('button', { name });
  await expect.element(month(/^Oct 2026/)).toHaveAttribute('tabindex', '0');
  (month(/^Oct 2026/).element() as SVGElement).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
  expect(place.parameter('month')).toBe('2026-08');
  await userEvent.keyboard('{ArrowRight} ');
  expect(place.parameter('month')).toBe('2026-09');
  await expect.element(month(/^Sept 2026/)).toHaveAttribute('aria-pressed', 'true');
});

test('what is open is listed by file, each with its correction workbook', async () => {
  await show('/data?section=quarantine');
  const row = page.getByRole('row', { name: /second\.xlsx North/ }).first();
  await expect.element(row).toHaveTextContent(/3.*Download/);
  await expect
    .element(link('Download').first())
    .toHaveAttribute('href', '/api/correction/f2.xlsx?lang=en');
});

test('odd rows are listed apart from those to be corrected', async () => {
  await show('/data?section=warnings');
  await expect.element(page.getByText('"Sunday" is wrong').first()).toBeVisible();
});

test('the dictionary finds a column by its meaning and leads to its table', async () => {
  await show('/data?section=dictionary');
  await page.getByRole('searchbox').fill('found by');
  await expect.element(page.getByRole('cell', { name: 'finder' })).toBeVisible();
  await link('facts.hazard').click();
  await expect.element(page.getByRole('heading', { name: 'facts.hazard' })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /finder Found by .* Yes/ })).toBeVisible();
  await expect.element(page.getByText('unique: unit_code')).toBeVisible();
  await expect.element(link('staging.hazard')).toBeVisible();
});

test('a table reached by keyboard marks what it is made from and what is made from it', async () => {
  await show('/data?section=lineage');
  const node = (name: string) => {
    const found = [...document.querySelectorAll<SVGAElement>('svg[data-chart] a')].find((each) =>
      each.getAttribute('aria-label')?.startsWith(`${name}:`),
    );
    if (!found) throw new Error(`no ${name} in the lineage`);
    return found;
  };
  await expect.poll(() => document.querySelectorAll('svg[data-chart] a').length).toBe(5);
  node('facts.hazard').focus();
  const lit = () => document.querySelectorAll('svg[data-chart] path.lit').length;
  await expect.poll(lit).toBe(3);
  await expect.poll(() => node('policy.indicator').classList.contains('dim')).toBe(true);
  await expect.poll(() => node('intake.hazard').classList.contains('dim')).toBe(false);
  node('facts.hazard').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  expect(place.parameter('relation')).toBe('facts.hazard');
  expect(place.parameter('section')).toBe('dictionary');
});

test('on a narrow screen the lineage is a list', async () => {
  await page.viewport(390, 800);
  await show('/data?section=lineage');
  await expect.element(page.getByRole('heading', { name: 'Published marts' })).toBeVisible();
  expect(document.querySelector('svg[data-chart]')).toBeNull();
  await expect.element(link('unit_month')).toBeVisible();
});

test('each dataset has its template in both languages', async () => {
  await show('/data?section=templates');
  const download = link('Download Excel');
  await expect.element(download).toHaveAttribute('href', '/api/template/hazard.xlsx?lang=en');
  await expect
    .element(link('in Chinese'))
    .toHaveAttribute('href', '/api/template/hazard.xlsx?lang=zh');
});
