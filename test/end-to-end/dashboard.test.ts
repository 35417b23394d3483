import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, pictures } from './browser.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let served: Served;
let browser: Browser;
let unitCode: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  const inbox = join(folder.path, 'inbox');
  const warehouse = join(folder.path, 'warehouse');
  const made = await xiaoan([
    'simulate',
    '--units',
    '60',
    '--months',
    '14',
    '--seed',
    '7',
    '-o',
    inbox,
  ]);
  expect(made.code, made.stderr).toBe(0);
  const ingested = await xiaoan(['ingest', inbox, '--warehouse', warehouse]);
  expect(ingested.code, ingested.stderr).toBe(2);
  const built = await xiaoan(['build', '--warehouse', warehouse]);
  expect(built.code, built.stderr).toBe(0);
  await copyFile(`${inbox}.capacity.yaml`, join(warehouse, 'capacity.yaml'));
  const found = await xiaoan([
    'sql',
    "select unit_code from marts.decision where regime = 'intensified' order by month desc, score desc limit 1",
    '--format',
    'json',
    '--warehouse',
    warehouse,
  ]);
  unitCode = String((JSON.parse(found.stdout) as { unit_code: string }[])[0]?.unit_code);
  served = await serve(warehouse);
  browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

interface Reader {
  readonly lang: 'zh' | 'en';
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

/** A browser as one reader has set it. */
async function readerOf({ lang, width, theme }: Reader): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
  });
  // A busy machine is no fault of a page: the tests have time limits of their own.
  context.setDefaultTimeout(0);
  await context.addInitScript((code) => localStorage.setItem('language', code), lang);
  return context;
}

/** Opens a page; whatever goes wrong on it is an entry in `faults`. */
async function open(context: BrowserContext, path: string) {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== served.url)
      faults.push(`request to ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await page.goto(served.url + path, { waitUntil: 'networkidle' });
  return { page, faults };
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const openHazards = encodeURIComponent(
  'select work_area, count(*) as hazards from facts.hazard where is_open group by all',
);

const pages = () => [
  { name: 'overview', path: '/', zh: '总览', en: 'Overview' },
  { name: 'units', path: '/units', zh: '单位', en: 'Units' },
  { name: 'units-verify', path: '/units?verify=1', zh: '待核实', en: 'To verify' },
  { name: 'unit', path: `/units/${unitCode}`, zh: '加密检查', en: 'Intensified' },
  { name: 'data', path: '/data', zh: '文件', en: 'Files' },
  { name: 'data-quarantine', path: '/data?section=quarantine', zh: '待更正', en: 'Quarantine' },
  { name: 'data-returns', path: '/data?section=returns', zh: '报表', en: 'Returns' },
  { name: 'data-dictionary', path: '/data?section=dictionary', zh: '字典', en: 'Dictionary' },
  { name: 'policy', path: '/policy', zh: '指标与权重', en: 'Indicators and weights' },
  { name: 'policy-lab', path: '/policy?section=lab', zh: '全年需检查次数', en: 'Visits needed' },
  { name: 'policy-versions', path: '/policy?section=versions', zh: '历次版本', en: 'Versions' },
  { name: 'policy-gaming', path: '/policy?section=gaming', zh: '紧挨线下', en: 'Just below' },
  { name: 'data-lineage', path: '/data?section=lineage', zh: 'marts', en: 'marts' },
  { name: 'policy-backtest', path: '/policy?section=backtest', zh: '回测', en: 'Backtest' },
  { name: 'campaigns', path: '/campaigns', zh: '待催办', en: 'To be chased' },
  { name: 'campaign', path: '/campaigns/three_year_action-2024', zh: '三年行动', en: 'Three-year' },
  {
    name: 'campaign-brief',
    path: '/campaigns/three_year_action-2024/brief',
    zh: '进展简报',
    en: 'brief',
  },
  { name: 'plan', path: '/plan', zh: '还没有计划', en: 'There is no plan yet' },
  { name: 'sql', path: '/sql', zh: '从这些问题开始', en: 'Questions to begin with' },
  { name: 'sql-table', path: `/sql?sql=${openHazards}`, zh: '导出', en: 'Export' },
  { name: 'sql-chart', path: `/sql?sql=${openHazards}&view=chart`, zh: '汇总', en: 'Summary' },
  { name: 'sql-profile', path: '/sql?table=facts.hazard', zh: '部分行', en: 'Some rows' },
  { name: 'sql-pins', path: '/sql?section=pins', zh: '还没有钉上', en: 'Nothing is pinned yet' },
];

/** Throws what is wrong with a page as one reader sees it. */
async function lookAt(
  context: BrowserContext,
  { name, path, ...words }: ReturnType<typeof pages>[number],
  { lang, width, theme }: Reader,
): Promise<void> {
  const { page, faults } = await open(context, path);
  const text = () => page.locator('body').innerText();
  await expect
    .poll(async () => (await text()).toLowerCase(), { timeout: 120_000, message: name })
    .toContain(words[lang].toLowerCase());
  await page.waitForLoadState('networkidle');
  const body = await text();
  if (pictures)
    await page.screenshot({
      path: join(pictures, `${name}-${lang}-${width}-${theme}.png`),
      fullPage: true,
    });
  expect(faults, `${name}: nothing fails and nothing is asked of another host`).toEqual([]);
  expect(await overflow(page), `${name}: no sideways scrolling`).toBeLessThanOrEqual(0);
  expect(body, `${name}: no untranslated key`).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z]\w+\b/);
  await page.close();
}

describe('every page, in both languages, widths and themes', () => {
  for (const lang of ['zh', 'en'] as const)
    for (const width of [1440, 390])
      for (const theme of ['light', 'dark'] as const)
        test(`${lang} ${width} ${theme}`, { timeout: 480_000 }, async () => {
          const reader = { lang, width, theme };
          const context = await readerOf(reader);
          const left = pages();
          // Three at a time: each waits half a second for the network to be idle.
          const look = async (): Promise<void> => {
            for (let next = left.shift(); next; next = left.shift())
              await lookAt(context, next, reader);
          };
          await Promise.all([look(), look(), look()]);
          await context.close();
        });
});

test('a page whose files did not come is whole once the server is back', async () => {
  const context = await readerOf({ lang: 'en', width: 1440, theme: 'light' });
  const { page } = await open(context, '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('alert').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Make a plan' }) });
  await form.waitFor();
  expect(
    await form.evaluate((element) => getComputedStyle(element).display),
    'by the page’s own styles',
  ).toBe('flex');
  await context.close();
});
