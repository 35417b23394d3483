import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumFlags, findChromium } from '../chromium.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

/** `SCREENSHOTS=DIR` keeps a picture of each step, to be looked at. */
const pictures = process.env['SCREENSHOTS'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let warehouse: string;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  folder = await temporaryFolder();
  const inbox = join(folder.path, 'inbox');
  warehouse = join(folder.path, 'warehouse');
  await xiaoan(['simulate', '--units', '60', '--months', '14', '--seed', '7', '-o', inbox]);
  expect((await xiaoan(['ingest', inbox, '--warehouse', warehouse])).code).toBe(2);
  const built = await xiaoan(['build', '--warehouse', warehouse]);
  expect(built.code, built.stderr).toBe(0);
  await writeFile(join(warehouse, 'capacity.yaml'), await readFile(`${inbox}.capacity.yaml`));
  served = await serve(warehouse);
  const executablePath = findChromium();
  browser = await chromium.launch({
    args: [...chromiumFlags],
    ...(executablePath ? { executablePath } : {}),
  });
  if (pictures) await mkdir(pictures, { recursive: true });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

async function open(path: string, lang: string, width: number, theme: 'light' | 'dark') {
  const context = await browser.newContext({
    viewport: { width, height: 1000 },
    colorScheme: theme,
    acceptDownloads: true,
  });
  await context.addInitScript((each) => localStorage.setItem('language', each), lang);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await page.goto(served.url + path, { waitUntil: 'networkidle' });
  return { page, faults, close: () => context.close() };
}

const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `plan-${name}.png`), fullPage: true });
};

async function make(page: Page, months: string, days: string): Promise<void> {
  await page.getByLabel(/^\s*Months/).selectOption(months);
  await page.getByLabel('Days a month of each team at most').fill(days);
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await page.getByRole('button', { name: 'Stop and take' }).waitFor();
  await page
    .getByRole('button', { name: 'Stop and take' })
    .waitFor({ state: 'detached', timeout: 120_000 });
}

/** Waits for what a page comes to show, on a machine that may be busy. */
const soon = <Value>(value: () => Promise<Value>) => expect.poll(value, { timeout: 60_000 });

const sql = async (query: string): Promise<Record<string, unknown>[]> => {
  const { stdout } = await xiaoan(['sql', query, '--format', 'json', '--warehouse', warehouse]);
  return JSON.parse(stdout) as Record<string, unknown>[];
};

