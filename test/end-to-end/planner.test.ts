import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, pictures } from './browser.ts';
import {
  addedTo,
  answerIn,
  firstAllowed,
  make,
  nextMinute,
  opensByKeyboard,
  readsOnPaper,
  soon,
} from './plan-page.ts';
import { fillIn } from './plan-workbook.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

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
  browser = await launchBrowser();
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

const sql = async (query: string): Promise<Record<string, unknown>[]> => {
  const { stdout } = await xiaoan(['sql', query, '--format', 'json', '--warehouse', warehouse]);
  return JSON.parse(stdout) as Record<string, unknown>[];
};

test("a planner's month", { timeout: 900_000 }, async () => {
  const { page, faults, close } = await open('/plan', 'en', 1440, 'light');
  await page.getByText('There is no plan yet').waitFor();
  await picture(page, 'empty');

  // The draw begins with its hash; the value becomes known in a minute.
  const known = nextMinute();
  await page.getByLabel('Source of the public value').fill('lottery no. 2026125');
  await page.getByLabel('Known at', { exact: true }).fill(known.text);
  await page.getByRole('button', { name: 'Fix the list' }).click();
  await page.getByText('Publish this hash').waitFor();

  // Too little capacity: the clash is explained.
  await make(page, '12', '0');
  await page.getByRole('heading', { name: 'The rules cannot all be kept' }).waitFor();
  const clash = await page.locator('.clash').innerText();
  expect(clash).toContain('Team-days');
  expect(clash).toMatch(/Team-days: [\d.,]+ team-days more/);
  await picture(page, 'clash');

  // The value is known: the draw, and a certificate that replays.
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.waitForTimeout(Math.max(0, known.at - Date.now() + 500));
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

  // Compared with the plan that had no time: more visits, more found, more of the road; then alone again.
  const compare = page.getByLabel('Compare with');
  const rival = await compare.locator('option').nth(1).getAttribute('value');
  await compare.selectOption(rival);
  const beside = page.locator('dl .other');
  await soon(() => beside.count()).toBe(7);
  for (const figure of ['Visits', 'Serious visits expected', 'Hours on the road'])
    await soon(() =>
      page.locator('dl > div').filter({ hasText: figure }).locator('.other').first().innerText(),
    ).toMatch(/\(\+[\d.,]+\)/);
  expect(await page.locator('dl').innerText()).toContain('most / least seen area');
  await picture(page, 'compare');
  await compare.selectOption('');
  await soon(() => beside.count()).toBe(0);

  // Drag a visit to another day of its team: the rules answer at once; then a day on which it can be.
  const panel = page.locator('.plan-panel');
  const visit = page.locator('.visit').first();
  const unit = await visit.locator('.name').innerText();
  const home = visit.locator('xpath=ancestor::td');
  const team = (await home.getAttribute('data-team')) ?? '';
  const from = (await home.getAttribute('data-date')) ?? '';
  const free = page.locator(`td[data-team="${team}"]:not(:has(.visit))`).first();
  await visit.dragTo(free);
  expect(await answerIn(panel)).toMatch(/Possible|Not possible/);
  const to = await firstAllowed(panel, /^\s*Day/, from);
  expect(to, 'some other day is possible').not.toBe('');
  await panel.getByLabel('Changed by').fill('Wang');
  await panel.getByLabel(/^\s*Reason/).selectOption('weather');
  await picture(page, 'move');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  const there = page.locator(`td[data-date="${to}"] .visit`, { hasText: unit });
  const back = page.locator(`td[data-date="${from}"] .visit`, { hasText: unit });
  await there.waitFor();
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await back.waitFor();

  // A locked visit cannot be dragged or moved, until it is let go.
  await back.click();
  await panel.getByRole('button', { name: 'Lock', exact: true }).click();
  await back.and(page.locator('.locked')).waitFor();
  expect(await back.getAttribute('draggable')).toBe('false');
  const keeps = page.getByRole('checkbox', { name: 'Keep visits locked in this plan: 1' });
  expect(await keeps.isChecked()).toBe(true);
  await back.click();
  expect(await panel.getByRole('button', { name: 'Move', exact: true }).isDisabled()).toBe(true);
  await panel.getByRole('button', { name: 'Unlock' }).click();
  await soon(() => back.getAttribute('draggable')).toBe('true');

  // Move again and keep it; take one visit out and see a unit that was not planned in its place.
  await back.click();
  await panel.getByLabel(/^\s*Day/).selectOption(to);
  expect(await answerIn(panel)).not.toContain('✕');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await there.waitFor();
  const spare = page.locator('.visit', { hasText: 'Special' }).last();
  await spare.click();
  const gone = (await panel.locator('h2 a').innerText()).trim();
  await panel.getByRole('button', { name: 'Take this visit out' }).click();
  await panel.waitFor({ state: 'detached' });
  const add = page.getByRole('button', { name: '＋ Add a visit' });
  await add.click();
  await panel.getByLabel(/^\s*Unit/).fill(gone);
  const allowed = await addedTo(panel);
  expect(allowed, 'the unit can be seen on some day').toBe(true);
  await picture(page, 'add');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.visit', { hasText: gone }).waitFor();
  await page.keyboard.press('Escape');
  await soon(() => add.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Changes by hand' }).click();
  for (const word of ['weather', 'added', 'taken out', 'undone'])
    await soon(() => page.locator('main').innerText()).toContain(word);
  await page.getByRole('cell', { name: 'locked', exact: true }).first().waitFor();
  await picture(page, 'changes');

  // Publish, export.
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await page.getByLabel('Published by').fill('Wang');
  await page.getByRole('button', { name: /^Publish/ }).click();
  await page.getByText(/Published .* by Wang/).waitFor({ timeout: 180_000 });
  const exported = page.waitForEvent('download');
  await page.getByRole('link', { name: 'A sheet a team (XLSX)' }).click();
  const handed = join(folder.path, 'plan.xlsx');
  await (await exported).saveAs(handed);
  const calendar = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Calendar (iCalendar)' }).click();
  const events = join(folder.path, 'plan.ics');
  await (await calendar).saveAs(events);
  expect(await readFile(events, 'utf8')).toMatch(/^BEGIN:VCALENDAR[\s\S]+BEGIN:VEVENT/);
  await picture(page, 'published');
  expect(faults).toEqual([]);
  await close();
  const publication = async (): Promise<unknown> =>
    ((await (await fetch(`${served.url}/api/publication`)).json()) as { state: unknown }).state;
  await expect.poll(publication, { timeout: 180_000 }).toBe('idle');

  // The teams fill in when they went and send the workbook back; the next snapshot knows.
  const unitVisited = await fillIn(handed);
  const scoreSql = `select month, finding_expected from marts.unit_month where unit_code = '${unitVisited}' order by month desc limit 1`;
  const [before] = await sql(scoreSql);
  const ingested = await xiaoan([
    ...['ingest', handed, '--warehouse', warehouse],
    ...['--received-at', '2026-11-30T09:00'],
  ]);
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
  expect(outcome.find((row) => row['visit_origin'] === 'override')?.['visits_planned']).toBe(2);
  for (const row of outcome) expect(row['visits_done']).toBe(row['visits_planned']);
  const [estimate] = await sql(
    'select units_drawn, units_visited, serious_share from marts.plan_estimate',
  );
  expect(estimate?.['units_visited']).toBe(estimate?.['units_drawn']);
  expect(estimate?.['serious_share']).toBe(0);
  for (const [path, words] of [
    ['/policy', 'would be serious (95% interval 0.0%–'],
    ['/policy?section=backtest', 'How often a visit is serious, from units drawn by chance'],
  ] as const) {
    const policy = await open(path, 'en', 1440, 'light');
    await soon(() => policy.page.locator('main').innerText()).toContain(words);
    await picture(policy.page, `policy-${path.includes('=') ? 'backtest' : 'rules'}`);
    expect(policy.faults).toEqual([]);
    await policy.close();
  }

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

  // A visit opens and closes by keyboard, which is then where it was.
  const keys = await open('/plan', 'en', 1440, 'light');
  await opensByKeyboard(keys.page);
  await keys.close();

  // On paper the board says its month, and gives every name room.
  const sheet = await open('/plan', 'en', 794, 'light');
  await readsOnPaper(sheet.page);
  await sheet.close();
});