test("a planner's month", { timeout: 600_000 }, async () => {
  const { page, faults, close } = await open('/plan', 'en', 1440, 'light');
  await page.getByText('There is no plan yet').waitFor();

  // Too little capacity: the clash is explained.
  await make(page, '12', '0');
  await page.getByRole('heading', { name: 'The rules cannot all be kept' }).waitFor();
  const clash = await page.locator('.clash').innerText();
  expect(clash).toContain('Team-days');
  expect(clash).toMatch(/Team-days: [\d.,]+ team-days more/);
  await picture(page, 'clash');

  // The draw: the hash first, then the value; the certificate replays.
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.getByLabel('Source of the public value').fill('lottery no. 2026125');
  await page.getByRole('button', { name: 'Fix the list' }).click();
  await page.getByText('Publish this hash').waitFor();
  await page.getByLabel('The value that became known').fill('3 9 18 22 27 31');
  await page.getByRole('button', { name: 'Draw', exact: true }).last().click();
  await page.getByText(/^Drawn: \d+/).waitFor({ timeout: 120_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Certificate (JSON)' }).click();
  const certificate = join(folder.path, 'certificate.json');
  await (await download).saveAs(certificate);
  expect((await xiaoan(['draw', 'verify', certificate])).code).toBe(0);
  const bytes = await readFile(certificate, 'utf8');
  await writeFile(certificate, bytes.replace('"3 9 18 22 27 31"', '"3 9 18 22 27 32"'));
  expect((await xiaoan(['draw', 'verify', certificate])).code).toBe(1);
  await picture(page, 'draw');

  // Enough capacity: a plan with the drawn units in it.
  await make(page, '3', '');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await soon(() => page.locator('.visit').count()).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await soon(() => page.locator('tbody').innerText()).toContain('Drawn by chance');
  await picture(page, 'list');
  await page.getByRole('button', { name: 'Board', exact: true }).click();

  // Drag a visit to another day of its team; refused on a full or forbidden one, else kept with a reason.
  const visit = page.locator('.visit').first();
  const unit = await visit.locator('.name').innerText();
  const home = visit.locator('xpath=ancestor::td');
  const team = (await home.getAttribute('data-team')) ?? '';
  const from = (await home.getAttribute('data-date')) ?? '';
  const free = page.locator(`td[data-team="${team}"]:not(:has(.visit))`).first();
  await visit.dragTo(free);
  await soon(() => page.locator('.answer').innerText()).toMatch(/Possible|Not possible/);
  const options = await page
    .locator('.panel')
    .getByLabel(/^\s*Day/)
    .locator('option')
    .all();
  const dates = await Promise.all(options.map((each) => each.getAttribute('value')));
  let to = '';
  for (const date of dates) {
    if (!date || date === from) continue;
    await page
      .locator('.panel')
      .getByLabel(/^\s*Day/)
      .selectOption(date);
    await soon(() => page.locator('.answer').innerText()).toMatch(/ossible/);
    if (/^[✓!]/.test((await page.locator('.answer').innerText()).trim())) {
      to = date;
      break;
    }
  }
  expect(to, 'some other day is possible').not.toBe('');
  await page.locator('.panel').getByLabel('Changed by').fill('Wang');
  await page
    .locator('.panel')
    .getByLabel(/^\s*Reason/)
    .selectOption('weather');
  await picture(page, 'move');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  const moved = page.locator(`td[data-date="${to}"] .visit`, { hasText: unit });
  await moved.waitFor();
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await page.locator(`td[data-date="${from}"] .visit`, { hasText: unit }).waitFor();

  // Move again, keep it, publish, export.
  await page.locator(`td[data-date="${from}"] .visit`, { hasText: unit }).click();
  await page
    .locator('.panel')
    .getByLabel(/^\s*Day/)
    .selectOption(to);
  await soon(() => page.locator('.answer').innerText()).toMatch(/ossible/);
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await moved.waitFor();
  await page.getByRole('button', { name: 'Changes by hand' }).click();
  await soon(() => page.locator('main').innerText()).toContain('weather');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await page.getByLabel('Published by').fill('Wang');
  await page.getByRole('button', { name: /^Publish/ }).click();
  await page.getByText(/Published .* by Wang/).waitFor({ timeout: 180_000 });
  const exported = page.waitForEvent('download');
  await page.getByRole('link', { name: 'A sheet a team (XLSX)' }).click();
  const handed = join(folder.path, 'plan.xlsx');
  await (await exported).saveAs(handed);
  await picture(page, 'published');
  expect(faults).toEqual([]);
  await close();
  const publication = async (): Promise<unknown> =>
    ((await (await fetch(`${served.url}/api/publication`)).json()) as { state: unknown }).state;
  await expect.poll(publication, { timeout: 180_000 }).toBe('idle');

  // The teams fill in when they went and send the workbook back; the next snapshot knows.
  const book = read(await readFile(handed));
  let unitVisited = '';
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const rows = utils.sheet_to_json<(string | null)[]>(sheet, { header: 1, defval: null });
    const header = rows[2] ?? [];
    const at = (label: string): number => header.indexOf(label);
    for (const row of rows.slice(3)) {
      row[at('Date of inspection')] = row[at('Planned for')] ?? null;
      row[at('Result')] = 'Fail';
      unitVisited ||= String(row[at('Unit code')]);
    }
    book.Sheets[name] = utils.aoa_to_sheet(rows);
  }
  await writeFile(handed, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const scoreSql = `select month, finding_expected from marts.unit_month where unit_code = '${unitVisited}' order by month desc limit 1`;
  const [before] = await sql(scoreSql);
  const ingested = await xiaoan(['ingest', handed, '--warehouse', warehouse]);
  expect(ingested.code, ingested.stdout + ingested.stderr).toBe(0);
  const rebuilt = await xiaoan(['build', '--as-of', '2026-11', '--warehouse', warehouse]);
  expect(rebuilt.code, rebuilt.stderr).toBe(0);
  const [after] = await sql(scoreSql);
  expect(after?.['month']).not.toBe(before?.['month']);
  expect(
    Number(after?.['finding_expected']),
    'a visit without findings lowers what is expected',
  ).toBeLessThan(Number(before?.['finding_expected']));
  const outcome = await sql(
    'select visit_origin, visits_planned, visits_done from marts.plan_outcome',
  );
  expect(outcome.map((row) => row['visit_origin'])).toContain('override');
  for (const row of outcome) expect(row['visits_done']).toBe(row['visits_planned']);
  const [estimate] = await sql(
    'select units_drawn, units_visited, serious_share from marts.plan_estimate',
  );
  expect(estimate?.['units_visited']).toBe(estimate?.['units_drawn']);
  expect(estimate?.['serious_share']).toBe(0);

  // Every part, in both languages, widths and themes.
  for (const [lang, width, theme] of [
    ['zh', 1440, 'light'],
    ['en', 1440, 'dark'],
    ['zh', 390, 'dark'],
    ['en', 390, 'light'],
  ] as const)
    for (const section of ['board', 'calendar', 'map', 'list', 'draw', 'changes']) {
      const view = await open(`/plan?section=${section}`, lang, width, theme);
      await view.page.locator('dl dd').first().waitFor();
      await view.page.waitForLoadState('networkidle');
      await picture(view.page, `${section}-${lang}-${width}-${theme}`);
      const sideways = await view.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways, `${section} ${lang} ${width}: no sideways scrolling`).toBeLessThanOrEqual(0);
      expect(view.faults, `${section} ${lang} ${width}`).toEqual([]);
      await view.close();
    }
});
